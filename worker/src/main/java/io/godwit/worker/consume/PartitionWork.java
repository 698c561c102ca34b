package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.evidence.Next;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.settle.BatchProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the records of a partition are carried out, retried and settled: what its partition's thread
 * does.
 *
 * <p>It takes packs, has them carried out batch by batch, and settles them together. While it works
 * it holds one of the few permits; while it waits, for a target or for evidence, it holds none, so
 * that the trouble of one partition is that partition's only.
 */
final class PartitionWork {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** How soon a partition that waits sees what was ruled. */
  private static final Duration SLICE = Duration.ofMillis(200);

  /** How often a partition that waits looks whether its run is still the current one. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration RULED = Duration.ofSeconds(1);

  /** So many records are taken at once where each batch may have to wait for evidence. */
  private static final int MOST_IN_DOUBT = 10_000;

  private final PartitionWorker worker;
  private final PoisonPrecautions precautions;
  private final BatchProcessor work;
  private final SessionShare shared;
  private final ActivityClock clock;
  private final BatchSize size;
  private final Throttle throttle = new Throttle();
  private final PackDecoder decoder = new PackDecoder();
  private Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private boolean doubts;

  PartitionWork(
      PartitionWorker worker,
      PoisonPrecautions precautions,
      BatchProcessor work,
      SessionShare shared,
      ActivityClock clock) {
    this.worker = worker;
    this.precautions = precautions;
    this.work = work;
    this.shared = shared;
    this.clock = clock;
    this.size = new BatchSize(shared.size());
  }

  /** What comes after some work. */
  private sealed interface Rest {
    /** Nothing: all is settled. */
    enum Settled implements Rest {
      SETTLED
    }

    /** To wait; {@code stuck} where that may take for ever. */
    record Wait(Duration time, boolean stuck) implements Rest {}
  }

  /** Works until the partition has no more records for it. */
  void workOn() throws InterruptedException, RunFilter.Superseded {
    while (worker.awaitRecords()) {
      // Before the mark: who dies while the run is paused has begun nothing here.
      awaitLeave();
      awaitReadable();
      if (!worker.stop().requested()) {
        precautions.begin();
        carryOut();
      }
    }
  }

  /** Waits while nothing may be begun, or until the partition is told to stop. */
  private void awaitLeave() throws InterruptedException {
    while (!shared.control().mayBegin() && !worker.stop().requested()) {
      clock.turn(Activity.PAUSED);
      worker.requireOwned();
      worker.stop().await(SLICE);
    }
  }

  /**
   * Waits while the next pack is of the run and of another version of Godwit, or until the
   * partition is told to stop. To make it a dead letter would be to blame it for what this process
   * cannot do. Nothing was begun, so no mark speaks against the record where this process ends now.
   */
  private void awaitReadable() throws InterruptedException, RunFilter.Superseded {
    Optional<WorkPack> awaited = Optional.empty();
    while (!worker.stop().requested() && isAwaited(worker.first())) {
      if (awaited.isEmpty()) {
        awaited = Optional.of(worker.first());
        Trouble trouble = unreadable(awaited.get());
        LOG.warn("partition {} waits: {}", worker.partition(), trouble.message());
        worker.waiting(Optional.of(trouble));
        shared.meters().trouble(trouble.code());
      }
      clock.turn(Activity.WAITING);
      worker.requireOwned();
      worker.stop().await(LOOK);
    }
    if (awaited.isPresent()) {
      worker.waiting(Optional.empty());
    }
  }

  /** Nobody else would tell that the run has made place for another, where all partitions wait. */
  private boolean isAwaited(WorkPack pack) throws InterruptedException, RunFilter.Superseded {
    if (pack.isReadable() || !shared.gate().isOurs(pack.run())) {
      return false;
    }
    shared.gate().requireCurrentNowAndThen();
    return true;
  }

  private Trouble unreadable(WorkPack pack) {
    return new OtherVersion(pack.version(), pack.run())
        .at(
            "partition "
                + worker.partition()
                + " of "
                + shared.job()
                + ", offset "
                + pack.offset()
                + ",");
  }

  /**
   * Carries out one batch. A pause ends it as a wish to stop does: what is on its way is settled.
   * Where the partition is told to stop while it is stuck, nothing is settled.
   */
  private void carryOut() throws InterruptedException, RunFilter.Superseded {
    Optional<BatchInFlight> batch = Optional.empty();
    boolean settled = false;
    while (!settled) {
      clock.turn(Activity.PAUSED);
      shared.permits().acquire();
      Rest rest;
      try {
        // The permit may have come long after the wish to stop, or the pause.
        if (batch.isEmpty() && (worker.stop().requested() || !shared.control().mayBegin())) {
          return;
        }
        batch = Optional.of(batch.isPresent() ? batch.get() : take());
        rest = work(batch.get());
      } finally {
        shared.permits().release();
      }
      switch (rest) {
        case Rest.Settled ignored -> settled = true;
        case Rest.Wait(Duration time, boolean stuck) -> {
          if (await(batch.get(), time, stuck)) {
            return;
          }
        }
      }
    }
  }

