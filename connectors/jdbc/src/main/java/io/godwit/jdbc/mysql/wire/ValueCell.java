package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.BytesText;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Fit;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.fit.TypedText;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Values as texts that the server reads as just these values, or why a column cannot hold them: by
 * what {@link io.godwit.jdbc.sql.fit} knows of all databases, and by what {@link OwnLimits} knows
 * of these. A text in a column that is none has one reading, which is made here: the server would
 * take {@code 70} for the year 1970 and {@code 12abc} for 12.
 */
final class ValueCell {

  private ValueCell() {}

  /** What becomes of a value of a record in a column. */
  static Cell of(Value value, Column column) {
    return switch (value) {
      case Value.Null ignored -> orElse(Fit.nul(column), Cell.Nothing.NULL);
      case Value.Text(String text) -> text(text, column);
      case Value.Decimal128 number when !column.isJson() ->
          Decimal128Text.toNumber(number)
              .map(decimal -> typed(new Value.Decimal(decimal), column))
              .orElseGet(() -> typed(number, column));
      case Value other -> typed(other, column);
    };
  }

  private static Cell orElse(Optional<Failure> problem, Cell cell) {
    return problem.<Cell>map(Cell.Unfit::new).orElse(cell);
  }

  private static Cell text(String text, Column column) {
    return switch (column.kind()) {
      case TEXT, CHAR -> typed(new Value.Text(text), column);
      case JSON, JSONB ->
          sent(column.bare() ? text : JsonText.of(new Value.Text(text)), text, column);
      case BYTES -> bytes(text, column);
      case OTHER -> orElse(OwnLimits.other(text, column), new Cell.Text(text));
      default ->
          TypedText.of(text, column)
              .or(() -> TypedText.of(text, OwnLimits.counting(column)))
              .map(value -> typed(value, column))
              .orElseGet(() ->
                  orElse(ValueMessages.type(new Value.Text(text), column), Cell.Nothing.NULL));
    };
  }

  private static Cell bytes(String text, Column column) {
    return BytesText.is(text)
        ? typed(new Value.Binary(HexFormat.of().parseHex(text, 2, text.length())), column)
        : orElse(
            ValueMessages.inexact(
                text,
                column,
                "it has bytes, which a text is only where it is written \\x and two hexadecimal"
                    + " digits a byte"),
            Cell.Nothing.NULL);
  }

  private static Cell typed(Value value, Column column) {
    // A tinyint(1) is what the server makes of bool, and holds other small numbers, too.
    Column reading = value instanceof Value.Bool ? column : OwnLimits.counting(column);
    Optional<Failure> problem =
        Fit.problem(value, reading).or(() -> OwnLimits.problem(value, reading));
    return problem.isPresent()
        ? new Cell.Unfit(problem.get())
        : sent(spelled(value, reading), Key.display(value), column);
  }

  private static Cell sent(String text, String shown, Column column) {
    if (OwnLimits.isUnicode(text)) {
      return new Cell.Text(text);
    }
    return orElse(
        ValueMessages.inexact(shown, column, "no character set has halves of surrogate pairs"),
        Cell.Nothing.NULL);
  }

  /** The text of a value that the column holds. */
  private static String spelled(Value value, Column column) {
    return switch (column.kind()) {
      case BOOL -> value.equals(new Value.Bool(true)) ? "1" : "0";
      case INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8 -> number(value, column);
      case TEXT -> Key.display(value);
      case CHAR -> OwnLimits.withoutPadding(Key.display(value));
      case JSON, JSONB -> JsonText.of(value);
      case BYTES -> value instanceof Value.Binary binary ? hex(binary) : "";
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> TimeText.of(value);
      case UUID, OTHER, ARRAY, CUTTING -> Key.display(value);
    };
  }

  private static String hex(Value.Binary binary) {
    return HexFormat.of().formatHex(binary.bytes());
  }

  private static String number(Value value, Column column) {
    return switch (value) {
      case Value.Decimal(BigDecimal d) -> decimal(d, column);
      case Value.Float64(double d) ->
          switch (column.kind()) {
            case FLOAT4, FLOAT8 -> Double.toString(d);
            case NUMERIC -> decimal(new BigDecimal(Double.toString(d)), column);
            default -> Long.toString((long) d);
          };
      default -> Key.display(value);
    };
  }

  /** Into a binary number as that number itself, so that nothing is rounded on the way to it. */
  private static String decimal(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case FLOAT4 -> Double.toString(value.floatValue());
      case FLOAT8 -> Double.toString(value.doubleValue());
      case NUMERIC -> value.setScale(column.scale()).toPlainString();
      default -> DecimalText.of(value.setScale(0));
    };
  }
}
