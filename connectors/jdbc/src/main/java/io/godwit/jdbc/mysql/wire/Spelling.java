package io.godwit.jdbc.mysql.wire;

import io.godwit.jdbc.sql.fit.Column;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How statements speak of values of a column: some types have no text of their own, and of others
 * the server's text says less than the value.
 */
public final class Spelling {

  private static final Pattern NOT_WORD = Pattern.compile("[^a-z0-9_].*", Pattern.DOTALL);

  private static final String COLLATE = " collate ";

  private Spelling() {}

  /** The name of a column's type without anything behind it: {@code int}, {@code enum}. */
  static String word(Column column) {
    return NOT_WORD.matcher(column.type()).replaceFirst("");
  }

  /** The collation of a column; empty where it has no characters. */
  public static Optional<String> collation(Column column) {
    int at = column.bareType().indexOf(COLLATE);
    return at < 0
        ? Optional.empty()
        : Optional.of(column.bareType().substring(at + COLLATE.length()));
  }

  /** A type without limits, with the collation of its characters. */
  public static String bareType(String word, Optional<String> collation) {
    return word + collation.map(by -> COLLATE + by).orElse("");
  }

  /** What stands for a value whose text is at a place. */
  static String placed(String place, Column column) {
    return switch (word(column)) {
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
          "unhex(" + place + ")";
      case "bit" -> "cast(" + place + " as unsigned)";
      default -> place;
    };
  }

  /** Whether the text of a value has to be read by {@link #placed}. */
  static boolean isPlaced(Column column) {
    return !placed("", column).isEmpty();
  }

  /**
   * A column of a lookup's answer such that its text is the value: a {@code float} is shown in six
   * digits, and the driver makes something else of days that are none.
   */
  public static String shown(String column, Column of) {
    return switch (of.kind()) {
      case FLOAT4 -> "(" + column + " + 0e0)";
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> "cast(" + column + " as char)";
      case BYTES -> "hex(" + column + ")";
      default -> word(of).equals("bit") ? "(" + column + " + 0)" : column;
    };
  }

  /**
   * Whether a column has the value of a key that was asked for.
   *
   * @param asked the text of the key, in utf8mb4
   */
  public static String isKey(String column, String asked, Column key) {
    return column
        + " = "
        + switch (key.kind()) {
          case BOOL, INT2, INT4, INT8 -> "cast(" + asked + " as signed)";
          case NUMERIC -> "cast(%s as decimal(65, %d))".formatted(asked, key.scale());
          case FLOAT4, FLOAT8 -> "(" + asked + " + 0e0)";
          case BYTES -> "unhex(" + asked + ")";
          case DATE -> "cast(" + asked + " as date)";
          case TIME -> "cast(" + asked + " as time(6))";
          case TIMESTAMP, TIMESTAMPTZ -> "cast(" + asked + " as datetime(6))";
          case UUID -> "cast(" + asked + " as uuid)";
          default -> text(asked, key);
        };
  }

  /**
   * In the column's own character set and collation, by which its index can be used. A character
   * that the set has not becomes a question mark, and must not find one.
   */
  private static String text(String asked, Column key) {
    String collation = collation(key).orElse("utf8mb4_bin");
    String set = collation.replaceFirst("_.*", "");
    String converted = "convert(%s using %s)".formatted(asked, set);
    String exact = "convert(%s using utf8mb4) collate utf8mb4_bin".formatted(converted);
    return converted
        + COLLATE
        + collation
        + (set.equals("utf8mb4") ? "" : " and " + exact + " = " + asked + " collate utf8mb4_bin");
  }
}
