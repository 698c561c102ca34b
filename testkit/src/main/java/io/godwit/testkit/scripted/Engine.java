package io.godwit.testkit.scripted;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What decides about the records of a partition; begun anew where its worker dies. */
@FunctionalInterface
public interface Engine {

  /**
   * Begins to carry out records that are settled together.
   *
   * @param target the only thing that remains of an earlier life
   * @param nanos the time, which passes only between two steps and inside the target
   */
  Life begin(ScriptedTarget target, List<DataRecord> records, LongSupplier nanos);

  /** From a worker's start to its death. */
  @FunctionalInterface
  interface Life {
    /**
     * Does what is next.
     *
     * @param most how many records a batch may have, at least 1
     * @throws Trouble where the same is to be tried again later
     */
    Step step(int most) throws Trouble;
  }

  /** What comes after a step. */
  sealed interface Step {
    /** Another one. */
    enum GoOn implements Step {
      GO_ON
    }

    /** Another one when so much time has passed. */
    record Wait(Duration time) implements Step {}

    /** All records have ended. */
    record Done(List<Outcome> outcomes) implements Step {}
  }
}
