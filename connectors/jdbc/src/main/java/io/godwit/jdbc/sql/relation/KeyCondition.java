package io.godwit.jdbc.sql.relation;

import io.godwit.jdbc.sql.fit.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition that compares the columns of a key with values, as a statement has it.
 *
 * @param sql with a parameter for each entry of {@code parts}
 * @param parts which value of the key each parameter takes, from 0
 */
public record KeyCondition(String sql, List<Integer> parts) {

  /** On which side of the values the rows lie. */
  public enum Side {
    /** Behind them. */
    BEHIND(">", ">", ">="),
    /** Before them, or there. */
    UP_TO("<=", "<", "<=");

    private final String whole;
    private final String strict;
    private final String loose;

    Side(String whole, String strict, String loose) {
      this.whole = whole;
      this.strict = strict;
      this.loose = loose;
    }
  }

  /** Takes an unmodifiable copy. */
  public KeyCondition {
    parts = List.copyOf(parts);
  }

  /**
   * By a comparison of rows, for databases that find its answer in an index.
   *
   * @param parameter what stands for a value that is compared with a column
   */
  public static KeyCondition ofRows(
      List<Column> key, Side side, Function<Column, String> parameter) {
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(i);
    }
    String columns = key.stream().map(Column::quoted).collect(Collectors.joining(", "));
    String values = key.stream().map(parameter).collect(Collectors.joining(", "));
    return key.size() == 1
        ? new KeyCondition(columns + " " + side.whole + " " + values, parts)
        : new KeyCondition("(" + columns + ") " + side.whole + " (" + values + ")", parts);
  }

  /**
   * The same spelt out column by column, for databases that read the whole table for a comparison
   * of rows. What the first column alone decides comes first, since an index finds that.
   */
  public static KeyCondition speltOut(
      List<Column> key, Side side, Function<Column, String> parameter) {
    if (key.size() == 1) {
      return ofRows(key, side, parameter);
    }
    List<Integer> parts = new ArrayList<>(List.of(0));
    String first =
        key.getFirst().quoted() + " " + side.loose + " " + parameter.apply(key.getFirst());
    return new KeyCondition(
        "(" + first + " and " + speltOut(key, 0, side, parameter, parts) + ")", parts);
  }

  private static String speltOut(
      List<Column> key,
      int from,
      Side side,
      Function<Column, String> parameter,
      List<Integer> parts) {
    Column column = key.get(from);
    String value = parameter.apply(column);
    parts.add(from);
    if (from == key.size() - 1) {
      return column.quoted() + " " + side.whole + " " + value;
    }
    parts.add(from);
    return "(%1$s %2$s %3$s or (%1$s = %3$s and %4$s))"
        .formatted(
            column.quoted(), side.strict, value, speltOut(key, from + 1, side, parameter, parts));
  }
}
