package io.godwit.jdbc.sql.lookup;

import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Fit;
import io.godwit.jdbc.sql.fit.TypedText;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Values as keys of a column. A value that the column's type cannot hold is none: no row can have
 * it, and the server would refuse the whole query for it.
 */
final class LookupKey {

  private LookupKey() {}

  /** Whether rows can be looked up by a column. */
  static boolean canBe(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, CHAR, BYTES -> true;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID -> true;
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> false;
    };
  }

  /** The value that the column would have; empty where no row of it can. */
  static Optional<Value> of(Value value, Column column) {
    return switch (value) {
      case Value.Text(String text) ->
          ofText(text, column).filter(key -> isHeld(key, column) && isInRange(key, column));
      case Value.Binary binary ->
          Fit.isBytes(binary, column) ? Optional.of(binary) : Optional.empty();
      case Value.Null ignored -> Optional.empty();
      case Value.Regex ignored -> Optional.empty();
      case Value.Foreign ignored -> Optional.empty();
      case Value.Array ignored -> Optional.empty();
      case Value.Nested ignored -> Optional.empty();
      case Value other ->
          Optional.of(other).filter(key -> isInRange(key, column) && isHeld(key, column));
    };
  }

  /** A whole number has one text as a key: who writes 012 means something else than 12. */
  private static Optional<Value> ofText(String text, Column column) {
    return TypedText.of(text, column)
        .filter(key ->
            switch (column.kind()) {
              case INT2, INT4, INT8 ->
                  key instanceof Value.Int64(long l) && text.equals(Long.toString(l));
              default -> true;
            });
  }

  /** Characters beyond a column's limit are asked for, and found nowhere. */
  private static boolean isHeld(Value key, Column column) {
    return key instanceof Value.Text || Fit.problem(key, column).isEmpty();
  }

  /** The ranges of numbers, which a sink leaves to the server. */
  private static boolean isInRange(Value key, Column column) {
    return switch (key) {
      case Value.Int32(int i) -> isInRange(i, column);
      case Value.Int64(long l) -> isInRange(l, column);
      case Value.Float64(double d) ->
          Double.isFinite(d)
              ? isInRange((long) d, column)
              : column.kind() == ColumnKind.FLOAT4 || column.kind() == ColumnKind.FLOAT8;
      case Value.Decimal(BigDecimal d) -> isInRange(d, column);
      case Value.Decimal128 d ->
          Decimal128Text.toNumber(d).filter(n -> isInRange(n, column)).isPresent();
      case Value ignored -> true;
    };
  }

  private static boolean isInRange(long value, Column column) {
    return switch (column.kind()) {
      case INT2 -> value == (short) value;
      case INT4 -> value == (int) value;
      default -> true;
    };
  }

  private static boolean isInRange(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case INT2, INT4, INT8 ->
          value.precision() - value.scale() <= 19 && isInRange(value.longValue(), column);
      default -> true;
    };
  }
}
