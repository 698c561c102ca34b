package io.godwit.worker.step.expression;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.kinds.ValueExcerpt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values to CEL's types and back. CEL has fewer: whole numbers become 64 bits wide, what CEL has no
 * type for (dates, identifiers) becomes its text, and a decimal becomes a double only where the
 * double is that very number.
 */
final class CelValues {

  private CelValues() {}

  /**
   * What CEL sees of a field.
   *
   * @param field its name, for the message
   * @throws CelInvalidArgumentException where it is a decimal that no double equals, or a value
   *     that one system alone has; thrown through CEL, which adds where in the expression it
   *     happened
   */
  static Object toCel(String field, Value value) {
    return switch (value) {
      case Value.Null ignored -> NullValue.NULL_VALUE;
      case Value.Bool(boolean b) -> b;
      case Value.Int32(int i) -> (long) i;
      case Value.Int64(long l) -> l;
      case Value.Float64(double d) -> d;
      case Value.Decimal(BigDecimal d) -> exact(field, Optional.of(d), DecimalText.of(d));
      case Value.Decimal128 d -> exact(field, Decimal128Text.toNumber(d), Decimal128Text.toText(d));
      case Value.Text(String s) -> s;
      case Value.Binary(byte ignored, byte[] bytes) -> CelByteString.of(bytes);
      case Value.Timestamp(Instant t) -> t;
      case Value.Date ignored -> Key.display(value);
      case Value.Time ignored -> Key.display(value);
      case Value.LocalTimestamp ignored -> Key.display(value);
      case Value.Uuid ignored -> Key.display(value);
      case Value.ObjectId ignored -> Key.display(value);
      case Value.Regex ignored -> Key.display(value);
      case Value.Foreign foreign -> throw untouchable(field, foreign);
      case Value.Array(List<Value> values) ->
          values.stream().map(v -> toCel(field, v)).collect(ImmutableList.toImmutableList());
      case Value.Nested(Document document) -> new RecordView(document);
    };
  }

  private static CelInvalidArgumentException untouchable(String field, Value.Foreign value) {
    return new CelInvalidArgumentException(
        "the field '"
            + field
            + "' holds a "
            + value.kind()
            + ", which an expression cannot read; it can be handed on or dropped");
  }

  private static Object exact(String field, Optional<BigDecimal> number, String text) {
    double nearest = number.map(BigDecimal::doubleValue).orElse(Double.NaN);
    if (number.isEmpty() || !Numbers.isExact(number.get(), nearest)) {
      throw new CelInvalidArgumentException(
          "the decimal "
              + ValueExcerpt.of(text)
              + " of field '"
              + field
              + "' is not exactly a double; cast the field to double or text first");
    }
    return nearest;
  }

  /**
   * What an expression answered, as a value.
   *
   * @throws UnfitValue where no field can hold it
   */
  static Value fromCel(Object result) throws UnfitValue {
    return switch (result) {
      case Boolean b -> new Value.Bool(b);
      case Long l -> new Value.Int64(l);
      case Double d -> new Value.Float64(d);
      case String s -> new Value.Text(s);
      case NullValue ignored -> Value.Null.NULL;
      case CelByteString bytes -> new Value.Binary(bytes.toByteArray());
      case Instant t -> new Value.Timestamp(t);
      case UnsignedLong u -> new Value.Int64(signed(u));
      case RecordView view -> new Value.Nested(view.document());
      case List<?> list -> new Value.Array(elements(list));
      case Map<?, ?> map -> new Value.Nested(fields(map));
      case Duration d ->
          throw new UnfitValue("the result is the duration " + d + ", which no field can hold");
      case Optional<?> o ->
          throw new UnfitValue("the result is optional; add .orValue(...) or .value()");
      default -> throw new UnfitValue("the result is of a CEL type that no field can hold");
    };
  }

  private static long signed(UnsignedLong number) throws UnfitValue {
    if (number.longValue() < 0) {
      throw new UnfitValue("the result " + number + "u is more than an integer can hold");
    }
    return number.longValue();
  }

  private static List<Value> elements(List<?> list) throws UnfitValue {
    List<Value> values = new ArrayList<>(list.size());
    for (Object element : list) {
      values.add(fromCel(element));
    }
    return values;
  }

  private static Document fields(Map<?, ?> map) throws UnfitValue {
    String[] names = new String[map.size()];
    Value[] values = new Value[map.size()];
    int i = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new UnfitValue(
            "the result has the map key " + entry.getKey() + ", which is not a string");
      }
      names[i] = name;
      values[i++] = fromCel(entry.getValue());
    }
    return Document.ofShared(names, values);
  }
}
