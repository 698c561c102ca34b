package io.godwit.worker.evidence;

import io.godwit.common.spi.Sink;

/**
 * A sink as all partitions of a worker share it.
 *
 * @param sink which writes the records of one or several units
 * @param witnesses what it has taken
 */
public record SharedSink(Sink sink, Witnesses witnesses) {

  /** One that has taken nothing yet. */
  public SharedSink(Sink sink) {
    this(sink, new Witnesses());
  }
}
