package io.godwit.cli.fleet;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.KindKey;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SupportsPhases;
import io.godwit.common.spi.SupportsStructure;
import io.godwit.common.spi.Target;
import io.godwit.producer.TargetWork;
import java.util.Optional;

/**
 * Makes the tables of a job like the units of its source, and what belongs to them. It connects to
 * the target when it is first asked, and remembers nothing else.
 */
public final class TargetMaking implements TargetWork {

  private final Job job;
  private final Source source;
  private final FleetOpener opener;
  private Optional<Target> open = Optional.empty();

  private TargetMaking(Job job, Source source, FleetOpener opener) {
    this.job = job;
    this.source = source;
    this.opener = opener;
  }

  /**
   * What a job has to be done at its target.
   *
   * @param source the job's, open as long as this is used
   */
  public static TargetWork of(Job job, Source source, FleetOpener opener) {
    if (job.sinks().stream().noneMatch(SinkSpec::creates)) {
      return TargetWork.NONE;
    }
    Source itself = source instanceof PlannedSource planned ? planned.source() : source;
    return new TargetMaking(job, itself, opener);
  }

  @Override
  public TargetPlan plan() throws Trouble {
    requireFieldsOfTheSource();
    if (!(source instanceof SupportsStructure structured)) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.create: a source of "
              + KindKey.of(job.source().getClass())
              + " does not say what its tables are made of; make them by hand");
    }
    try {
      return phases().plan(structured.structures());
    } finally {
      letGo();
    }
  }

  /** A table is made of what the source declares, and what a step makes has no declared type. */
  private void requireFieldsOfTheSource() {
    boolean others =
        job.steps().stream()
            .flatMap(step -> step.effects().stream())
            .anyMatch(effect -> !(effect instanceof FieldEffect.Reads));
    if (others) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.create: the steps change fields, and tables are made of those of the source; make"
              + " them by hand and leave create away");
    }
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return phases().carryOut(task);
  }

  private synchronized SupportsPhases phases() throws Trouble {
    if (open.isEmpty()) {
      open = Optional.of(opener.target(job));
    }
    if (open.get() instanceof SupportsPhases phases) {
      return phases;
    }
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "sink.create: nothing is made in a target of "
            + KindKey.of(SinkEntry.bare(job.sink()).getClass())
            + "; leave create away");
  }

  @Override
  public synchronized void letGo() {
    open.ifPresent(Target::close);
    open = Optional.empty();
  }
}
