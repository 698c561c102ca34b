package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Reads the texts that {@link Spelling#shown} makes the server show, of a session in UTC. */
final class ShownValue {

  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private ShownValue() {}

  /** Whether every value of a column can be read as it is. */
  static boolean reads(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, CHAR, BYTES -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, JSON, JSONB -> true;
      case OTHER -> OwnLimits.other("", column).isEmpty() || isLabelled(column);
      case ARRAY, CUTTING -> false;
    };
  }

  private static boolean isLabelled(Column column) {
    return Spelling.word(column).equals("enum") || Spelling.word(column).equals("set");
  }

  /** The value of a column for which {@link #reads} holds. */
  static Value read(String text, Column column) {
    return switch (column.kind()) {
      case BOOL -> bool(text);
      case INT2, INT4 -> new Value.Int32(Integer.parseInt(text));
      case INT8 -> new Value.Int64(Long.parseLong(text));
      case FLOAT4, FLOAT8 -> new Value.Float64(Double.parseDouble(text));
      case NUMERIC -> numeric(new BigDecimal(text), column);
      case TEXT, CHAR, JSON, JSONB, OTHER -> new Value.Text(text);
      case BYTES -> new Value.Binary(HexFormat.of().parseHex(text));
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> time(text, column.kind());
      case UUID -> new Value.Uuid(java.util.UUID.fromString(text));
      case ARRAY, CUTTING ->
          throw new IllegalArgumentException(column.described() + " is not read");
    };
  }

  /** A {@code tinyint(1)} may hold other numbers than those of the truth values. */
  private static Value bool(String text) {
    return switch (text) {
      case "0" -> new Value.Bool(false);
      case "1" -> new Value.Bool(true);
      default -> new Value.Int32(Integer.parseInt(text));
    };
  }

  /** Whole types that are larger than a long have the kind of decimals. */
  private static Value numeric(BigDecimal number, Column column) {
    return Spelling.word(column).equals("decimal") || number.compareTo(MOST_LONG) > 0
        ? new Value.Decimal(number)
        : new Value.Int64(number.longValueExact());
  }

  /** Days that are none, and times beyond a day, stay texts. */
  private static Value time(String text, ColumnKind kind) {
    try {
      return switch (kind) {
        case DATE -> new Value.Date(LocalDate.parse(text));
        case TIME -> new Value.Time(LocalTime.parse(text));
        case TIMESTAMP -> new Value.LocalTimestamp(dateTime(text));
        default -> new Value.Timestamp(dateTime(text).toInstant(ZoneOffset.UTC));
      };
    } catch (DateTimeException e) {
      // Zero days above all, which older tables hold for want of null.
      return new Value.Text(text);
    }
  }

  private static LocalDateTime dateTime(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
