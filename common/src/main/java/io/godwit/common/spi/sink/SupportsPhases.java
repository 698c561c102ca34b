package io.godwit.common.spi.sink;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Structure;
import java.util.List;
import java.util.Optional;

/**
 * A target that makes what records are written to. One process carries out the tasks, one by one;
 * it may be killed at any of them, and another one carries out that task again.
 */
public interface SupportsPhases {

  /**
   * What is to be done for units like these. Changes nothing at the target.
   *
   * @throws Trouble where the target does not answer
   * @throws io.godwit.common.model.failure.Refused where a field has a type that has no place here,
   *     with the field, the type and what can be done; where something of the name is there that is
   *     not what would be made
   */
  TargetPlan plan(List<Structure> units) throws Trouble;

  /**
   * Carries out a task of such a plan.
   *
   * @return why the target refuses it, in its own words; empty where it is done, or was done before
   * @throws Trouble where the target does not answer; it may be done all the same
   */
  Optional<String> carryOut(Task task) throws Trouble;
}
