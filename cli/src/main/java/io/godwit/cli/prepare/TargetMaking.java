package io.godwit.cli.prepare;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spec.ChosenSource;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.AroundSource;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.common.spi.source.SupportsStructure;
import io.godwit.producer.TargetWork;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the tables of a job like the units of its source, and what belongs to them; and finds in
 * tables what is gone from the source. It connects to the target when it is first asked, and
 * remembers nothing else.
 */
public final class TargetMaking implements TargetWork {

  private static final String UNDO =
      "undo: on: what a run writes is kept as it was before, where it was there, and in tables once"
          + " more as the run left it: the target needs room for that until run.keep is over";

  private final Job job;
  private final Source source;
  private final FleetOpener opener;
  private final Optional<GoneTables> owned;
  private final VerifyTables verify;
  private final Inspection found;
  private Optional<Target> open = Optional.empty();

  private TargetMaking(
      Job job, Source source, Inspection found, Optional<GoneTables> owned, FleetOpener opener) {
    this.found = found;
    this.job = job;
    this.owned = owned;
    this.source = source;
    this.opener = opener;
    this.verify = new VerifyTables(job, owned, opener);
  }

  /**
   * What a job has to be done at its target.
   *
   * @param source the job's, open as long as this is used
   * @param found what it holds
   */
  public static TargetWork of(Job job, Source source, Inspection found, FleetOpener opener) {
    Optional<GoneTables> owned = GoneTables.of(job, found, opener);
    return new TargetMaking(job, AroundSource.innermost(source), found, owned, opener);
  }

  @Override
  public TargetPlan plan() throws Trouble {
    try {
      TargetPlan made = made();
      List<Task> tasks = new ArrayList<>(made.tasks());
      Optional<GoneTables> gone = owned.filter(GoneTables::acts);
      if (gone.isPresent()) {
        tasks.addAll(gone.get().tasks());
      }
      tasks.addAll(VerifyTables.tasks(job, found));
      List<String> remarks = new ArrayList<>(made.remarks());
      VerifyTables.remark(job, found).ifPresent(remarks::add);
      if (job.undoes()) {
        remarks.add(UNDO);
      }
      return new TargetPlan(tasks, remarks);
    } finally {
      letGo();
    }
  }

  private TargetPlan made() throws Trouble {
    if (job.sinks().stream().anyMatch(sink -> sink.write() == SinkSpec.Write.REPLACE)) {
      return phases().plan(named());
    }
    if (job.sinks().stream().noneMatch(SinkSpec::creates)) {
      // What is made for the run alone follows from the job, whatever the source is made of.
      return job.sinks().stream().anyMatch(SinkSpec::makesForRun)
          ? phases().plan(List.of())
          : TargetPlan.NOTHING;
    }
    if (!(source instanceof SupportsStructure structured && structured.knowsStructure())) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "sink.create: a source of "
              + KindKey.of(ChosenSource.bare(job.source()).getClass())
              + " does not say what its tables are made of; make them by hand");
    }
    return phases().plan(StructureBehindSteps.of(job, structured.structures()));
  }

  /** What is made like a table of the target needs the names of the units alone. */
  private List<Structure> named() {
    List<Structure> units = new ArrayList<>();
    found
        .units()
        .forEach((unit, schema) -> {
          if (!job.sinks(unit).isEmpty()) {
            units.add(new Structure(unit, schema, List.of(), List.of(), List.of(), List.of()));
          }
        });
    return units;
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    return phases().carryOut(task);
  }

  @Override
  public Optional<GoneWork> gone() {
    return owned.filter(GoneTables::acts).map(tables -> tables);
  }

  @Override
  public Optional<VerifyWork> verify() {
    return Optional.of(verify);
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
    owned.ifPresent(GoneTables::letGo);
    verify.letGo();
  }
}
