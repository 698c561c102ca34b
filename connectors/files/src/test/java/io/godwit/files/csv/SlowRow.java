package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.Decoded;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.util.List;
import java.util.Optional;

/** A row as objects: each field a text, and each text what {@link FieldType#parse} makes of it. */
final class SlowRow {

  private final CsvColumns columns;
  private final RowFields fields;
  private final FieldText text;
  private final ValueForms forms;
  private final Optional<NullTexts> nulls;

  SlowRow(CsvColumns columns, CsvSpec spec) {
    CsvDialect dialect = CsvDialect.of(spec);
    this.columns = columns;
    this.fields = new DialectSplitter(dialect, columns.names().size());
    this.text = new FieldText(fields, dialect, TextEncoding.of(spec.encoding()));
    this.forms = new ValueForms(spec);
    this.nulls = spec.nulls().map(NullTexts::new);
  }

  /** The content of a row with as many fields as columns, or the failure of its first bad field. */
  Decoded decode(byte[] bytes) {
    fields.split(bytes, 0, bytes.length);
    Value[] values = new Value[columns.names().size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = value(bytes, i);
      } catch (FieldFailure e) {
        return new Decoded.Fault(Optional.empty(), e.in(columns.names().get(i)));
      }
    }
    List<Value> key = columns.key().stream().map(column -> values[column]).toList();
    for (int i = 0; i < key.size(); i++) {
      if (key.get(i) == Value.Null.NULL || key.get(i).equals(new Value.Text(""))) {
        String name = columns.names().get(columns.key().get(i));
        return new Decoded.Fault(
            Optional.empty(), new Failure(ErrorCode.KEY_MISSING, "the key field is empty", name));
      }
    }
    String[] names = columns.names().toArray(String[]::new);
    return new Decoded.Content(Key.of(key), Document.ofShared(names, values));
  }

  private Value value(byte[] bytes, int field) throws FieldFailure {
    FieldType type = columns.types().get(field);
    int from = fields.start(field);
    int to = fields.end(field);
    if (from == to) {
      boolean empty = fields.isQuoted(field) && type == FieldType.TEXT;
      return empty ? new Value.Text("") : Value.Null.NULL;
    }
    if (nulls.isPresent() && !fields.isQuoted(field) && nulls.get().contain(bytes, from, to)) {
      return Value.Null.NULL;
    }
    try {
      String whole = text.of(bytes, field);
      return forms.has(type) ? forms.parse(type, whole) : type.parse(whole);
    } catch (IllegalArgumentException e) {
      throw new FieldFailure(ErrorCode.VALUE_TYPE, String.valueOf(e.getMessage()));
    }
  }
}
