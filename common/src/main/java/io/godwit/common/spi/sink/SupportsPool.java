package io.godwit.common.spi.sink;

/** A target that keeps connections, and can say how they are used. */
public interface SupportsPool {

  /** Their use now; any thread may ask, and it costs nothing. */
  PoolUse poolUse();
}
