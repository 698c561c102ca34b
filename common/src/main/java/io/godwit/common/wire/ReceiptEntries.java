package io.godwit.common.wire;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.cbor.CborWriter;
import java.util.Optional;

/**
 * The entries of a receipt as they stand in it, written one by one: a worker makes one of every
 * record, and nobody in it looks at them again. For one thread.
 */
public final class ReceiptEntries {

  private final CborWriter cbor = new CborWriter();
  private int count;

  /** Of no record yet. */
  public ReceiptEntries() {}

  /**
   * Adds a record's end, in the order of the batch.
   *
   * @param line of its origin
   * @param key the text of its key; empty where the record has none that could be read
   */
  public void add(RecordId id, long line, Optional<String> key, Receipt.End end) {
    begin(id, line);
    key.ifPresentOrElse(cbor::text, cbor::nul);
    cbor.number(end.code);
  }

  /** Adds the end of a record whose key is known. */
  public void add(RecordId id, long line, String key, Receipt.End end) {
    begin(id, line);
    cbor.text(key);
    cbor.number(end.code);
  }

  private void begin(RecordId id, long line) {
    count++;
    cbor.number(id.split());
    cbor.number(id.ordinal());
    cbor.number(line);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** What was written; not a copy. */
  CborWriter written() {
    return cbor;
  }
}
