package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Fit;
import io.godwit.jdbc.sql.fit.JsonText;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.List;
import java.util.Optional;

/**
 * Writes values as PostgreSQL reads them, or says why a column cannot have them: by what {@link
 * io.godwit.jdbc.sql.fit} knows of values that have a type, and by what PostgreSQL makes of texts.
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
          column.isText() ? TextWriter.limited(hex, column, out) : json(value, column, out);
      case Value.Regex ignored -> json(value, column, out);
      case Value.Foreign foreign -> ValueMessages.foreign(foreign, column);
      case Value.Array(List<Value> values) ->
          column.kind() == ColumnKind.ARRAY ? array(values, column, out) : json(value, column, out);
      case Value.Nested ignored -> json(value, column, out);
    };
  }

  /** Writes a value that only a JSON column can hold. */
  static Optional<Failure> json(Value value, Column column, CopyBuffer out) {
    Optional<Failure> problem = Fit.json(value, column);
    return problem.isPresent() ? problem : TextWriter.characters(JsonText.of(value), column, out);
  }

  private static Optional<Failure> nul(Column column, CopyBuffer out) {
    Optional<Failure> problem = Fit.nul(column);
    if (problem.isEmpty()) {
      out.nul();
    }
    return problem;
  }

  private static Optional<Failure> bool(boolean value, Column column, CopyBuffer out) {
    Optional<Failure> problem = Fit.bool(value, column);
    if (problem.isEmpty()) {
      if (column.kind() == ColumnKind.BOOL) {
        out.raw(value ? 't' : 'f');
      } else {
        out.plain(Boolean.toString(value));
      }
    }
    return problem;
  }

  private static Optional<Failure> decimal128(
      Value.Decimal128 value, Column column, CopyBuffer out) {
    if (column.isJson()) {
      return json(value, column, out);
    }
    return Decimal128Text.toNumber(value)
        .map(decimal -> NumberWriter.decimal(decimal, column, out))
        .orElseGet(() -> Fit.decimal128(value, column));
  }

  private static Optional<Failure> binary(Value.Binary value, Column column, CopyBuffer out) {
    if (Fit.isBytes(value, column)) {
      out.hex(value.bytes());
      return Optional.empty();
    }
    return json(value, column, out);
  }

  private static Optional<Failure> uuid(Value.Uuid value, Column column, CopyBuffer out) {
    return column.kind() == ColumnKind.UUID || column.isText()
        ? TextWriter.limited(value.value().toString(), column, out)
        : json(value, column, out);
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
