package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.Decoded;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.bytes.RecordDecoder;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.spec.CsvSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row of a CSV file as a document, whose values are encoded where they are parsed. */
final class CsvDecoder implements RecordDecoder {

  private final String[] names;
  private final int[] key;
  private final int most;
  private final RowFields fields;
  private final RowValues values;
  private final KeyText keyText;
  private final RowBuilder row;

  /**
   * A decoder of rows.
   *
   * @param encoding the file's, for messages
   * @param row builds them
   */
  CsvDecoder(CsvColumns columns, CsvSpec spec, TextEncoding encoding, RowBuilder row) {
    this.row = row;
    CsvDialect dialect = CsvDialect.of(spec);
    this.names = columns.names().toArray(String[]::new);
    this.key = columns.key().stream().mapToInt(Integer::intValue).toArray();
    this.most = names.length + columns.unnamed();
    this.fields = dialect.fields(most);
    FieldText text = new FieldText(fields, dialect, encoding);
    this.values = new RowValues(columns.types(), spec, fields, text);
    this.keyText = new KeyText(columns, fields, values);
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
    row.begin();
    for (int i = 0; i < names.length; i++) {
      try {
        values.tell(bytes, i, row);
      } catch (FieldFailure e) {
        return fault(bytes, e.in(names[i]));
      }
    }
    for (int column : key) {
      if (values.isMissing(bytes, column)) {
        return new Decoded.Fault(Optional.empty(), keyMissing(column));
      }
    }
    return new Decoded.Content(keyText.of(bytes, row), row.take(names));
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
    row.begin();
    List<Value> parts = new ArrayList<>(key.length);
    for (int column : key) {
      if (column >= known || column == fields.afterQuote() || values.isMissing(bytes, column)) {
        return Optional.empty();
      }
      try {
        values.tell(bytes, column, row);
        parts.add(row.value(parts.size()));
      } catch (FieldFailure e) {
        return Optional.empty();
      }
    }
    return Optional.of(Key.of(parts));
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
