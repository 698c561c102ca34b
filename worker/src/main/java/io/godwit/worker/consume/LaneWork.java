package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.evidence.Next;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.settle.BatchWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the records of a partition are carried out, retried and settled: what its lane's thread does.
 *
 * <p>It takes packs, has them carried out batch by batch, and settles them together. While it works
 * it holds one of the few permits; while it waits, for a target or for evidence, it holds none, so
 * that the trouble of one partition is that partition's only.
 */
final class LaneWork {

  private static final Logger LOG = LoggerFactory.getLogger(LaneWork.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final Duration RULED = Duration.ofSeconds(1);

  /** So many records are taken at once where each hand may have to wait for evidence. */
  private static final int MOST_IN_DOUBT = 10_000;

  private final Lane lane;
  private final Caution caution;
  private final BatchWork work;
  private final LaneShare shared;
  private final ActivityClock clock;
  private final BatchSize size;
  private final Throttle throttle = new Throttle();
  private final PackDecoder decoder = new PackDecoder();
  private Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private boolean doubts;

  LaneWork(Lane lane, Caution caution, BatchWork work, LaneShare shared, ActivityClock clock) {
    this.lane = lane;
    this.caution = caution;
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

  /** Works until the lane has no more records for it. */
  void workOn() throws InterruptedException, RunGate.OutOfDate {
    shared.skips().look();
    while (lane.awaitRecords()) {
      caution.begin();
      carryOut();
    }
  }

  /** Where the lane is told to stop while it is stuck, nothing is settled. */
  private void carryOut() throws InterruptedException, RunGate.OutOfDate {
    Optional<Hand> hand = Optional.empty();
    boolean settled = false;
    while (!settled) {
      clock.turn(Activity.PAUSED);
      shared.permits().acquire();
      Rest rest;
      try {
        // The permit may have come long after the wish to stop.
        if (hand.isEmpty() && lane.stop().requested()) {
          return;
        }
        hand = Optional.of(hand.isPresent() ? hand.get() : take());
        rest = work(hand.get());
      } finally {
        shared.permits().release();
      }
      switch (rest) {
        case Rest.Settled ignored -> settled = true;
        case Rest.Wait(Duration time, boolean stuck) -> {
          if (await(hand.get(), time, stuck)) {
            return;
          }
        }
      }
    }
  }

  /** Each hand with a doubt costs seconds, whatever its size: so the next is larger. */
  private Hand take() throws InterruptedException, RunGate.OutOfDate {
    int most = doubts ? Math.max(size.records(), MOST_IN_DOUBT) : size.records();
    doubts = false;
    List<WorkPack> packs = lane.take(most, shared.batchBytes());
    caution.begin(packs);
    List<WorkPack> ours = new ArrayList<>(packs.size());
    for (WorkPack pack : packs) {
      if (shared.gate().isOurs(pack.run())) {
        ours.add(pack);
      }
    }
    return new Hand(packs, ours, decoder);
  }

  /** Works until all is settled or something has to be waited for. */
  private Rest work(Hand hand) throws InterruptedException {
    while (true) {
      // Between batches too: not every sink looks whether its thread is interrupted.
      lane.requireOwned();
      hand.skip(shared.skips().of(lane.partition()));
      switch (hand.standing().next(size.records(), System.nanoTime())) {
        case Next.Done ignored -> {
          lane.waiting(Optional.empty());
          settle(hand);
          return Rest.Settled.SETTLED;
        }
        case Next.Wait(Duration time) -> {
          doubts = true;
          return new Rest.Wait(time, true);
        }
        case Next.Write(List<Integer> places) -> {
          Optional<Rest> rest = write(hand, places);
          if (rest.isPresent()) {
            return rest.get();
          }
        }
        case Next.TryAgain(List<Integer> places) -> {
          Optional<Rest> rest = tryAgain(hand, places);
          if (rest.isPresent()) {
            return rest.get();
          }
        }
      }
    }
  }

  private Optional<Rest> write(Hand hand, List<Integer> places) throws InterruptedException {
    long begun = System.nanoTime();
    Duration pause = throttle.left(begun);
    if (pause.isPositive()) {
      return Optional.of(new Rest.Wait(pause, false));
    }
    clock.turn(Activity.BUSY);
    try {
      if (caution.write(hand, places)) {
        goesOn();
        return Optional.empty();
      }
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, hand, places));
    }
    long nanos = System.nanoTime() - begun;
    size.took(places.size(), Duration.ofNanos(nanos));
    throttle.succeeded(begun + nanos);
    shared.meters().batch(places.size(), nanos);
    goesOn();
    return Optional.empty();
  }

  /** Its time teaches nothing about batches: it is that of many single statements. */
  private Optional<Rest> tryAgain(Hand hand, List<Integer> places) {
    clock.turn(Activity.BUSY);
    try {
      work.tryAgain(hand.records(), places, size.records(), hand.standing());
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, hand, hand.standing().doubted()));
    }
    goesOn();
    return Optional.empty();
  }

  private void goesOn() {
    backoff.reset();
    clock.turn(Activity.PAUSED);
    lane.waiting(Optional.empty());
  }

  private Rest rest(Trouble trouble, Hand hand, List<Integer> places) {
    boolean smaller = isOfSize(trouble.code()) && size.failed(places.size());
    Trouble named = Plight.named(trouble, shared.job(), lane.partition(), hand, places);
    LOG.warn("partition {} waits: {}", lane.partition(), named.message());
    LOG.debug("partition {} waits", lane.partition(), trouble);
    lane.waiting(Optional.of(named));
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

  /** Answers whether it is to end: it was told to stop while it was stuck. */
  private boolean await(Hand hand, Duration time, boolean stuck) {
    clock.turn(Activity.WAITING);
    hand.fold();
    lane.holds(hand.bytes());
    try {
      long until = System.nanoTime() + time.toNanos();
      long left = time.toNanos();
      while (left > 0 && !lane.stop().requested()) {
        lane.stop().await(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
        shared.skips().look();
        if (hand.skip(shared.skips().of(lane.partition()))) {
          return false;
        }
        left = until - System.nanoTime();
      }
      return stuck && lane.stop().requested();
    } finally {
      lane.holds(0);
    }
  }

  private void settle(Hand hand) throws InterruptedException {
    caution.settle(hand, work.ended(hand.records(), hand.standing()));
  }
}
