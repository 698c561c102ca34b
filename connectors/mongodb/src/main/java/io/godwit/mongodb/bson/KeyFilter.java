package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bson.types.Decimal128;

/** The values by which a record finds its document. */
public final class KeyFilter {

  private KeyFilter() {}

  /**
   * The values of the key fields.
   *
   * @throws UnwritableRecord where one is absent or null: null would find documents without the
   *     field, too; or a symbol, which would find the string of its characters, too
   */
  public static List<Value> of(Document fields, List<String> names) throws UnwritableRecord {
    List<Value> values = new ArrayList<>(names.size());
    for (String name : names) {
      int index = fields.indexOf(name);
      if (index < 0 || fields.value(index) == Value.Null.NULL) {
        throw new UnwritableRecord(
            ErrorCode.KEY_MISSING,
            "the key field '" + name + "' is " + (index < 0 ? "absent" : "null"),
            name);
      }
      values.add(keyOf(fields.value(index), name));
    }
    return values;
  }

  private static Value keyOf(Value value, String name) throws UnwritableRecord {
    if (value instanceof Value.Foreign foreign
        && ForeignType.of(foreign).filter(ForeignType.SYMBOL::equals).isPresent()) {
      throw new UnwritableRecord(
          ErrorCode.VALUE_UNSUPPORTED,
          "the key field '"
              + name
              + "' is a symbol, which MongoDB cannot tell from a string; make it one at the source",
          name);
    }
    return value;
  }

  /**
   * Something that is equal for two keys if, and only if, they find the same document: MongoDB
   * compares numbers by their amount, whatever their types.
   */
  public static Object identity(Value value) {
    return switch (value) {
      case Value.Int32(int i) -> (long) i;
      case Value.Int64(long l) -> l;
      case Value.Float64(double d) -> ofDouble(d);
      case Value.Decimal(BigDecimal d) -> ofDecimal(d);
      case Value.Decimal128(long high, long low) ->
          ofDecimal128(Decimal128.fromIEEE754BIDEncoding(high, low));
      case Value.Array(List<Value> values) -> values.stream().map(KeyFilter::identity).toList();
      case Value.Nested(Document document) -> ofDocument(document);
      case Value.Null ignored -> value;
      case Value.Bool ignored -> value;
      case Value.Text ignored -> value;
      case Value.Binary ignored -> value;
      case Value.Date ignored -> value;
      case Value.Time ignored -> value;
      case Value.Timestamp ignored -> value;
      case Value.LocalTimestamp ignored -> value;
      case Value.Uuid ignored -> value;
      case Value.ObjectId ignored -> value;
      case Value.Regex ignored -> value;
      case Value.Foreign ignored -> value;
    };
  }

  private static Object ofDocument(Document document) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      parts.add(document.name(i));
      parts.add(identity(document.value(i)));
    }
    return parts;
  }

  private static Object ofDouble(double value) {
    if (value == (long) value && value != Long.MAX_VALUE) {
      return (long) value;
    }
    return Double.isFinite(value) ? ofDecimal(new BigDecimal(value)) : (Object) value;
  }

  private static Object ofDecimal128(Decimal128 value) {
    if (!value.isFinite()) {
      return value.isNaN()
          ? Double.NaN
          : value.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    boolean minusZero = value.isNegative() && value.equals(Decimal128.NEGATIVE_ZERO);
    return minusZero ? 0L : ofDecimal(value.bigDecimalValue());
  }

  /** A whole number of 64 bits as such, and anything else in its one shortest form. */
  private static Object ofDecimal(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    boolean whole = shortest.scale() <= 0 && shortest.precision() - shortest.scale() <= 19;
    if (whole && shortest.toBigIntegerExact().bitLength() < Long.SIZE) {
      return shortest.longValueExact();
    }
    return shortest;
  }
}
