package io.godwit.common.spi;

/**
 * A step, lookup or target that knows what bounds it. Without it a step or lookup is bounded by the
 * processor, and a target by its {@link Target#concurrency()}. A worker has no more batches inside
 * it than this says, and a batch is counted only while it is inside: the connections of a target
 * never keep a step from the processor.
 */
public interface SupportsBound {

  /** What it needs while it has a batch; the same at every call, from any thread. */
  ResourceBound bound();
}
