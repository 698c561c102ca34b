package io.godwit.producer.verify;

import io.godwit.common.model.Row;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.List;

/**
 * A row that was written.
 *
 * @param unit of its record
 * @param place what a person calls the table, collection or store that it went to
 * @param row as it was written
 * @param key the names of the fields by which it is found there; none where it has no such fields
 */
public record ExpectedRow(String unit, String place, Row row, List<String> key) {

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  /** Takes an unmodifiable copy. */
  public ExpectedRow {
    key = List.copyOf(key);
  }

  /** The values of its key. */
  List<Value> values() {
    Document fields = row.fields();
    return key.stream().map(name -> fields.value(fields.indexOf(name))).toList();
  }

  /** Equal for all rows that any target takes for one, and seldom for others. */
  long hash() {
    return Folding.of(values()) ^ (place.hashCode() * MIX);
  }

  /** The same content under another key. */
  ExpectedRow under(List<Value> other) {
    Document changed = row.fields();
    for (int i = 0; i < key.size(); i++) {
      changed = changed.with(key.get(i), other.get(i));
    }
    return new ExpectedRow(unit, place, new Row(row.table(), changed), key);
  }
}
