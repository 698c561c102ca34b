package io.godwit.files.bytes;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import java.util.Optional;

/** What a decoder makes of a record's bytes. */
public sealed interface Decoded {

  /** A record's content. */
  record Content(Key key, Document fields) implements Decoded {}

  /**
   * Why the bytes are no record.
   *
   * @param key the key, where that much could be read
   */
  record Fault(Optional<Key> key, Failure failure) implements Decoded {}
}
