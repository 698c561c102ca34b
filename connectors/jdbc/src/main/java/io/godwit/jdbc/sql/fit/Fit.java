package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Why a column would not hold a value as it is. Databases take more than they keep: they round
 * decimals to a column's scale, cut times, read 1 as true, and drop a time zone where the column
 * has none. All that is refused, by the record's field and the column's type; what every server
 * refuses by itself (a number out of range) is left to it. The {@code default} of the switches over
 * kinds is a refusal, so a new kind takes nothing until it is told.
 *
 * <p>A dialect that writes bytes asks for each value in the course of writing it, type by type, so
 * that no value is looked at twice.
 */
public final class Fit {

  private Fit() {}

  /**
   * Why not; empty where the column holds it. Of a text in a column that is none only the dialect
   * knows what is made of it; it is refused here.
   */
  public static Optional<Failure> problem(Value value, Column column) {
    return switch (value) {
      case Value.Text(String text) ->
          column.isText() ? TextFit.length(text, column) : json(value, column);
      case Value.Int32(int i) -> NumberFit.whole(i, column);
      case Value.Int64(long l) -> NumberFit.whole(l, column);
      case Value.Decimal(BigDecimal d) -> NumberFit.decimal(d, column);
      case Value.Float64(double d) -> NumberFit.floating(d, column);
      case Value.Null ignored -> nul(column);
      case Value.Bool(boolean b) -> bool(b, column);
      case Value.Decimal128 d -> decimal128(d, column);
      case Value.Binary binary -> isBytes(binary, column) ? Optional.empty() : json(value, column);
      case Value.Date date -> TimeFit.date(date, column);
      case Value.Time time -> TimeFit.time(time, column);
      case Value.Timestamp timestamp -> TimeFit.timestamp(timestamp, column);
      case Value.LocalTimestamp timestamp -> TimeFit.localTimestamp(timestamp, column);
      case Value.Uuid uuid -> uuid(uuid, column);
      case Value.ObjectId(String hex) ->
          column.isText() ? TextFit.length(hex, column) : json(value, column);
      case Value.Regex ignored -> json(value, column);
      case Value.Foreign foreign -> ValueMessages.foreign(foreign, column);
      case Value.Array(List<Value> values) ->
          column.kind() == ColumnKind.ARRAY ? array(values, column) : json(value, column);
      case Value.Nested ignored -> json(value, column);
    };
  }

  /** Of a value that only a JSON column can hold. */
  public static Optional<Failure> json(Value value, Column column) {
    Optional<Value.Foreign> foreign = JsonText.foreign(value);
    if (foreign.isPresent()) {
      return ValueMessages.foreign(foreign.get(), column);
    }
    if (!column.isJson()) {
      return ValueMessages.type(value, column);
    }
    return JsonText.trouble(value, column.kind() == ColumnKind.JSONB)
        .flatMap(number -> ValueMessages.inexact(number, column, "its JSON has no such number"));
  }

  /** Of a null. */
  public static Optional<Failure> nul(Column column) {
    return column.required() ? ValueMessages.isNull(column) : Optional.empty();
  }

  /** Of a truth value. */
  public static Optional<Failure> bool(boolean value, Column column) {
    return switch (column.kind()) {
      case BOOL, JSON, JSONB -> Optional.empty();
      case TEXT, CHAR -> TextFit.length(Boolean.toString(value), column);
      default -> ValueMessages.type(new Value.Bool(value), column);
    };
  }

  /** Of a number that may be no number. */
  public static Optional<Failure> decimal128(Value.Decimal128 value, Column column) {
    if (column.isJson()) {
      return json(value, column);
    }
    Optional<BigDecimal> number = Decimal128Text.toNumber(value);
    return number.isPresent()
        ? NumberFit.decimal(number.get(), column)
        : ValueMessages.inexact(
            Decimal128Text.toText(value),
            column,
            "of decimal128, only finite numbers other than minus zero can be written");
  }

  /** Whether a column of bytes has a place for it: a subtype is part of the value. */
  public static boolean isBytes(Value.Binary value, Column column) {
    return column.kind() == ColumnKind.BYTES && value.subtype() == 0;
  }

  /** Of a UUID. */
  public static Optional<Failure> uuid(Value.Uuid value, Column column) {
    return column.kind() == ColumnKind.UUID || column.isText()
        ? TextFit.length(value.value().toString(), column)
        : json(value, column);
  }

  private static Optional<Failure> array(List<Value> values, Column column) {
    Column element = column.ofElement();
    return values.stream()
        .filter(value -> value != Value.Null.NULL)
        .flatMap(value -> problem(value, element).stream())
        .findFirst();
  }
}
