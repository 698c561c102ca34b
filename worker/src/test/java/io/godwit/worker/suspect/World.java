package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.worker.evidence.RecordEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One partition, its committed offset, its books, and workers that come and go, all in memory. The
 * loop is that of a partition; the watch and the trial are the real ones. Records with even odds
 * end whoever works on them, and others end workers and children wherever the dice say so.
 */
final class World {

  private static final Duration COMMIT = Duration.ofMillis(50);
  private static final long RECORD_NANOS = Duration.ofMillis(1).toNanos();

  static final Outcome FAILED =
      new Outcome.Failed(new Failure(ErrorCode.RECORD_KILLS_WORKER, "it kills"));

  final Map<Integer, Outcome> books = new HashMap<>();
  final Set<Integer> killers = new HashSet<>();
  final List<Integer> packs = new ArrayList<>();
  int deathsByRecords;
  int deathsByOthers;
  int trials;
  private final SplittableRandom dice;
  private final double kills;
  private final Set<String> dead = new HashSet<>();
  private final List<Pending> pending = new ArrayList<>();
  private long nanos;
  private long committed;
  private String metadata = "";
  private long settledAt;
  private int owners;

  private record Pending(long offset, OffsetMark mark, Map<Integer, Outcome> outcomes) {}

  /** The end of a process, wherever it stands. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean byRecord;

    Killed(boolean byRecord) {
      super("", null, false, false);
      this.byRecord = byRecord;
    }
  }

  /**
   * A world.
   *
   * @param kills how likely it is at each step that others end the process that takes it
   */
  World(long seed, int size, int killing, double kills) {
    this.dice = new SplittableRandom(seed);
    this.kills = kills;
    Random order = new Random(seed);
    int records = 0;
    for (int i = 0; i < size; i++) {
      packs.add(records);
      records += 1 + order.nextInt(20);
    }
    packs.add(records);
    while (killers.size() < killing) {
      killers.add(order.nextInt(records));
    }
  }

  int records() {
    return packs.getLast();
  }

  private int size() {
    return packs.size() - 1;
  }

  /** Owners follow each other until all is settled. */
  void run() {
    for (int session = 0; committed < size(); session++) {
      assertThat(session).as("sessions until all is settled").isLessThan(2000);
      String me = "process-" + owners;
      pending.clear();
      settledAt = nanos;
      try {
        work(me);
        owners += dice.nextInt(2);
      } catch (Killed e) {
        dead.add(me);
        owners++;
        deathsByRecords += e.byRecord ? 1 : 0;
        deathsByOthers += e.byRecord ? 0 : 1;
      }
    }
  }

  /**
   * Until all is taken, or there is a stop in order, or the session is lost and the process not.
   */
  private void work(String me) {
    PartitionSuspicion suspicion = new PartitionSuspicion(me, dead::contains, COMMIT, () -> nanos);
    suspicion.found(committed, metadata);
    int next = (int) committed;
    while (next < size() && dice.nextInt(300) > 1) {
      mayDie();
      int most = suspicion.packs().orElse(1 + dice.nextInt(40));
      long limit = suspicion.limit(next).orElse(size());
      int to = (int) Math.min(Math.min(next + most, limit), size());
      Optional<OffsetMark> mark = suspicion.before(to);
      if (mark.isPresent()) {
        pending.add(new Pending(next, mark.get(), Map.of()));
        commit();
        suspicion.marked(next, mark.get());
      }
      step(suspicion, next, to);
      next = to;
    }
    if (next == size() || dice.nextBoolean()) {
      suspicion
          .resting()
          .ifPresent(rest -> pending.add(new Pending(rest.offset(), rest.mark(), Map.of())));
      commit();
    }
  }

  /** All at once or nothing. */
  private void commit() {
    mayDie();
    for (Pending settlement : pending) {
      committed = settlement.offset();
      metadata = settlement.mark().text();
      settlement
          .outcomes()
          .forEach((record, outcome) ->
              assertThat(books.put(record, outcome)).as("in the books before").isNull());
    }
    pending.clear();
    settledAt = nanos;
    mayDie();
  }

  private void mayDie() {
    if (dice.nextDouble() < kills) {
      throw new Killed(false);
    }
  }

  private void step(PartitionSuspicion suspicion, int from, int to) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    int guilty = 0;
    if (suspicion.suspicion() instanceof Suspicion.OnTrial) {
      guilty = hold(packs.get(from), packs.get(to), outcomes);
    } else {
      here(packs.get(from), packs.get(to), outcomes);
    }
    boolean stepwise = suspicion.isStepwise();
    pending.add(new Pending(to, suspicion.settling(to), outcomes));
    suspicion.settled(to, guilty);
    if (stepwise || nanos - settledAt >= COMMIT.toNanos()) {
      commit();
    }
  }

  private void here(int from, int to, Map<Integer, Outcome> outcomes) {
    for (int record = from; record < to; record++) {
      nanos += RECORD_NANOS;
      mayDie();
      if (killers.contains(record)) {
        throw new Killed(true);
      }
      assertThat(outcomes.put(record, Outcome.Written.WRITTEN)).isNull();
    }
  }

  private int hold(int from, int to, Map<Integer, Outcome> outcomes) {
    trials++;
    Docket docket = new Docket(from, outcomes);
    try {
      Trial.hold(to - from, docket);
    } catch (Trouble | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return docket.guilty;
  }

  private final class Docket implements Trial.Court {
    private final int first;
    private final Map<Integer, Outcome> outcomes;
    private int guilty;

    Docket(int first, Map<Integer, Outcome> outcomes) {
      this.first = first;
      this.outcomes = outcomes;
    }

    @Override
    public TrialResult child(int from, int to, boolean fresh) {
      mayDie();
      List<RecordEnd> written = new ArrayList<>();
      for (int record = first + from; record < first + to; record++) {
        if (dice.nextDouble() < kills * 5) {
          return new TrialResult.Unproven("killed by others");
        }
        if (killers.contains(record)) {
          return new TrialResult.Died("by the record");
        }
        written.add(new RecordEnd(Outcome.Written.WRITTEN));
      }
      return new TrialResult.Lived(written);
    }

    @Override
    public void lived(int from, List<RecordEnd> lived) {
      for (int i = 0; i < lived.size(); i++) {
        assertThat(outcomes.put(first + from + i, lived.get(i).outcome())).isNull();
      }
    }

    @Override
    public void here(int from, int to) {
      World.this.here(first + from, first + to, outcomes);
    }

    @Override
    public void guilty(int record, String how) {
      guilty++;
      assertThat(outcomes.put(first + record, FAILED)).isNull();
    }
  }
}
