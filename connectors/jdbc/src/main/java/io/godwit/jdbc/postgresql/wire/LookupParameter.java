package io.godwit.jdbc.postgresql.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
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

  /** The text of a value that the column has the type for; empty where no row of it can have it. */
  static Optional<String> of(Value value, Column column) {
    return switch (value) {
      case Value.Text(String text) ->
          new CopyBuffer().escaped(text) ? Optional.of(text) : Optional.empty();
      case Value.Binary(byte ignored, byte[] bytes) ->
          Optional.of("\\x" + HexFormat.of().formatHex(bytes));
      case Value other when fits(other) -> written(other, column);
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

  /** The ranges that PostgreSQL has for a type, whatever the column. */
  private static boolean fits(Value value) {
    return switch (value) {
      case Value.Decimal(BigDecimal d) -> fits(d);
      case Value.Decimal128 d -> Decimal128Text.toNumber(d).filter(n -> fits(n)).isPresent();
      case Value.Date(var d) -> fitsYear(d.getYear(), LAST_YEAR_OF_DATE);
      case Value.Timestamp(var t) ->
          fitsYear(t.atOffset(ZoneOffset.UTC).getYear(), LAST_YEAR_OF_TIMESTAMP);
      case Value.LocalTimestamp(var t) -> fitsYear(t.getYear(), LAST_YEAR_OF_TIMESTAMP);
      case Value ignored -> true;
    };
  }

  private static boolean fits(BigDecimal value) {
    return (long) value.precision() - value.scale() <= MOST_DIGITS && value.scale() <= MOST_SCALE;
  }

  private static boolean fitsYear(int year, int last) {
    return year >= FIRST_YEAR && year <= last;
  }
}
