package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import java.util.List;

/** Opens steps of its kinds. Stateless; any thread may use it. */
public interface StepConnector {

  /** The records that stand for its steps in a job file, in the order of the reference page. */
  List<Class<? extends StepSpec>> kinds();

  /**
   * The step that a job describes, connected and checked.
   *
   * @param spec the description, of one of its kinds
   * @throws Trouble where a server that it asks does not answer; nothing is left open
   * @throws io.godwit.common.model.failure.Refused where it cannot do what the description says
   */
  Step open(StepSpec spec, Opening opening) throws Trouble;
}