  /** Each batch with a doubt costs seconds, whatever its size: so the next is larger. */
  private BatchInFlight take() throws InterruptedException, RunFilter.Superseded {
    int most = doubts ? Math.max(size.records(), MOST_IN_DOUBT) : size.records();
    doubts = false;
    List<WorkPack> packs = worker.take(most, shared.batchBytes());
    precautions.begin(packs);
    List<WorkPack> ours = new ArrayList<>(packs.size());
    for (WorkPack pack : packs) {
      if (shared.gate().isOurs(pack.run())) {
        ours.add(pack);
      }
    }
    return new BatchInFlight(packs, ours, decoder);
  }

  /** Works until all is settled or something has to be waited for. */
  private Rest work(BatchInFlight batch) throws InterruptedException {
    while (true) {
      // Between batches too: not every sink looks whether its thread is interrupted.
      worker.requireOwned();
      batch.skip(shared.control().skips(worker.partition()));
      switch (batch.state().next(size.records(), System.nanoTime())) {
        case Next.Done ignored -> {
          worker.waiting(Optional.empty());
          settle(batch);
          return Rest.Settled.SETTLED;
        }
        case Next.Wait(Duration time) -> {
          doubts = true;
          return new Rest.Wait(time, true);
        }
        case Next.Write(List<Integer> places) -> {
          Optional<Rest> rest = write(batch, places);
          if (rest.isPresent()) {
            return rest.get();
          }
        }
        case Next.TryAgain(List<Integer> places) -> {
          Optional<Rest> rest = tryAgain(batch, places);
          if (rest.isPresent()) {
            return rest.get();
          }
        }
      }
    }
  }

  private Optional<Rest> write(BatchInFlight batch, List<Integer> places)
      throws InterruptedException {
    long begun = System.nanoTime();
    Duration pause = throttle.left(begun);
    if (pause.isPositive()) {
      return Optional.of(new Rest.Wait(pause, false));
    }
    clock.turn(Activity.BUSY);
    try {
      if (precautions.write(batch, places)) {
        goesOn();
        return Optional.empty();
      }
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, batch, places));
    }
    long nanos = System.nanoTime() - begun;
    size.took(places.size(), Duration.ofNanos(nanos));
    throttle.succeeded(begun + nanos);
    shared.meters().batch(places.size(), nanos);
    goesOn();
    return Optional.empty();
  }

  /** Its time teaches nothing about batches: it is that of many single statements. */
  private Optional<Rest> tryAgain(BatchInFlight batch, List<Integer> places) {
    clock.turn(Activity.BUSY);
    try {
      work.tryAgain(batch.records(), places, size.records(), batch.state());
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, batch, batch.state().doubted()));
    }
    goesOn();
    return Optional.empty();
  }

  private void goesOn() {
    backoff.reset();
    clock.turn(Activity.PAUSED);
    worker.waiting(Optional.empty());
  }

  private Rest rest(Trouble trouble, BatchInFlight batch, List<Integer> places) {
    boolean smaller = isOfSize(trouble.code()) && size.failed(places.size());
    Trouble named = StuckRecord.named(trouble, shared.job(), worker.partition(), batch, places);
    LOG.warn("partition {} waits: {}", worker.partition(), named.message());
    LOG.debug("partition {} waits", worker.partition(), trouble);
    worker.waiting(Optional.of(named));
    shared.meters().trouble(trouble.code());
    if (trouble.code() == ErrorCode.TARGET_THROTTLES) {
      throttle.throttled(System.nanoTime());
      return new Rest.Wait(throttle.left(System.nanoTime()), true);
    }
    if (smaller) {
      backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    }
    return new Rest.Wait(pause(trouble, backoff.next()), true);
  }

  /** What an operator rules about an altered target is to be seen soon, and a look costs little. */
  private static Duration pause(Trouble trouble, Duration usual) {
    return trouble.code() == ErrorCode.TARGET_ALTERED && usual.compareTo(RULED) > 0 ? RULED : usual;
  }

  private static boolean isOfSize(ErrorCode code) {
    return code == ErrorCode.TARGET_SLOW
        || code == ErrorCode.TARGET_TOO_MUCH
        || code == ErrorCode.TARGET_CONFLICT;
  }

  /**
   * Answers whether it is to end: it was told to stop while it was stuck. What is stuck when the
   * run is paused stays in hand until it goes on: to try it again would be to begin something, at a
   * target that may have been the reason for the pause.
   */
  private boolean await(BatchInFlight batch, Duration time, boolean stuck) {
    clock.turn(Activity.WAITING);
    batch.fold();
    worker.holds(batch.bytes());
    try {
      long until = System.nanoTime() + time.toNanos();
      long left = time.toNanos();
      boolean held = false;
      while ((left > 0 || held) && !worker.stop().requested()) {
        worker.stop().await(held ? SLICE : Duration.ofNanos(Math.min(left, SLICE.toNanos())));
        held = stuck && !shared.control().mayBegin();
        if (batch.skip(shared.control().skips(worker.partition())) && !held) {
          return false;
        }
        left = until - System.nanoTime();
      }
      return stuck && worker.stop().requested();
    } finally {
      worker.holds(0);
    }
  }

  private void settle(BatchInFlight batch) throws InterruptedException {
    precautions.settle(batch, work.ended(batch.records(), batch.state()));
  }
}
