package io.godwit.common.replay;

import io.godwit.common.wire.WorkReader;
import java.nio.charset.StandardCharsets;
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

  /** For people. */
  public String text() {
    return "key " + key + unit.map(name -> " in " + name).orElse("");
  }
}
