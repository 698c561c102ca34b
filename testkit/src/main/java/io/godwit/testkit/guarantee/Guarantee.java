package io.godwit.testkit.guarantee;

import java.util.List;

/** A promise about a finished run. */
public sealed interface Guarantee
    permits BooksBalance, EveryRecordOnce, LagIsZero, TargetIsUndisturbed {

  /** Throws an {@link AssertionError} where the run breaks the promise. */
  void check(FinishedRun run);

  /** Checks all promises, about a run that should have left this target. */
  static void checkAll(FinishedRun run, String undisturbedTarget, String target) {
    List.of(
            new BooksBalance(),
            new EveryRecordOnce(),
            new LagIsZero(),
            new TargetIsUndisturbed(undisturbedTarget, target))
        .forEach(guarantee -> guarantee.check(run));
  }
}
