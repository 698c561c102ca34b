package io.godwit.common.replay;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.WorkReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whose data is to be forgotten.
 *
 * @param key the text of a record's key, as lists and letters have it
 * @param unit the unit of the record; empty where the key is meant in all units
 */
public record ForgetWish(String key, Optional<String> unit) {

  /** Whether a record of this key and unit is meant. */
  public boolean means(String recordKey, String recordUnit) {
    return key.equals(recordKey) && unit.map(recordUnit::equals).orElse(true);
  }

  /**
   * Whether a message of the failed topic is a letter that is meant, of whatever version: its key
   * and its label have one form in all.
   */
  public boolean meansLetter(ConsumerRecord<byte[], byte[]> message) {
    if (message.key() == null || message.key().length == 0) {
      return false;
    }
    WorkReader reader = new WorkReader();
    return reader.identity(message.headers()).isPresent()
        && means(
            new String(message.key(), StandardCharsets.UTF_8),
            reader.origin(message.headers()).unit());
  }

  /**
   * Whether a row at a target is meant. It has no unit, and its columns need not be called as the
   * fields of the record were: it is told by the columns of a key, or, where no place of the job
   * names any, by any column. Rather one too many is forgotten.
   *
   * @param keys the key columns of each place that the job writes to; empty lists where the job
   *     names none
   */
  public boolean meansRow(Document row, List<List<String>> keys) {
    for (List<String> columns : keys) {
      List<Value> parts = new ArrayList<>();
      columns.forEach(column -> part(row, column).ifPresent(parts::add));
      if (!columns.isEmpty() && parts.size() == columns.size() && isKey(parts)) {
        return true;
      }
    }
    return keys.stream().allMatch(List::isEmpty) && hasValue(row);
  }

  private boolean hasValue(Document row) {
    for (int i = 0; i < row.size(); i++) {
      if (part(row, row.name(i)).map(List::of).filter(this::isKey).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean isKey(List<Value> parts) {
    return Key.of(parts).text().equals(key);
  }

  private static Optional<Value> part(Document row, String column) {
    int index = row.indexOf(column);
    return index < 0
        ? Optional.empty()
        : Optional.of(row.value(index)).filter(value -> !Key.display(value).isEmpty());
  }

  /** For people. */
  public String text() {
    return "key " + key + unit.map(name -> " in " + name).orElse("");
  }
}
