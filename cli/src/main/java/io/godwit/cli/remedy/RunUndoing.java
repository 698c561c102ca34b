package io.godwit.cli.remedy;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.job.JobFile;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.ObjectPlace;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.UndoMark;
import io.godwit.producer.sweep.ObjectSweep;
import io.godwit.producer.sweep.SweepWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The undo of a run by a command that has taken its job: so no run of it begins meanwhile, and who
 * takes the job after a kill finds in its entry that a run is undone in part.
 *
 * @param job as its file is now: it says where the target is
 */
public record RunUndoing(Job job, FleetOpener opener) {

  /**
   * Makes sure that something was kept of the run that is meant where none is named: without it
   * nobody knows what it has overwritten.
   *
   * @throws Refused where it was not
   */
  public static void requireKept(JobEntry entry) {
    if (!JobFile.parse(entry.definition(), "the registered job " + entry.job()).undoes()) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "run "
              + entry.run()
              + " of "
              + entry.job()
              + " was begun without undo: on, and what it has overwritten is not known any more");
    }
  }

  /**
   * Which run is meant; where none is named, one that is undone in part, or else the last one.
   *
   * @param named what was typed
   * @throws Trouble where the target does not answer
   * @throws Refused where nothing is kept of one that was named, or a later one is not undone
   */
  public String meant(JobEntry entry, Optional<String> named) throws Trouble {
    try (Target target = opener.target(job)) {
      List<SupportsUndo.Kept> kept = undo(target).kept(job.job());
      String run =
          named
              .or(() ->
                  kept.stream()
                      .filter(one -> one.state() == State.BEGUN)
                      .findFirst()
                      .map(SupportsUndo.Kept::run))
              .or(() -> entry.undo().map(UndoMark::run))
              .orElse(entry.run());
      require(run, entry, kept);
      return run;
    }
  }

  private void require(String run, JobEntry entry, List<SupportsUndo.Kept> kept) {
    if (kept.stream().noneMatch(one -> one.run().equals(run)) && !run.equals(entry.run())) {
      List<String> runs = kept.stream().map(SupportsUndo.Kept::run).toList();
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "nothing is kept of a run "
              + run
              + " of "
              + job.job()
              + (runs.isEmpty() ? "" : "; there is " + String.join(", ", runs)));
    }
    Optional<String> later =
        kept.stream()
            .filter(one -> one.run().compareTo(run) > 0 && one.state() != State.UNDONE)
            .findFirst()
            .map(SupportsUndo.Kept::run);
    if (later.isPresent()) {
      throw new Refused(
          ErrorCode.UNDO_REFUSED,
          "after run "
              + run
              + " of "
              + job.job()
              + " came run "
              + later.get()
              + ", which may have written over it: undo that first, by --run "
              + later.get());
    }
  }

  /**
   * Whether nothing of a run is put back yet.
   *
   * @throws Trouble where the target does not answer
   */
  public boolean isUntouched(String run) throws Trouble {
    try (Target target = opener.target(job)) {
      return undo(target).kept(job.job()).stream()
          .filter(one -> one.run().equals(run))
          .allMatch(one -> one.state() == State.KEPT);
    }
  }

  /**
   * Undoes a run.
   *
   * @return what became of its rows; empty where it has left nothing to undo
   * @throws Trouble where the target does not answer
   * @throws Refused where it cannot be undone
   */
  public Optional<SupportsUndo.Undone> undo(String run, SupportsUndo.Listener listener)
      throws Trouble {
    try (Target target = opener.target(job)) {
      SupportsUndo undo = undo(target);
      boolean kept = undo.kept(job.job()).stream().anyMatch(one -> one.run().equals(run));
      return kept
          ? Optional.of(undo.undo(new JobRun(job.job(), run), job.run().partitions(), listener))
          : Optional.empty();
    }
  }

  /**
   * Objects that steps of a run have put.
   *
   * @param removed those that belonged to a record alone
   * @param shared those that others may need, and that stay
   */
  public record Put(long removed, long shared) {

    /** None. */
    public static final Put NOTHING = new Put(0, 0);
  }

  /** Whether steps of the job put objects into stores. */
  public boolean putsObjects() {
    return !SweepWork.places(job).isEmpty();
  }

  /**
   * Removes what the steps of a run have put into stores, once its rows are as they were: a row
   * that is left may need its object. What stood there already is not the run's, as its mark says.
   *
   * @param each is told of each; what it throws ends the search
   * @throws Trouble where a store does not answer
   */
  public Put removeObjects(String run, Runnable each) throws Trouble {
    AtomicLong removed = new AtomicLong();
    AtomicLong shared = new AtomicLong();
    for (ObjectPlace place : SweepWork.places(job)) {
      try (ObjectStore store = opener.store(job, place.store())) {
        new ObjectSweep(store, place.prefix(), run, record -> false)
            .sweep(found -> {
              switch (found) {
                case ObjectSweep.Found.Left ignored -> removed.incrementAndGet();
                case ObjectSweep.Found.Shared ignored -> shared.incrementAndGet();
              }
              each.run();
            });
      }
    }
    return new Put(removed.get(), shared.get());
  }

  /**
   * Forgets what is kept of some rows, of every run of the job.
   *
   * @return of how many rows, each run by itself; none where the job keeps nothing
   * @throws Trouble where the target does not answer
   */
  public long forgetRows(Predicate<Document> isMeant, boolean dry) throws Trouble {
    if (!job.undoes()) {
      return 0;
    }
    try (Target target = opener.target(job)) {
      return undo(target).forgetRows(job.job(), isMeant, dry);
    }
  }

  private SupportsUndo undo(Target target) {
    if (target instanceof SupportsUndo undo) {
      return undo;
    }
    throw new Refused(
        ErrorCode.UNDO_REFUSED,
        "a target of "
            + KindKey.of(SinkEntry.bare(job.sink()).getClass())
            + " cannot be put back to what it was");
  }

  /**
   * Forgets what is kept of runs that are older than what the job keeps of failed records; at the
   * beginning of a run.
   *
   * @return these runs
   * @throws Trouble where the target does not answer
   */
  public static List<String> forgetOld(Job job, JobEntry entry, FleetOpener opener) throws Trouble {
    if (!job.undoes()) {
      return List.of();
    }
    Instant before = Instant.ofEpochMilli(entry.startedAt()).minus(job.run().keep());
    try (Target target = opener.target(job)) {
      return target instanceof SupportsUndo undo
          ? undo.forgetBefore(new JobRun(job.job(), Runs.firstIdAt(before)))
          : List.of();
    }
  }
}
