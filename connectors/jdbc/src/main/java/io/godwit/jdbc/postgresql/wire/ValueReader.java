package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.math.BigDecimal;
import java.util.HexFormat;

/**
 * Reads the texts in which the server shows its values: in ISO style, in UTC, with hexadecimal
 * bytes and the shortest exact digits of floating-point numbers.
 */
final class ValueReader {

  private ValueReader() {}

  /** Whether every value of a column can be read as it is. */
  static boolean reads(Column column) {
    return column.kind() == ColumnKind.ARRAY
        ? column.element().filter(ValueReader::reads).isPresent()
        : reads(column.kind());
  }

  private static boolean reads(ColumnKind kind) {
    return switch (kind) {
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, CHAR, BYTES -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, JSON, JSONB -> true;
      case ARRAY, OTHER, CUTTING -> false;
    };
  }

  /**
   * The value of a column for which {@link #reads} holds.
   *
   * @param text as the server shows it
   */
  static Value read(String text, Column column) {
    return column.kind() == ColumnKind.ARRAY
        ? new ArrayReader(text, column.element().orElseThrow()).read()
        : read(text, column.kind());
  }

  /** The value of a kind that is no array. */
  static Value read(String text, ColumnKind kind) {
    return switch (kind) {
      case BOOL -> new Value.Bool(text.equals("t"));
      case INT2, INT4 -> new Value.Int32(Integer.parseInt(text));
      case INT8 -> new Value.Int64(Long.parseLong(text));
      case FLOAT4 -> new Value.Float64(Float.parseFloat(text));
      case FLOAT8 -> new Value.Float64(Double.parseDouble(text));
      case NUMERIC -> numeric(text);
      case TEXT, CHAR, JSON, JSONB -> new Value.Text(text);
      case BYTES -> new Value.Binary(HexFormat.of().parseHex(text, 2, text.length()));
      case DATE -> TimeReader.date(text);
      case TIME -> TimeReader.time(text);
      case TIMESTAMP -> TimeReader.localTimestamp(text);
      case TIMESTAMPTZ -> TimeReader.timestamp(text);
      case UUID -> new Value.Uuid(java.util.UUID.fromString(text));
      case ARRAY, OTHER, CUTTING ->
          throw new IllegalArgumentException("a column of kind " + kind + " is not read");
    };
  }

  /** A numeric may be not-a-number or infinite, which of all values only a double can be. */
  private static Value numeric(String text) {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> new Value.Float64(Double.parseDouble(text));
      default -> new Value.Decimal(new BigDecimal(text));
    };
  }
}
