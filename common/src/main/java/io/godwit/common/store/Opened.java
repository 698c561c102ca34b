package io.godwit.common.store;

import io.godwit.common.model.failure.Failure;
import java.io.InputStream;

/** What became of the wish to read an object. */
public sealed interface Opened {

  /**
   * Its content. A read that fails for what may pass throws an {@link java.io.IOException}; whoever
   * reads goes on from the byte that it has reached, with the same version.
   *
   * @param facts what it is
   * @param bytes from the byte that was asked for; whoever asked closes it
   */
  record Found(ObjectFacts facts, InputStream bytes) implements Opened {}

  /** Nothing stands under the name. */
  record Absent() implements Opened {}

  /** It is of another version than the one that was asked for. */
  record Changed(ObjectFacts now) implements Opened {}

  /**
   * It is there and cannot be read, whoever asks again: a file that this user may not read, an
   * object in an archive.
   */
  record Unreadable(Failure failure) implements Opened {}
}
