package io.godwit.aggregator.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Somebody who listens. Its thread writes; any other may ask how that goes. */
final class StreamClient {

  private final Thread thread;
  private volatile OptionalLong since = OptionalLong.empty();

  StreamClient(Thread thread) {
    this.thread = thread;
  }

  /** Who serves it. */
  Thread thread() {
    return thread;
  }

  /** Writes, and returns when the connection has taken it all. */
  void write(OutputStream out, byte[] bytes) throws IOException {
    since = OptionalLong.of(System.nanoTime());
    out.write(bytes);
    out.flush();
    since = OptionalLong.empty();
  }

  /** Whether the write that is on its way began no later than this. */
  boolean isWritingSince(long nanos) {
    OptionalLong began = since;
    return began.isPresent() && began.getAsLong() - nanos <= 0;
  }
}
