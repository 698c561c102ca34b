package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Decimal128Text;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Value;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes values as PostgreSQL reads them, or says why a column cannot have them.
 *
 * <p>PostgreSQL reads more than it keeps: it rounds decimals to a column's scale, cuts times to
 * microseconds, reads 20240101 as a date and 1 as true, and drops a time zone where the column has
 * none. All that is refused here, by the record's field and the column's type. What the server
 * itself refuses (a number out of range, a text that is no number) is left to it. The {@code
 * default} of the switches over kinds is a refusal, so a new kind takes nothing until it is told.
 *
 * <p>A refused value may leave bytes in the buffer; the caller cuts them off.
 */
final class ValueWriter {

  private ValueWriter() {}

  /** Writes a value of a record; answers why not where the column cannot hold it as it is. */
  static Optional<Failure> write(Value value, Column column, CopyBuffer out) {
    return switch (value) {
      case Value.Text(String text) -> TextWriter.text(text, column, out);
      case Value.Int32(int i) -> NumberWriter.whole(i, column, out);
      case Value.Int64(long l) -> NumberWriter.whole(l, column, out);
      case Value.Decimal(var d) -> NumberWriter.decimal(d, column, out);
      case Value.Float64(double d) -> NumberWriter.floating(d, column, out);
      case Value.Null ignored -> nul(column, out);
      case Value.Bool(boolean b) -> bool(b, column, out);
      case Value.Decimal128 d -> decimal128(d, column, out);
      case Value.Binary binary -> binary(binary, column, out);
      case Value.Date date -> TimeWriter.date(date, column, out);
      case Value.Time time -> TimeWriter.time(time, column, out);
      case Value.Timestamp timestamp -> TimeWriter.timestamp(timestamp, column, out);
      case Value.LocalTimestamp timestamp -> TimeWriter.localTimestamp(timestamp, column, out);
      case Value.Uuid uuid -> uuid(uuid, column, out);
      case Value.ObjectId(String hex) ->
          isText(column) ? TextWriter.limited(hex, column, out) : json(value, column, out);
      case Value.Regex ignored -> json(value, column, out);
      case Value.Array(List<Value> values) ->
          column.kind() == ColumnKind.ARRAY ? array(values, column, out) : json(value, column, out);
      case Value.Nested ignored -> json(value, column, out);
    };
  }

  /** Whether a column holds characters without a meaning of their own. */
  static boolean isText(Column column) {
    return column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.CHAR;
  }

  /** Writes a value that only a JSON column can hold. */
  static Optional<Failure> json(Value value, Column column, CopyBuffer out) {
    if (column.kind() != ColumnKind.JSON && column.kind() != ColumnKind.JSONB) {
      return ValueMessages.type(value, column);
    }
    Optional<String> trouble = JsonText.trouble(value, column.kind() == ColumnKind.JSONB);
    if (trouble.isPresent()) {
      return ValueMessages.inexact(trouble.get(), column, "its JSON has no such number");
    }
    return TextWriter.characters(JsonText.of(value), column, out);
  }

  private static Optional<Failure> nul(Column column, CopyBuffer out) {
    if (column.required()) {
      return ValueMessages.isNull(column);
    }
    out.nul();
    return Optional.empty();
  }

  private static Optional<Failure> bool(boolean value, Column column, CopyBuffer out) {
    return switch (column.kind()) {
      case BOOL -> {
        out.raw(value ? 't' : 'f');
        yield Optional.empty();
      }
      case JSON, JSONB, TEXT, CHAR -> TextWriter.limited(Boolean.toString(value), column, out);
      default -> ValueMessages.type(new Value.Bool(value), column);
    };
  }

  private static Optional<Failure> decimal128(
      Value.Decimal128 value, Column column, CopyBuffer out) {
    if (column.kind() == ColumnKind.JSON || column.kind() == ColumnKind.JSONB) {
      return json(value, column, out);
    }
    return Decimal128Text.toNumber(value)
        .map(decimal -> NumberWriter.decimal(decimal, column, out))
        .orElseGet(() ->
            ValueMessages.inexact(
                Decimal128Text.toText(value),
                column,
                "of decimal128, only finite numbers other than minus zero can be written"));
  }

  private static Optional<Failure> binary(Value.Binary value, Column column, CopyBuffer out) {
    if (column.kind() == ColumnKind.BYTEA && value.subtype() == 0) {
      out.hex(value.bytes());
      return Optional.empty();
    }
    // A subtype is part of the value, and bytea has no place for it.
    return json(value, column, out);
  }

  private static Optional<Failure> uuid(Value.Uuid value, Column column, CopyBuffer out) {
    UUID uuid = value.value();
    if (column.kind() == ColumnKind.UUID || isText(column)) {
      return TextWriter.limited(uuid.toString(), column, out);
    }
    return json(value, column, out);
  }

  /** One dimension: the elements of an array column are what its type says, never arrays. */
  private static Optional<Failure> array(List<Value> values, Column column, CopyBuffer out) {
    Column element = column.ofElement();
    out.raw('{');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      if (values.get(i) == Value.Null.NULL) {
        out.plain("NULL");
      } else {
        out.openElement();
        Optional<Failure> failure = write(values.get(i), element, out);
        if (failure.isPresent()) {
          return failure;
        }
        out.closeElement();
      }
    }
    out.raw('}');
    return Optional.empty();
  }
}
