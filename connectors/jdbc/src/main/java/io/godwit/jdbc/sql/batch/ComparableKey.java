package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.NumberFit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * The form in which keys are compared within a batch, where a database's equality of the column's
 * type can be foreseen: 1, 1.00 and the text 01 are one number. It is never sent, and a value that
 * the column refuses has a form, too.
 */
final class ComparableKey {

  private ComparableKey() {}

  /**
   * Writes the form of a key's value.
   *
   * @return whether values of other forms are other keys for the server
   */
  static boolean write(Value value, Column column, KeyBytes out) {
    return switch (column.kind()) {
      case INT2, INT4, INT8, NUMERIC -> number(value, out);
      case FLOAT4, FLOAT8 -> floating(value, column, out);
      case TEXT -> shown(value, out, column.bytewise());
      case CHAR -> shown(withoutPadding(value), out, column.bytewise());
      case UUID -> uuid(value, out);
      // A text in one of these is read by the server, which knows more spellings than are known
      // here.
      case BOOL, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          shown(value, out, !(value instanceof Value.Text));
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> shown(value, out, false);
    };
  }

  /** As a column of characters holds it, which shows each value of a type in one way. */
  private static boolean shown(Value value, KeyBytes out, boolean sure) {
    out.text(
        value instanceof Value.Decimal128 number
            ? Decimal128Text.toNumber(number)
                .map(DecimalText::of)
                .orElseGet(() -> Key.display(value))
            : Key.display(value));
    return sure;
  }

  private static boolean number(Value value, KeyBytes out) {
    if (value instanceof Value.Int64(long l)) {
      out.number(l);
      return true;
    }
    if (value instanceof Value.Int32(int i)) {
      out.number(i);
      return true;
    }
    Optional<BigDecimal> number = number(value);
    if (number.isEmpty()) {
      // Not a number that is one: NaN and infinities have one spelling each, texts may have more.
      return shown(value, out, !(value instanceof Value.Text));
    }
    out.text(DecimalText.of(number.get().stripTrailingZeros()));
    return true;
  }

  private static boolean floating(Value value, Column column, KeyBytes out) {
    Optional<BigDecimal> number = number(value);
    if (number.isEmpty()) {
      return shown(value, out, !(value instanceof Value.Text));
    }
    double near = number.get().doubleValue();
    // Adding zero makes minus zero what it equals.
    out.text(
        column.kind() == ColumnKind.FLOAT4
            ? Float.toString((float) near + 0.0f)
            : Double.toString(near + 0.0));
    return true;
  }

  private static Optional<BigDecimal> number(Value value) {
    return switch (value) {
      case Value.Int32(int i) -> Optional.of(BigDecimal.valueOf(i));
      case Value.Int64(long l) -> Optional.of(BigDecimal.valueOf(l));
      case Value.Decimal(BigDecimal d) -> Optional.of(d);
      case Value.Decimal128 d -> Decimal128Text.toNumber(d);
      case Value.Float64(double d) when Double.isFinite(d) ->
          Optional.of(new BigDecimal(Double.toString(d)));
      case Value.Text(String text) -> NumberFit.plainNumber(text);
      case Value ignored -> Optional.empty();
    };
  }

  private static Value withoutPadding(Value value) {
    if (!(value instanceof Value.Text(String text)) || !text.endsWith(" ")) {
      return value;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return new Value.Text(text.substring(0, end));
  }

  private static boolean uuid(Value value, KeyBytes out) {
    if (value instanceof Value.Text(String text)) {
      try {
        String usual = UUID.fromString(text).toString();
        out.text(usual);
        return usual.equalsIgnoreCase(text);
      } catch (IllegalArgumentException e) {
        // Braces and missing dashes are for the server to read.
        return shown(value, out, false);
      }
    }
    return shown(value, out, true);
  }
}
