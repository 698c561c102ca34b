package io.godwit.deploy;

import java.time.Duration;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/** Waits for nothing: whoever starts the container asks its probes. */
final class Unawaited implements WaitStrategy {

  @Override
  public void waitUntilReady(WaitStrategyTarget target) {}

  @Override
  public WaitStrategy withStartupTimeout(Duration timeout) {
    return this;
  }
}
