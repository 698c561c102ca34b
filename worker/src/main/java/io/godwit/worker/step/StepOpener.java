package io.godwit.worker.step;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Step;

/** Opens steps of any kind, by whichever connector brings it. */
@FunctionalInterface
public interface StepOpener {

  /**
   * The step that a job describes, connected and checked. The pipeline closes it.
   *
   * @throws Trouble where a server that it asks does not answer
   * @throws io.godwit.common.model.failure.Refused where it cannot do what the description says
   */
  Step open(StepSpec spec) throws Trouble;
}
