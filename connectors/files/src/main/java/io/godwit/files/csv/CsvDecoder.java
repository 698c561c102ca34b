package io.godwit.files.csv;

import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.FieldType;
import io.godwit.common.model.Key;
import io.godwit.common.model.Value;
import io.godwit.files.bytes.Decoded;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.bytes.RecordDecoder;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row of a CSV file as a document.
 *
 * <p>An empty field is null, whatever its column's type; {@code ""} is the empty text in a text
 * column, and null in others, which have no empty value.
 */
final class CsvDecoder implements RecordDecoder {

  private static final Value EMPTY = new Value.Text("");

  private final String[] names;
  private final FieldType[] types;
  private final boolean[] formed;
  private final boolean plain;
  private final int[] key;
  private final int most;
  private final RowFields fields;
  private final FieldText text;
  private final ValueForms forms;
  private final Optional<NullTexts> nulls;

  /**
   * A decoder of rows.
   *
   * @param encoding the file's, for messages
   */
  CsvDecoder(CsvColumns columns, CsvSpec spec, TextEncoding encoding) {
    CsvDialect dialect = CsvDialect.of(spec);
    this.names = columns.names().toArray(String[]::new);
    this.types = columns.types().toArray(FieldType[]::new);
    this.key = columns.key().stream().mapToInt(Integer::intValue).toArray();
    this.most = names.length + columns.unnamed();
    this.fields = dialect.fields(most);
    this.text = new FieldText(fields, dialect, encoding);
    this.forms = new ValueForms(spec);
    this.nulls = spec.nulls().map(NullTexts::new);
    this.formed = new boolean[types.length];
    boolean allPlain = nulls.isEmpty();
    for (int i = 0; i < types.length; i++) {
      formed[i] = forms.has(types[i]);
      allPlain &= !formed[i];
    }
    this.plain = allPlain;
  }

  @Override
  public Decoded decode(byte[] bytes, int from, int to) {
    fields.split(bytes, from, to);
    if (fields.afterQuote() >= 0) {
      return fault(bytes, afterQuote());
    }
    if (fields.unclosed()) {
      return fault(bytes, unclosed());
    }
    if (fields.count() != names.length && !endsInUnnamed()) {
      return fault(bytes, fieldCount());
    }
    Value[] values = new Value[names.length];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = value(bytes, i);
      } catch (FieldFailure e) {
        return fault(bytes, e.in(names[i]));
      }
    }
    for (int column : key) {
      if (isMissing(values[column])) {
        return new Decoded.Fault(Optional.empty(), keyMissing(column));
      }
    }
    return new Decoded.Content(keyOf(values), Document.ofShared(names, values));
  }

  @Override
  public Optional<Key> keyOfBeginning(byte[] bytes, int from, int to) {
    fields.split(bytes, from, to);
    // The last field may go on behind the beginning.
    return key(bytes, fields.count() - 1);
  }

  private Decoded fault(byte[] bytes, Failure failure) {
    return new Decoded.Fault(key(bytes, fields.count()), failure);
  }

  /** A row may go on under the header's last delimiters, as long as it says nothing there. */
  private boolean endsInUnnamed() {
    if (fields.count() < names.length || fields.count() > most) {
      return false;
    }
    for (int i = names.length; i < fields.count(); i++) {
      if (fields.start(i) != fields.end(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The key by the header's places, as far as it can be read. In a row with a field too few or too
   * many it is only right where the fault lies behind the key, as it mostly does; a report with
   * such a key beside the line number helps more than one without.
   */
  private Optional<Key> key(byte[] bytes, int known) {
    List<Value> parts = new ArrayList<>(key.length);
    for (int column : key) {
      if (column >= known || column == fields.afterQuote()) {
        return Optional.empty();
      }
      try {
        Value part = value(bytes, column);
        if (isMissing(part)) {
          return Optional.empty();
        }
        parts.add(part);
      } catch (FieldFailure e) {
        return Optional.empty();
      }
    }
    return Optional.of(Key.of(parts));
  }

  private Key keyOf(Value[] values) {
    if (key.length == 1) {
      return Key.of(List.of(values[key[0]]));
    }
    Value[] parts = new Value[key.length];
    for (int i = 0; i < key.length; i++) {
      parts[i] = values[key[i]];
    }
    return Key.of(Arrays.asList(parts));
  }

  private static boolean isMissing(Value value) {
    return value == Value.Null.NULL || value.equals(EMPTY);
  }

  private Value value(byte[] bytes, int field) throws FieldFailure {
    int from = fields.start(field);
    int to = fields.end(field);
    FieldType type = types[field];
    if (from == to) {
      return fields.isQuoted(field) && type == FieldType.TEXT ? EMPTY : Value.Null.NULL;
    }
    try {
      if (!plain) {
        Optional<Value> meant = meant(bytes, field);
        if (meant.isPresent()) {
          return meant.get();
        }
      }
      return fields.isPlainAscii(field) && !fields.isEscaped(field)
          ? FieldValue.of(type, bytes, from, to)
          : type.parse(text.of(bytes, field));
    } catch (IllegalArgumentException e) {
      throw new FieldFailure(ErrorCode.VALUE_TYPE, String.valueOf(e.getMessage()));
    }
  }

  /** The value of a field by what the job says of texts; empty where it says nothing of it. */
  private Optional<Value> meant(byte[] bytes, int field) throws FieldFailure {
    if (nulls.isPresent()
        && !fields.isQuoted(field)
        && nulls.get().contain(bytes, fields.start(field), fields.end(field))) {
      return Optional.of(Value.Null.NULL);
    }
    return formed[field]
        ? Optional.of(forms.parse(types[field], text.of(bytes, field)))
        : Optional.empty();
  }

  private Failure afterQuote() {
    int field = fields.afterQuote();
    return new Failure(
        ErrorCode.CSV_AFTER_QUOTE,
        "text follows the closing quote of field " + (field + 1),
        field < names.length ? names[field] : "");
  }

  private Failure unclosed() {
    return new Failure(ErrorCode.CSV_UNCLOSED_QUOTE, "a quote in the line is not closed");
  }

  private Failure fieldCount() {
    if (fields.count() > names.length && fields.count() <= most) {
      return new Failure(
          ErrorCode.CSV_FIELD_COUNT,
          "the row has a value behind its field "
              + names.length
              + ", where the header has no name");
    }
    return new Failure(
        ErrorCode.CSV_FIELD_COUNT,
        "the row has " + fields.count() + " fields, the header has " + names.length);
  }

  private Failure keyMissing(int column) {
    return new Failure(ErrorCode.KEY_MISSING, "the key field is empty", names[column]);
  }
}
