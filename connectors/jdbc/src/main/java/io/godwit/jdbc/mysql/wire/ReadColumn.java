package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads columns of a statement that the server has prepared: it sends their values as they are, and
 * not as texts that say less.
 */
public final class ReadColumn {

  private static final String BIT = "bit";

  private ReadColumn() {}

  /** Whether every value of a column can be read as it is. */
  public static boolean reads(Column column) {
    return switch (column.kind()) {
      case CUTTING -> true;
      default -> ShownValue.reads(column);
    };
  }

  /** The name of a column's type without anything behind it. */
  public static String word(Column column) {
    return Spelling.word(column);
  }

  /** The value at a place of the current row, of a column that is read. */
  public static Value value(ResultSet row, int place, Column column) throws SQLException {
    Value value =
        switch (column.kind()) {
          case BYTES -> bytes(row, place);
          case FLOAT4 -> new Value.Float64(row.getFloat(place));
          case FLOAT8, CUTTING -> new Value.Float64(row.getDouble(place));
          case BOOL, NUMERIC -> number(row, place, column);
          case INT2, INT4 -> new Value.Int32(row.getInt(place));
          case INT8 -> new Value.Int64(row.getLong(place));
          default -> shown(row, place, column);
        };
    return row.wasNull() ? Value.Null.NULL : value;
  }

  private static Value bytes(ResultSet row, int place) throws SQLException {
    return Optional.ofNullable(row.getBytes(place))
        .<Value>map(Value.Binary::new)
        .orElse(Value.Null.NULL);
  }

  private static Value shown(ResultSet row, int place, Column column) throws SQLException {
    return Optional.ofNullable(row.getString(place))
        .map(text -> ShownValue.read(text, column))
        .orElse(Value.Null.NULL);
  }

  private static Value number(ResultSet row, int place, Column column) throws SQLException {
    if (Spelling.word(column).equals(BIT)) {
      return Optional.ofNullable(row.getBytes(place))
          .map(bytes -> bits(new BigInteger(1, bytes), column))
          .orElse(Value.Null.NULL);
    }
    if (Spelling.word(column).equals("tinyint")) {
      // Not by its text, which the driver has as a truth value.
      return ShownValue.read(Integer.toString(row.getInt(place)), column);
    }
    return shown(row, place, column);
  }

  private static Value bits(BigInteger number, Column column) {
    if (column.type().equals("bit(1)")) {
      return new Value.Bool(number.signum() != 0);
    }
    return number.bitLength() < Long.SIZE
        ? new Value.Int64(number.longValueExact())
        : new Value.Decimal(new BigDecimal(number));
  }

  /** The text of a value of a key, of which {@link #parameter} makes the same value. */
  public static String keyText(ResultSet row, int place, Column column) throws SQLException {
    if (Spelling.word(column).equals(BIT)) {
      return new BigInteger(1, row.getBytes(place)).toString();
    }
    return switch (column.kind()) {
      case BYTES -> HexFormat.of().formatHex(row.getBytes(place));
      case FLOAT4 -> Double.toString(row.getFloat(place));
      case FLOAT8, CUTTING -> Double.toString(row.getDouble(place));
      case BOOL, INT2, INT4 -> Integer.toString(row.getInt(place));
      default -> row.getString(place);
    };
  }

  /** What stands in a statement for a value that is compared with a column: one parameter. */
  public static String parameter(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8 -> "cast(? as signed)";
      case NUMERIC ->
          Spelling.word(column).equals("decimal")
              ? "cast(? as decimal(65, " + column.scale() + "))"
              : "cast(? as unsigned)";
      case FLOAT4, FLOAT8, CUTTING -> "cast(? as double)";
      case BYTES -> "unhex(?)";
      case DATE -> "cast(? as date)";
      case TIME -> "cast(? as time(6))";
      case TIMESTAMP, TIMESTAMPTZ -> "cast(? as datetime(6))";
      case UUID -> "cast(? as uuid)";
      default -> "?";
    };
  }
}
