package io.godwit.worker.suspect;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.worker.evidence.RecordEnd;
import io.godwit.worker.job.ChildMain;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a worker holds its trials: one at a time, since each child takes as much memory as a worker
 * may. Safe for any thread.
 */
public final class Trials {

  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);
  private static final long SLICE_MILLIS = 200;

  private final Optional<ChildMain> main;
  private final JobEntry entry;
  private final String worker;
  private final Baselines baselines;
  private final Semaphore one = new Semaphore(1, true);

  /**
   * Trials of one run.
   *
   * @param main how a child opens the job; where that is not known every record is worked here
   * @param worker whose trials they are
   * @param baselines what the children's sinks rest on
   */
  public Trials(Optional<ChildMain> main, JobEntry entry, String worker, Baselines baselines) {
    this.main = main;
    this.entry = entry;
    this.worker = worker;
    this.baselines = baselines;
  }

  /** What the run began with at its target. */
  @FunctionalInterface
  public interface Baselines {
    /**
     * As it is laid down now, by what the sinks write to.
     *
     * @throws Trouble where it cannot be read
     */
    Map<String, SortedMap<String, String>> newest() throws Trouble;
  }

  /** The records that a trial is about. */
  public interface Suspects {
    /** Takes note of how a record ended. */
    void end(int place, RecordEnd end);

    /** Works on records in this process, as if nothing were suspected. */
    void here(List<Integer> places) throws Trouble, InterruptedException;
  }

  /**
   * Holds a trial over records of some packs.
   *
   * @param partition that the packs are of
   * @param places the numbers of the records among all that are in the packs, rising
   * @param stops whether to break off
   * @return how many are failures by this trial
   * @throws InterruptedException also where there is a wish to stop
   */
  public int hold(
      int partition,
      List<WorkPack> packs,
      List<Integer> places,
      Suspects suspects,
      BooleanSupplier stops)
      throws Trouble, InterruptedException {
    while (!one.tryAcquire(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
      if (stops.getAsBoolean()) {
        throw new InterruptedException("a trial was broken off");
      }
    }
    try (Hearing hearing = new Hearing(partition, packs, places, suspects, stops)) {
      LOG.warn(
          "{} records have ended workers; they are tried in processes of their own", places.size());
      Trial.hold(places.size(), hearing);
      return hearing.guilty;
    } finally {
      one.release();
    }
  }

  /** One trial and its children. */
  private final class Hearing implements Trial.Court, AutoCloseable {
    private final int partition;
    private final List<WorkPack> packs;
    private final List<Integer> places;
    private final Suspects suspects;
    private final BooleanSupplier stops;
    private Optional<TrialChild> child = Optional.empty();
    private int guilty;

    Hearing(
        int partition,
        List<WorkPack> packs,
        List<Integer> places,
        Suspects suspects,
        BooleanSupplier stops) {
      this.partition = partition;
      this.packs = packs;
      this.places = places;
      this.suspects = suspects;
      this.stops = stops;
    }

    @Override
    public TrialResult child(int from, int to, boolean fresh) throws InterruptedException {
      if (stops.getAsBoolean()) {
        throw new InterruptedException("a trial was broken off");
      }
      if (fresh || child.filter(TrialChild::isAlive).isEmpty()) {
        close();
        Optional<TrialResult> none = start();
        if (none.isPresent()) {
          return none.get();
        }
      }
      TrialRequest request = new TrialRequest(partition, packs, places.subList(from, to));
      return child.orElseThrow().ask(request, stops);
    }

    /** Answers why there is none, where there is none. */
    private Optional<TrialResult> start() {
      if (main.isEmpty()) {
        return Optional.of(new TrialResult.Unproven("this worker has no children"));
      }
      OptionalLong heap = ChildMemory.OF_CONTAINER.heap(ChildCommand.ownHeap());
      if (heap.isEmpty()) {
        return Optional.of(new TrialResult.Unproven("there is no memory for a second process"));
      }
      try {
        Handshake handshake =
            new Handshake(entry, worker, baselines.newest(), main.get().settings());
        child = Optional.of(TrialChild.start(main.get(), handshake, heap.getAsLong()));
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(
            new TrialResult.Unproven("a child cannot be started: " + e.getMessage()));
      } catch (Trouble trouble) {
        return Optional.of(new TrialResult.Unproven("a child cannot rest: " + trouble.message()));
      }
    }

    @Override
    public void lived(int from, List<RecordEnd> ends) {
      for (int i = 0; i < ends.size(); i++) {
        suspects.end(places.get(from + i), ends.get(i));
      }
    }

    @Override
    public void here(int from, int to) throws Trouble, InterruptedException {
      suspects.here(places.subList(from, to));
    }

    @Override
    public void guilty(int record, String how) {
      guilty++;
      String message =
          "worked on alone, in a process of its own, it ended that process each of "
              + Trial.ROUNDS
              + " times ("
              + how
              + "), while another record lived under the same limits";
      suspects.end(
          places.get(record),
          new RecordEnd(new Outcome.Failed(new Failure(ErrorCode.RECORD_KILLS_WORKER, message))));
    }

    @Override
    public void close() {
      child.ifPresent(TrialChild::close);
      child = Optional.empty();
    }
  }
}
