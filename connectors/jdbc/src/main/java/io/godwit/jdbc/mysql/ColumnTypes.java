package io.godwit.jdbc.mysql;

import io.godwit.jdbc.mysql.wire.Spelling;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns as the information schema has them. */
final class ColumnTypes {

  private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");

  /** Collations by which texts are equal only where their bytes are: without padding, that is. */
  private static final Pattern BYTEWISE = Pattern.compile("binary|.*_nopad_bin|.*_0900_bin");

  private ColumnTypes() {}

  /**
   * A column.
   *
   * @param filling whether a trigger may still fill what a record leaves null
   * @param document whether it is checked to hold JSON, which MariaDB has as a text
   */
  static Column column(ResultSet row, boolean filling, boolean document) throws SQLException {
    String name = row.getString("name");
    String type = row.getString("type");
    String word = row.getString("word");
    Optional<String> collation = Optional.ofNullable(row.getString("collation"));
    ColumnKind kind = document ? ColumnKind.JSON : kind(word, type, row.getObject("scale") != null);
    return new Column(
        name,
        Backticks.name(name),
        type,
        Spelling.bareType(word, collation),
        kind,
        Optional.empty(),
        limits(kind, word, row),
        collation.map(by -> BYTEWISE.matcher(by).matches()).orElse(true),
        row.getString("nullable").equals("NO") && !filling,
        false,
        supply(row));
  }

  /** Whole numbers without a sign have the kind of the next larger ones with a sign. */
  private static ColumnKind kind(String word, String type, boolean scaled) {
    boolean unsigned = type.contains("unsigned");
    return switch (word) {
      case "tinyint" -> type.startsWith("tinyint(1)") ? ColumnKind.BOOL : ColumnKind.INT2;
      case "smallint" -> unsigned ? ColumnKind.INT4 : ColumnKind.INT2;
      case "year" -> ColumnKind.INT2;
      case "mediumint" -> ColumnKind.INT4;
      case "int" -> unsigned ? ColumnKind.INT8 : ColumnKind.INT4;
      case "bigint" -> unsigned ? ColumnKind.NUMERIC : ColumnKind.INT8;
      case "bit" -> type.equals("bit(1)") ? ColumnKind.BOOL : ColumnKind.NUMERIC;
      case "decimal" -> ColumnKind.NUMERIC;
      // One of so many decimal places rounds what it takes.
      case "float" -> scaled ? ColumnKind.CUTTING : ColumnKind.FLOAT4;
      case "double" -> scaled ? ColumnKind.CUTTING : ColumnKind.FLOAT8;
      case "varchar", "tinytext", "text", "mediumtext", "longtext" -> ColumnKind.TEXT;
      case "char" -> ColumnKind.CHAR;
      case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> ColumnKind.BYTES;
      case "date" -> ColumnKind.DATE;
      case "time" -> ColumnKind.TIME;
      case "datetime" -> ColumnKind.TIMESTAMP;
      case "timestamp" -> ColumnKind.TIMESTAMPTZ;
      case "uuid" -> ColumnKind.UUID;
      case "json" -> ColumnKind.JSONB;
      default -> ColumnKind.OTHER;
    };
  }

  private static Limits limits(ColumnKind kind, String word, ResultSet row) throws SQLException {
    return switch (word) {
      case "varchar", "char", "binary" -> Limits.ofLength(length(row.getString("type")));
      case "bit" -> new Limits(length(row.getString("type")), true, 0, 0);
      case "decimal" -> Limits.ofScale(row.getInt("scale"));
      case "time", "datetime", "timestamp" -> Limits.ofFraction(row.getInt("fraction"));
      default -> kind == ColumnKind.NUMERIC ? Limits.ofScale(0) : Limits.NONE;
    };
  }

  private static int length(String type) {
    Matcher length = LENGTH.matcher(type);
    return length.find() ? Integer.parseInt(length.group(1)) : Integer.MAX_VALUE;
  }

  private static Column.Supply supply(ResultSet row) throws SQLException {
    if (row.getBoolean("computed")) {
      return Column.Supply.GENERATED;
    }
    return row.getBoolean("supplied") ? Column.Supply.DEFAULT : Column.Supply.NOTHING;
  }
}
