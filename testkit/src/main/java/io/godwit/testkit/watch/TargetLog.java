package io.godwit.testkit.watch;

import io.godwit.testkit.guarantee.Seen;
import java.util.function.Consumer;

/** The writes at a target, as they are committed. For one thread at a time. */
public interface TargetLog extends AutoCloseable {

  /** Hands out all that has been committed since the last call, in the order of the commits. */
  void read(Consumer<Seen> each);

  @Override
  void close();

  /** Of a target whose writes cannot be seen. */
  static TargetLog none() {
    return new TargetLog() {
      @Override
      public void read(Consumer<Seen> each) {}

      @Override
      public void close() {}
    };
  }
}
