package io.godwit.jdbc.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.Decimal128Text;
import io.godwit.common.model.FieldType;
import io.godwit.common.model.Value;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Values as the texts under which a lookup asks for them. A value that the column's type cannot
 * hold has no text: no row can have it, and the server would refuse the whole query for it.
 */
final class LookupParameter {

  /** PostgreSQL's numeric: digits before and behind the point. */
  private static final int MOST_DIGITS = 131_072;

  private static final int MOST_SCALE = 16_383;

  /** Days and timestamps from 4713 BC; the last years of both, from "Date/Time Types". */
  private static final int FIRST_YEAR = -4712;

  private static final int LAST_YEAR_OF_DATE = 5_874_897;
  private static final int LAST_YEAR_OF_TIMESTAMP = 294_276;

  private LookupParameter() {}

  /** Whether rows can be looked up by a column. */
  static boolean canBeKey(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, CHAR, BYTEA -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID -> true;
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> false;
    };
  }

  /** The text of a value; empty where no row of the column can have it. */
  static Optional<String> of(Value value, Column column) {
    return switch (value) {
      case Value.Text(String text) -> ofText(text, column);
      case Value.Binary(byte subtype, byte[] bytes) ->
          column.kind() == ColumnKind.BYTEA && subtype == 0
              ? Optional.of("\\x" + HexFormat.of().formatHex(bytes))
              : Optional.empty();
      case Value other when fits(other, column) -> written(other, column);
      case Value ignored -> Optional.empty();
    };
  }

  /** What a sink would send, which for all types but text and bytes needs no quoting. */
  private static Optional<String> written(Value value, Column column) {
    CopyBuffer out = new CopyBuffer();
    return ValueWriter.write(value, column, out).isPresent()
        ? Optional.empty()
        : Optional.of(new String(out.bytes(), 0, out.length(), UTF_8));
  }

  private static Optional<String> ofText(String text, Column column) {
    return switch (column.kind()) {
      case TEXT, CHAR -> new CopyBuffer().escaped(text) ? Optional.of(text) : Optional.empty();
      case INT2, INT4, INT8 -> parsed(FieldType.INTEGER, text, column).filter(text::equals);
      case NUMERIC, FLOAT4, FLOAT8 -> parsed(FieldType.DECIMAL, text, column);
      case BOOL -> parsed(FieldType.BOOLEAN, text, column);
      case DATE -> parsed(FieldType.DATE, text, column);
      case TIME -> parsed(FieldType.TIME, text, column);
      case TIMESTAMP -> parsed(FieldType.DATETIME, text, column);
      case TIMESTAMPTZ -> parsed(FieldType.TIMESTAMP, text, column);
      case UUID -> parsed(FieldType.UUID, text, column);
      case BYTEA, JSON, JSONB, ARRAY, OTHER, CUTTING -> Optional.empty();
    };
  }

  private static Optional<String> parsed(FieldType type, String text, Column column) {
    try {
      return of(type.parse(text), column);
    } catch (IllegalArgumentException e) {
      // A text of another form is no value of the column, which is an answer and not an error.
      return Optional.empty();
    }
  }

  /** The ranges that a sink leaves to the server. */
  private static boolean fits(Value value, Column column) {
    return switch (value) {
      case Value.Null ignored -> false;
      case Value.Regex ignored -> false;
      case Value.Array ignored -> false;
      case Value.Nested ignored -> false;
      case Value.Int32(int i) -> fitsWhole(i, column);
      case Value.Int64(long l) -> fitsWhole(l, column);
      case Value.Float64(double d) ->
          Double.isFinite(d)
              ? fitsWhole((long) d, column)
              : column.kind() == ColumnKind.FLOAT4 || column.kind() == ColumnKind.FLOAT8;
      case Value.Decimal(BigDecimal d) -> fits(d, column);
      case Value.Decimal128 d ->
          Decimal128Text.toNumber(d).filter(n -> fits(n, column)).isPresent();
      case Value.Date(var d) -> fitsYear(d.getYear(), LAST_YEAR_OF_DATE);
      case Value.Timestamp(var t) ->
          fitsYear(t.atOffset(ZoneOffset.UTC).getYear(), LAST_YEAR_OF_TIMESTAMP);
      case Value.LocalTimestamp(var t) -> fitsYear(t.getYear(), LAST_YEAR_OF_TIMESTAMP);
      case Value.Bool ignored -> true;
      case Value.Text ignored -> true;
      case Value.Binary ignored -> true;
      case Value.Time ignored -> true;
      case Value.Uuid ignored -> true;
      case Value.ObjectId ignored -> true;
    };
  }

  private static boolean fitsWhole(long value, Column column) {
    return switch (column.kind()) {
      case INT2 -> value == (short) value;
      case INT4 -> value == (int) value;
      default -> true;
    };
  }

  private static boolean fits(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case INT2, INT4, INT8 ->
          value.precision() - value.scale() <= 19 && fitsWhole(value.longValue(), column);
      default ->
          (long) value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_SCALE;
    };
  }

  private static boolean fitsYear(int year, int last) {
    return year >= FIRST_YEAR && year <= last;
  }
}
