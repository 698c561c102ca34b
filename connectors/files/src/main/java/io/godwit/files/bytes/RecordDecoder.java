package io.godwit.files.bytes;

import io.godwit.common.model.value.Key;
import java.util.Optional;

/** Understands the bytes of one record. For one thread at a time: it reuses what it works with. */
public interface RecordDecoder {

  /**
   * The content of a record.
   *
   * @param bytes hold the whole record from {@code from} to before {@code to}; not kept
   */
  Decoded decode(byte[] bytes, int from, int to);

  /**
   * The key of a record of which only the beginning is there.
   *
   * @return empty where the beginning does not hold the whole key
   */
  Optional<Key> keyOfBeginning(byte[] bytes, int from, int to);
}
