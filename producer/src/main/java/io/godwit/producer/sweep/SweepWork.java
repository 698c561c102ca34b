package io.godwit.producer.sweep;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.ObjectPlace;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.TargetWork;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job does at its target, and behind it the sweep of the stores that its steps put objects
 * into: a task of the finish phase for each place.
 *
 * <p>A run of which every record has a row has nothing to sweep, and lists nothing. Else the sweep
 * waits until twice the time has passed, since the last refusal was settled, in which the broker
 * aborts what a suspended worker left open: by then one that comes back has put what it had in
 * hand.
 *
 * @param around what else is done there
 * @param places where objects are put
 * @param entry of the run
 */
public record SweepWork(
    TargetWork around, List<ObjectPlace> places, Cluster cluster, JobEntry entry, Stores stores)
    implements TargetWork {

  private static final Logger LOG = LoggerFactory.getLogger(SweepWork.class);
  private static final String NAME = "objects of refused records in ";

  /** How long after a record is settled somebody may still put its object. */
  public static final Duration LATE = Cluster.ABORTED_AFTER.multipliedBy(2);

  /** Opens the store of a connection. */
  @FunctionalInterface
  public interface Stores {
    /** The store; the caller closes it. */
    ObjectStore open(String connection) throws Trouble;
  }

  /** Where the steps of a job put objects, each place once. */
  public static List<ObjectPlace> places(Job job) {
    return job.steps().stream()
        .map(StepSpec::objects)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** What is done at the target of a run, with the sweep where its steps put objects. */
  public static TargetWork of(
      TargetWork around, Job job, Cluster cluster, JobEntry entry, Stores stores) {
    List<ObjectPlace> places = places(job);
    return places.isEmpty() ? around : new SweepWork(around, places, cluster, entry, stores);
  }

  /** Whether a task of a run is a sweep. */
  static boolean isSweep(Task task) {
    return task.name().startsWith(NAME);
  }

  @Override
  public TargetPlan plan() throws Trouble {
    TargetPlan before = around.plan();
    List<Task> tasks = new ArrayList<>(before.tasks());
    places.forEach(place -> tasks.add(task(place)));
    return new TargetPlan(tasks, before.remarks());
  }

  private static Task task(ObjectPlace place) {
    String where = place.store() + (place.prefix().isEmpty() ? "" : ", " + place.prefix() + "...");
    return new Task(
        Phase.FINISH,
        NAME + where,
        List.of("remove from " + where + " what records without a row have left of this run"));
  }

  @Override
  public Optional<String> carryOut(Task task) throws Trouble {
    for (ObjectPlace place : places) {
      if (task(place).name().equals(task.name())) {
        return sweep(place);
      }
    }
    return isSweep(task)
        ? Optional.of("the job puts no objects there any more")
        : around.carryOut(task);
  }

  private Optional<String> sweep(ObjectPlace place) throws Trouble {
    Topics topics = new Topics(entry.job());
    Optional<SweptRuns.Swept> run =
        BrokerMessages.asking(() -> SweptRuns.read(cluster, topics)).stream()
            .filter(known -> known.run().equals(entry.run()))
            .findFirst();
    if (run.isEmpty()) {
      return Optional.of("the plan of the run is not there any more");
    }
    RunEnds ends =
        BrokerMessages.asking(() -> RunEnds.read(cluster, topics, entry.run(), run.get().starts()));
    if (ends.count() != run.get().read()) {
      return Optional.of(missing(ends.count(), run.get().read()));
    }
    if (ends.hasRefused()) {
      awaitSince(ends.lastRefusal());
      sweep(place, entry.run(), ends);
    }
    return Optional.empty();
  }

  /** What is not known to be refused is not to be removed. */
  static String missing(long there, long read) {
    return "receipts are there of %,d of the %,d records of the run, so which of its objects have a"
            .formatted(there, read)
        + " row is not known; nothing was removed";
  }

  /** Waits until nobody can put the object any more of what was settled at a time. */
  private static void awaitSince(long millis) throws Trouble {
    try {
      // The clock is that of another machine, which may be ahead.
      long left = millis + LATE.toMillis() - System.currentTimeMillis();
      Thread.sleep(Math.clamp(left, 0, LATE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.STORE_BUSY, "interrupted before objects were looked at", e);
    }
  }

  private void sweep(ObjectPlace place, String run, RunEnds ends) throws Trouble {
    AtomicLong removed = new AtomicLong();
    AtomicLong shared = new AtomicLong();
    try (ObjectStore store = stores.open(place.store())) {
      new ObjectSweep(store, place.prefix(), run, ends::isKept)
          .sweep(found -> {
            switch (found) {
              case ObjectSweep.Found.Left ignored -> removed.incrementAndGet();
              case ObjectSweep.Found.Shared ignored -> shared.incrementAndGet();
            }
          });
    }
    LOG.info(
        "{} run {}: {} objects of refused records were removed from {}; {} that others may need"
            + " stay",
        entry.job(),
        run,
        removed,
        place.store(),
        shared);
  }

  /**
   * Sweeps what runs have left that were given up before they came to their own sweep; to be called
   * before the next run is planned, since its plan lets their receipts go. A record of such a run
   * that nobody has settled counts as refused: the next run puts its object again. May be repeated.
   *
   * @param say is told where there is something to sweep, since it may take a while
   * @throws Trouble where the broker or a store does not answer
   */
  public void sweepGivenUp(Consumer<String> say) throws Trouble {
    Topics topics = new Topics(entry.job());
    List<SweptRuns.Swept> runs = BrokerMessages.asking(() -> SweptRuns.read(cluster, topics));
    boolean planned = runs.stream().anyMatch(run -> run.run().equals(entry.run()));
    List<SweptRuns.Swept> givenUp = runs.stream().filter(SweptRuns.Swept::open).toList();
    if (planned || entry.replay().isPresent() || givenUp.isEmpty()) {
      return;
    }
    say.accept("removing what the run that was given up has left in its stores of objects");
    awaitSince(entry.startedAt());
    for (SweptRuns.Swept run : givenUp) {
      RunEnds ends =
          BrokerMessages.asking(() -> RunEnds.read(cluster, topics, run.run(), run.starts()));
      for (ObjectPlace place : places) {
        sweep(place, run.run(), ends);
      }
    }
  }

  @Override
  public Optional<GoneWork> gone() {
    return around.gone();
  }

  @Override
  public Optional<VerifyWork> verify() {
    return around.verify();
  }

  @Override
  public void letGo() {
    around.letGo();
  }
}
