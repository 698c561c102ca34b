package io.godwit.cli.fleet;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.Trouble;
import io.godwit.producer.TargetWork;
import java.util.Optional;

/**
 * What a replay does at the target: what follows the load, once more. Its tables are there, and a
 * foreign key that the root run was refused may be made now that the missing rows have come;
 * counters are set anew, since a row of a replay may have the highest number. What is gone from the
 * source is never looked for: a replay reads a few records, and all others would be gone.
 *
 * @param work of the job
 */
record AfterReplay(TargetWork work) implements TargetWork {

  @Override
  public TargetPlan plan() throws Trouble {
    TargetPlan all = work.plan();
    return new TargetPlan(
        all.tasks().stream().filter(task -> task.phase() == Phase.FINISH).toList(), all.remarks());
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return work.carryOut(task);
  }

  @Override
  public void letGo() {
    work.letGo();
  }
}
