package io.godwit.worker.step;

import io.godwit.common.model.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Lookup;

/** Opens the lookups of a job, by whichever connector has their connection. */
@FunctionalInterface
public interface LookupOpener {

  /**
   * The lookup that a step describes, connected and checked. The pipeline closes it.
   *
   * @throws Trouble where the database does not answer
   * @throws io.godwit.common.model.Refused where the connection, table or a column is missing
   */
  Lookup open(StepSpec.Lookup spec) throws Trouble;
}
