package io.godwit.testkit.guarantee;

import java.util.List;

/**
 * A promise about a run: it is offered what is seen of the run as it happens, and judged at the
 * end. A test may add one of its own; nothing else has to know it. For one thread.
 */
public interface Guarantee {

  /**
   * Is offered everything that is seen of the run, causes before what follows from them. A breach
   * is remembered and not thrown, so that one does not hide the next.
   */
  default void see(Seen seen) {}

  /** Throws an {@link AssertionError} where the run breaks the promise. */
  void check(FinishedRun run);

  /** Checks what a finished run has left, which should have left this target. */
  static void checkAll(FinishedRun run, String undisturbedTarget, String target) {
    List.of(
            new BooksBalance(),
            new EveryRecordOnce(),
            new LagIsZero(),
            new TargetIsUndisturbed(undisturbedTarget, target))
        .forEach(guarantee -> guarantee.check(run));
  }
}
