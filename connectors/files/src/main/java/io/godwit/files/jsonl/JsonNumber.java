package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.FieldFailure;
import java.math.BigDecimal;
import tools.jackson.core.JsonParser;

/** Plain JSON numbers as values: the narrowest type that holds them exactly. */
final class JsonNumber {

  /** A decimal of up to 15 digits comes back from a double as it was (IEEE 754 binary64). */
  private static final int SURE_LENGTH = 15;

  /** No target holds more, and the plain text of such a number would fill the memory. */
  private static final int MOST_EXPONENT = 20_000;

  private JsonNumber() {}

  /** 32 bits, else 64, else a decimal. */
  static Value whole(JsonParser in) {
    return switch (in.getNumberType()) {
      case INT -> new Value.Int32(in.getIntValue());
      case LONG -> new Value.Int64(in.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new Value.Decimal(in.getDecimalValue());
    };
  }

  /**
   * A double where its shortest text is the same number, else a decimal. The source wrote a decimal
   * number and did not say which type it meant; a double is what JSON's readers take, but it may
   * not cost a digit: 0.1 survives as a double, 0.10000000000000000001 does not.
   *
   * @throws FieldFailure where the exponent is beyond all use
   */
  static Value fraction(String text) throws FieldFailure {
    double number = Double.parseDouble(text);
    if (text.length() <= SURE_LENGTH && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return new Value.Float64(number);
    }
    BigDecimal exact = exact(text);
    boolean same =
        Double.isFinite(number) && exact.compareTo(new BigDecimal(Double.toString(number))) == 0;
    return same ? new Value.Float64(number) : new Value.Decimal(exact);
  }

  private static BigDecimal exact(String text) throws FieldFailure {
    try {
      BigDecimal exact = new BigDecimal(text);
      if (Math.abs((long) exact.scale()) <= MOST_EXPONENT) {
        return exact;
      }
    } catch (NumberFormatException e) {
      // Its exponent has more than 32 bits: the same answer as for one of more than 20,000.
    }
    throw new FieldFailure(
        ErrorCode.VALUE_UNSUPPORTED,
        "a number has an exponent from -" + MOST_EXPONENT + " to " + MOST_EXPONENT);
  }
}
