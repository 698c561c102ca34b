package io.godwit.worker.consume;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.testkit.scripted.ScriptedTarget;
import io.godwit.testkit.scripted.VirtualTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scripted target, of which each answer may cost the life of the worker that waits for it; and
 * it refuses some records for a reason that is surely the data's, which scripts have not.
 */
final class TargetModel implements Sink, SupportsWitness, SupportsRecall {

  private static final int NEVER = Integer.MAX_VALUE;

  private final Load load;
  private final Flaw flaw;
  private final ScriptedTarget target;
  private int untilDeath = NEVER;

  /** The end of a process that was at the target. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Killed() {
      super("killed", null, false, false);
    }
  }

  /** What the target is asked to do with records that it does not refuse at once. */
  private interface Attempt {
    List<Answer> at(List<Write> writes) throws Trouble;
  }

  TargetModel(Load load, Flaw flaw, VirtualTime time) {
    this.load = load;
    this.flaw = flaw;
    this.target = new ScriptedTarget(load.script, time);
  }

  /** Whoever is at the target dies, at one of the next points before and after what it does. */
  void kill(int points) {
    untilDeath = points;
  }

  private void mayKill() {
    if (untilDeath != NEVER && untilDeath-- == 0) {
      untilDeath = NEVER;
      throw new Killed();
    }
  }

  /** The number of the record that each key was written by last. */
  Map<Integer, Integer> rows() {
    return target.rows();
  }

  @Override
  public List<Answer> write(List<Write> batch) throws Trouble {
    try {
      return attempt(batch, target::write);
    } catch (Trouble trouble) {
      if (flaw == Flaw.TROUBLE_IS_AN_OUTCOME) {
        Failure failure = new Failure(ErrorCode.TARGET_TYPE, trouble.message());
        return batch.stream().map(ignored -> (Answer) new Outcome.Failed(failure)).toList();
      }
      throw trouble;
    }
  }

  @Override
  public List<Answer> isolate(List<Write> batch) throws Trouble {
    return attempt(batch, target::isolate);
  }

  private List<Answer> attempt(List<Write> batch, Attempt attempt) throws Trouble {
    mayKill();
    List<Write> others = batch.stream().filter(write -> !isRefused(write)).toList();
    Iterator<Answer> answered =
        (others.isEmpty() ? List.<Answer>of() : attempt.at(others)).iterator();
    mayKill();
    List<Answer> answers = new ArrayList<>();
    for (Write write : batch) {
      answers.add(isRefused(write) ? tooLong() : answered.next());
    }
    return answers;
  }

  private boolean isRefused(Write write) {
    return load.fates.get((int) write.record().id().ordinal()) == Load.Fate.REFUSED;
  }

  private static Answer tooLong() {
    return new Outcome.Failed(new Failure(ErrorCode.TARGET_TOO_LONG, "longer than the column"));
  }

  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    mayKill();
    return target.witness(accepted, refused);
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    mayKill();
    return target.holds(writes);
  }
}
