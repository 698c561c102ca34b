package io.godwit.cli.prepare;

import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.producer.TargetWork;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import java.util.Optional;

/**
 * What a replay does at the target: what stands around the load, once more. What is there for a run
 * alone, as a temporary index, is there for this one, too; tables are there already. A foreign key
 * that the root run was refused may be made now that the missing rows have come, and counters are
 * set anew, since a row of a replay may have the highest number. What is gone from the source is
 * never looked for: a replay reads a few records, and all others would be gone.
 *
 * @param work of the job
 */
record AroundReplay(TargetWork work) implements TargetWork {

  @Override
  public TargetPlan plan() throws Trouble {
    TargetPlan all = work.plan();
    return new TargetPlan(
        all.tasks().stream().filter(task -> task.phase() != Phase.GONE).toList(), all.remarks());
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return work.carryOut(task);
  }

  @Override
  public Optional<GoneWork> gone() {
    return Optional.empty();
  }

  @Override
  public Optional<VerifyWork> verify() {
    return work.verify();
  }

  @Override
  public void letGo() {
    work.letGo();
  }
}
