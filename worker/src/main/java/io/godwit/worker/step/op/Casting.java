package io.godwit.worker.step.op;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.expression.Numbers;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.kinds.ValueKind;
import java.math.BigDecimal;

/**
 * Conversions between types. A number is converted where the way back gives the same number, and
 * refused otherwise: nothing is rounded to a whole number or cut.
 */
final class Casting {

  private Casting() {}

  /**
   * The value as another type; null stays null, and a value of that type stays as it is.
   *
   * @throws UnfitValue where the types have no exact conversion, or this value has none
   */
  static Value cast(Value value, FieldType type) throws UnfitValue {
    if (ValueKind.is(value, type)) {
      return value;
    }
    return switch (value) {
      case Value.Null ignored -> value;
      case Value.Text(String text) -> parse(text, type);
      case Value.Bool(boolean b) -> truth(b, type);
      case Value.Int32(int i) -> whole(i, type);
      case Value.Int64(long l) -> whole(l, type);
      case Value.Float64(double d) -> real(d, type);
      case Value.Decimal(BigDecimal d) -> decimal(d, type);
      case Value.Decimal128 d -> decimal128(d, type);
      case Value.Binary ignored -> toText(value, type);
      case Value.Date ignored -> toText(value, type);
      case Value.Time ignored -> toText(value, type);
      case Value.Timestamp ignored -> toText(value, type);
      case Value.LocalTimestamp ignored -> toText(value, type);
      case Value.Uuid ignored -> toText(value, type);
      case Value.ObjectId ignored -> toText(value, type);
      case Value.Regex ignored -> toText(value, type);
      case Value.Foreign foreign ->
          throw new UnfitValue(
              "the value is a " + foreign.kind() + ", which can be handed on or dropped, not cast");
      case Value.Array ignored -> toText(value, type);
      case Value.Nested ignored -> toText(value, type);
    };
  }

  private static Value parse(String text, FieldType type) throws UnfitValue {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UnfitValue(String.valueOf(e.getMessage()));
    }
  }

  private static Value truth(boolean b, FieldType type) throws UnfitValue {
    return switch (type) {
      case TEXT -> new Value.Text(Boolean.toString(b));
      case BOOLEAN -> new Value.Bool(b);
      case INTEGER -> new Value.Int64(b ? 1 : 0);
      case INT32 -> new Value.Int32(b ? 1 : 0);
      case DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          throw unrelated(Boolean.toString(b));
    };
  }

  private static Value whole(long number, FieldType type) throws UnfitValue {
    return switch (type) {
      case TEXT -> new Value.Text(Long.toString(number));
      case BOOLEAN -> new Value.Bool(zeroOrOne(number));
      case INTEGER -> new Value.Int64(number);
      case INT32 -> new Value.Int32(narrow(number));
      case DECIMAL -> new Value.Decimal(BigDecimal.valueOf(number));
      case DOUBLE -> {
        if (!Numbers.isExact(BigDecimal.valueOf(number), (double) number)) {
          throw new UnfitValue(number + " has more digits than a double can hold");
        }
        yield new Value.Float64((double) number);
      }
      case DATE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          throw unrelated(Long.toString(number));
    };
  }

  private static Value real(double number, FieldType type) throws UnfitValue {
    if (!Double.isFinite(number) && type != FieldType.TEXT) {
      throw new UnfitValue(number + " is no decimal number");
    }
    return switch (type) {
      case TEXT -> new Value.Text(Double.toString(number));
      // The bits decide, not the shortest text: past 2^53 that text names another whole number.
      case INTEGER -> new Value.Int64(wholeOf(new BigDecimal(number)));
      case INT32 -> new Value.Int32(narrow(wholeOf(new BigDecimal(number))));
      // The shortest decimal that reads back as this double: 0.1 for 0.1, and not its 55 digits.
      case DECIMAL -> new Value.Decimal(BigDecimal.valueOf(number));
      case DOUBLE -> new Value.Float64(number);
      case BOOLEAN, DATE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          throw unrelated(Double.toString(number));
    };
  }

  private static Value decimal(BigDecimal number, FieldType type) throws UnfitValue {
    return switch (type) {
      case TEXT -> new Value.Text(DecimalText.of(number));
      case INTEGER -> new Value.Int64(wholeOf(number));
      case INT32 -> new Value.Int32(narrow(wholeOf(number)));
      case DECIMAL -> new Value.Decimal(number);
      case DOUBLE -> {
        double nearest = number.doubleValue();
        if (!Numbers.isExact(number, nearest) && !Numbers.readsBack(number, nearest)) {
          throw new UnfitValue(
              ValueExcerpt.of(DecimalText.of(number)) + " has more digits than a double can hold");
        }
        yield new Value.Float64(nearest);
      }
      case BOOLEAN, DATE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID ->
          throw unrelated(DecimalText.of(number));
    };
  }

  private static Value decimal128(Value.Decimal128 value, FieldType type) throws UnfitValue {
    String text = Decimal128Text.toText(value);
    if (type == FieldType.TEXT) {
      return new Value.Text(text);
    }
    BigDecimal number =
        Decimal128Text.toNumber(value)
            .orElseThrow(() -> new UnfitValue(text + " is no decimal number"));
    return decimal(number, type);
  }

  private static Value toText(Value value, FieldType type) throws UnfitValue {
    if (type != FieldType.TEXT) {
      throw unrelated(Key.display(value));
    }
    return new Value.Text(Key.display(value));
  }

  private static boolean zeroOrOne(long number) throws UnfitValue {
    if (number != 0 && number != 1) {
      throw new UnfitValue(number + " is neither 0 nor 1");
    }
    return number == 1;
  }

  private static int narrow(long number) throws UnfitValue {
    if (number != (int) number) {
      throw new UnfitValue(number + " lies outside -2^31 to 2^31-1");
    }
    return (int) number;
  }

  private static long wholeOf(BigDecimal number) throws UnfitValue {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new UnfitValue(
          ValueExcerpt.of(DecimalText.of(number)) + " is not a whole number of 64 bits");
    }
  }

  private static UnfitValue unrelated(String value) {
    return new UnfitValue(
        "'" + ValueExcerpt.of(value) + "' has no exact conversion; cast it to text first");
  }
}
