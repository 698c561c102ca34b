package io.godwit.worker.consume;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.evidence.Next;
import io.godwit.worker.govern.CalledOff;
import io.godwit.worker.govern.Circuit;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.suspect.PartitionSuspicion;
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
 * <p>It takes packs, has them carried out batch by batch, and settles them together. What is
 * unpacked meanwhile is counted at a gate; while it waits, for a target or for evidence, it is
 * packed and holds none, so that the trouble of one partition is that partition's only.
 */
final class PartitionWork {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);

  /** How soon a partition that waits sees what was ruled. */
  private static final Duration SLICE = Duration.ofMillis(200);

  private final OwnedPartition owned;
  private final PoisonPrecautions precautions;
  private final BatchProcessor work;
  private final SessionShare shared;
  private final ActivityClock clock;
  private final Passage passage;
  private final RetryPace pace;
  private final ForeignPacks foreign;
  private final PackDecoder decoder = new PackDecoder();
  private Optional<BatchInFlight> inFlight = Optional.empty();

  PartitionWork(
      OwnedPartition owned,
      PartitionSuspicion suspicion,
      BatchProcessor work,
      SessionShare shared,
      ActivityClock clock) {
    this.owned = owned;
    this.work = work;
    this.shared = shared;
    this.clock = clock;
    this.pace = new RetryPace(shared.size());
    this.foreign = new ForeignPacks(owned, shared, clock);
    this.passage = new Passage(shared.gates(), clock, this::isCalledOff);
    this.precautions = new PoisonPrecautions(owned, suspicion, work, shared, passage);
  }

  /** Works until the partition has no more records for it. */
  void workOn() throws InterruptedException, RunFilter.Superseded {
    clock.turn(Activity.IDLE);
    while (owned.awaitRecords()) {
      // Before the mark: who dies while the run is paused has begun nothing here.
      awaitLeave();
      foreign.awaitReadable();
      if (!owned.stops()) {
        precautions.begin();
        carryOut();
      }
      clock.turn(Activity.IDLE);
    }
  }

  /** Waits while nothing may be begun, or until the partition is told to stop. */
  private void awaitLeave() throws InterruptedException {
    while (!mayBegin() && !owned.stops()) {
      clock.turn(Activity.PAUSED);
      owned.awaitStop(SLICE);
    }
  }

  private boolean mayBegin() {
    return shared.control().mayBegin();
  }

  /**
   * Whether the batch in flight is not to be begun any more: it was taken before the wish to stop,
   * or the pause, and has waited at a gate ever since. One that the target has seen goes on.
   */
  private boolean isCalledOff() {
    return (owned.stops() || !mayBegin()) && inFlight.filter(batch -> !batch.isBegun()).isPresent();
  }

  /**
   * Carries out one batch. A pause ends it as a wish to stop does: what is on its way is settled.
   * Where the partition is told to stop while it is stuck, nothing is settled.
   */
  private void carryOut() throws InterruptedException, RunFilter.Superseded {
    try {
      while (true) {
        clock.turn(Activity.PAUSED);
        passage.unpack(inFlight.isPresent() ? inFlight.get().bytes() : mostBytes());
        Rest rest;
        try {
          // The turn may have come long after the wish to stop, or the pause.
          if (inFlight.isEmpty() && (owned.stops() || !mayBegin())) {
            return;
          }
          BatchInFlight batch = inFlight.isPresent() ? inFlight.get() : take();
          inFlight = Optional.of(batch);
          rest = work(batch);
          batch.fold();
        } finally {
          passage.packed();
        }
        if (isOver(rest, inFlight.get())) {
          return;
        }
      }
    } finally {
      inFlight = Optional.empty();
      // Whoever has nothing in hand tries nothing for the others either.
      shared.circuit().leaves(partition());
    }
  }

  /** Answers whether nothing is left to do with the batch, after having waited where there is. */
  private boolean isOver(Rest rest, BatchInFlight batch) throws InterruptedException {
    return switch (rest) {
      case Rest.Settled ignored -> true;
      case Rest.NotBegun ignored -> {
        await(batch, Activity.PAUSED, this::awaitLeave);
        yield owned.stops();
      }
      case Rest.Turn(Duration time) -> {
        await(batch, Activity.WAITING, () -> awaitTurn(batch, time));
        yield false;
      }
      case Rest.Down ignored -> {
        await(batch, Activity.WAITING, () -> awaitAnswer(batch));
        yield owned.stops();
      }
      case Rest.Stuck(Duration time) -> {
        await(batch, Activity.WAITING, () -> awaitTarget(batch, time));
        yield owned.stops();
      }
    };
  }

  /** A pack alone may have more than a batch. */
  private long mostBytes() {
    return Math.max(shared.batchBytes(), owned.firstBytes());
  }

  private BatchInFlight take() throws InterruptedException, RunFilter.Superseded {
    List<WorkPack> packs = owned.take(pace.toTake(), shared.batchBytes());
    passage.unpacked(packs.stream().mapToLong(WorkPack::bytes).sum());
    precautions.begin(packs);
    List<WorkPack> ours = new ArrayList<>(packs.size());
    for (WorkPack pack : packs) {
      if (shared.filter().isOurs(pack.run())) {
        ours.add(pack);
      }
    }
    BatchInFlight batch = new BatchInFlight(packs, ours, decoder);
    long settled = shared.settler().settledTo(owned.topicPartition());
    work.turnTo(new LedgerSpan(packs.getFirst().offset(), batch.nextOffset(), settled));
    return batch;
  }

  /** Works until all is settled or something has to be waited for. */
  private Rest work(BatchInFlight batch) throws InterruptedException {
    while (true) {
      // Between batches too: not every sink looks whether its thread is interrupted.
      owned.requireOwned();
      batch.skip(shared.control().skips(partition()));
      Optional<Rest> rest =
          switch (batch.state().next(pace.records(), System.nanoTime())) {
            case Next.Done ignored -> Optional.of(settled(batch));
            case Next.Wait(Duration time) -> {
              pace.doubted();
              yield Optional.of(new Rest.Stuck(time));
            }
            case Next.Write(List<Integer> places) -> write(batch, places);
            case Next.TryAgain(List<Integer> places) -> tryAgain(batch, places);
          };
      if (rest.isPresent()) {
        return rest.get();
      }
    }
  }

  /** What refused records have left elsewhere is gone before anybody is told of their end. */
  private Rest settled(BatchInFlight batch) throws InterruptedException {
    try {
      if (work.leftSomething(batch.state())) {
        if (isDown()) {
          return down();
        }
        work.takeBack(batch.state(), passage);
        shared.circuit().answered();
      }
    } catch (CalledOff late) {
      return Rest.NotBegun.NOT_BEGUN;
    } catch (Trouble trouble) {
      return rest(trouble, batch, List.of());
    }
    owned.waits(Optional.empty());
    precautions.settle(batch, work.ended(batch.records(), batch.state()));
    return Rest.Settled.SETTLED;
  }

  private Optional<Rest> write(BatchInFlight batch, List<Integer> places)
      throws InterruptedException {
    long begun = System.nanoTime();
    long waitedBefore = passage.waited();
    Duration pause = pace.throttled(begun);
    if (pause.isPositive()) {
      return Optional.of(new Rest.Turn(pause));
    }
    if (isDown()) {
      return Optional.of(down());
    }
    clock.turn(Activity.BUSY);
    try {
      if (precautions.write(batch, places)) {
        goesOn();
        return Optional.empty();
      }
    } catch (CalledOff late) {
      return Optional.of(Rest.NotBegun.NOT_BEGUN);
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, batch, places));
    }
    // What was waited at gates is other batches' time.
    long nanos = System.nanoTime() - begun - (passage.waited() - waitedBefore);
    pace.took(places.size(), nanos);
    shared.meters().batch(places.size(), nanos);
    goesOn();
    return Optional.empty();
  }

  /** Its time teaches nothing about batches: it is that of many single statements. */
  private Optional<Rest> tryAgain(BatchInFlight batch, List<Integer> places)
      throws InterruptedException {
    if (isDown()) {
      return Optional.of(down());
    }
    clock.turn(Activity.BUSY);
    try {
      work.tryAgain(batch.records(), places, pace.records(), batch.state(), passage);
    } catch (Trouble trouble) {
      return Optional.of(rest(trouble, batch, batch.state().doubted()));
    }
    goesOn();
    return Optional.empty();
  }

  private boolean isDown() {
    return !shared.circuit().mayTry(partition(), System.nanoTime());
  }

  private Rest down() {
    shared.circuit().trouble().ifPresent(trouble -> owned.waits(Optional.of(trouble)));
    return Rest.Down.DOWN;
  }

  private void goesOn() {
    shared.circuit().answered();
    pace.goesOn();
    clock.turn(Activity.PAUSED);
    owned.waits(Optional.empty());
  }

  private Rest rest(Trouble trouble, BatchInFlight batch, List<Integer> places) {
    if (Circuit.isOpenedBy(trouble)) {
      shared.circuit().failed(partition(), trouble, System.nanoTime());
      LOG.warn("partition {} does not reach its target: {}", partition(), trouble.message());
      shared.meters().trouble(trouble.code());
      return down();
    }
    shared.circuit().answered();
    Trouble named = StuckRecord.named(trouble, shared.job(), partition(), batch, places);
    LOG.warn("partition {} waits: {}", partition(), named.message());
    LOG.debug("partition {} waits", partition(), trouble);
    owned.waits(Optional.of(named));
    shared.meters().trouble(trouble.code());
    return new Rest.Stuck(pace.after(trouble, places.size()));
  }

  /** Also where it is told to stop: what is in hand goes on, and the target still counts. */
  private void awaitTurn(BatchInFlight batch, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    while (left > 0 && !isRuled(batch)) {
      Thread.sleep(slice(left));
      left = until - System.nanoTime();
    }
  }

  /**
   * Waits as long as the run is paused, too. What is stuck when it is paused stays in hand until it
   * goes on: to try it again would be to begin something, at a target that may have been the reason
   * for the pause.
   */
  private void awaitTarget(BatchInFlight batch, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    boolean waits = true;
    while (waits && !owned.stops()) {
      long left = until - System.nanoTime();
      owned.awaitStop(left > 0 ? slice(left) : SLICE);
      boolean ruled = isRuled(batch);
      waits = !mayBegin() || (!ruled && System.nanoTime() - until < 0);
    }
  }

  /** The same, until this partition may try the target, which another may have reached. */
  private void awaitAnswer(BatchInFlight batch) throws InterruptedException {
    while (!owned.stops() && (!mayBegin() || (isDown() && !isRuled(batch)))) {
      owned.awaitStop(SLICE);
    }
  }

  private boolean isRuled(BatchInFlight batch) {
    return batch.skip(shared.control().skips(partition()));
  }

  private static Duration slice(long left) {
    return Duration.ofNanos(Math.min(left, SLICE.toNanos()));
  }

  private interface Waiting {
    void run() throws InterruptedException;
  }

  private void await(BatchInFlight batch, Activity as, Waiting waiting)
      throws InterruptedException {
    clock.turn(as);
    owned.folds(batch.bytes());
    try {
      waiting.run();
    } finally {
      owned.folds(0);
    }
  }

  private int partition() {
    return owned.topicPartition().partition();
  }
}
