package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.settle.BatchResult;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.suspect.OffsetMark;
import io.godwit.worker.suspect.PartitionSuspicion;
import io.godwit.worker.suspect.Suspicion;
import io.godwit.worker.suspect.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a partition does because a record may end its process: it says in Kafka what it is at work
 * on before it begins, and leaves to children what has cost deaths. In peace that is one commit for
 * each assignment, which the partitions of a worker share. For the partition's thread.
 */
final class PoisonPrecautions {

  private static final Duration SLICE = Duration.ofMillis(500);

  private final PartitionWorker worker;
  private final PartitionSuspicion suspicion;
  private final BatchProcessor work;
  private final SessionShare shared;
  private int guilty;

  PoisonPrecautions(
      PartitionWorker worker,
      PartitionSuspicion suspicion,
      BatchProcessor work,
      SessionShare shared) {
    this.worker = worker;
    this.suspicion = suspicion;
    this.work = work;
    this.shared = shared;
  }

  /** Before the first records of a peaceful partition are taken. */
  void begin() throws InterruptedException {
    if (suspicion.suspicion() instanceof Suspicion.Calm(boolean marked) && !marked) {
      mark(worker.firstOffset(), worker.firstOffset());
    }
  }

  /** Before records that were taken are worked on. */
  void begin(List<WorkPack> packs) throws InterruptedException {
    mark(packs.getFirst().offset(), packs.getLast().offset() + 1);
  }

  private void mark(long from, long to) throws InterruptedException {
    Optional<OffsetMark> mark = suspicion.before(to);
    if (mark.isPresent()) {
      Settlement settlement = Settlement.ofMark(worker.topicPartition(), from, mark.get().text());
      worker.settle(settlement, 0, () -> suspicion.marked(from, mark.get()));
      awaitSettled();
    }
  }

  /**
   * Writes records that were not tried yet.
   *
   * @return whether that was a trial, whose time says nothing of the target
   */
  boolean write(BatchInFlight batch, List<Integer> places) throws Trouble, InterruptedException {
    if (!(suspicion.suspicion() instanceof Suspicion.OnTrial(int deaths, long ignored))) {
      work.write(batch.records(), places, batch.state());
      return false;
    }
    List<Integer> unreadable = new ArrayList<>();
    List<Integer> suspects = new ArrayList<>();
    for (int place : places) {
      switch (batch.records().get(place)) {
        case WorkRecord.Decoded readable -> suspects.add(place);
        case WorkRecord.Unreadable foreign -> unreadable.add(place);
      }
    }
    work.write(batch.records(), unreadable, batch.state());
    if (!suspects.isEmpty()) {
      worker.waiting(Optional.of(notice(batch, suspects, deaths)));
      hold(batch, suspects);
    }
    return true;
  }

  private Trouble notice(BatchInFlight batch, List<Integer> suspects, int deaths) {
    return new Trouble(
        ErrorCode.RECORDS_ON_TRIAL,
        "workers have ended "
            + deaths
            + " times at partition "
            + worker.partition()
            + " from offset "
            + batch.place(suspects.getFirst()).offset()
            + " on; its next "
            + suspects.size()
            + " records are tried in processes of their own");
  }

  /** Without a permit: children take theirs from nobody, and others go on meanwhile. */
  private void hold(BatchInFlight batch, List<Integer> suspects)
      throws Trouble, InterruptedException {
    Trials.Suspects here =
        new Trials.Suspects() {
          @Override
          public void end(int place, Outcome outcome) {
            batch.state().end(place, outcome);
          }

          @Override
          public void here(List<Integer> places) throws Trouble {
            work.write(batch.records(), places, batch.state());
          }
        };
    shared.permits().release();
    try {
      guilty += shared.trials().hold(batch.ours(), suspects, here, worker.stop()::requested);
    } finally {
      shared.permits().acquireUninterruptibly();
    }
  }

  /** Hands over what has become of the records, and waits for it where others may not begin yet. */
  void settle(BatchInFlight batch, BatchResult result) throws InterruptedException {
    long next = batch.nextOffset();
    boolean stepwise = suspicion.isStepwise();
    Settlement settlement =
        new Settlement(worker.topicPartition(), next, result, suspicion.settling(next).text());
    int found = guilty;
    guilty = 0;
    worker.settle(settlement, batch.count(), () -> suspicion.settled(next, found));
    if (stepwise) {
      awaitSettled();
    }
  }

  private void awaitSettled() throws InterruptedException {
    while (!shared.settler().flush(SLICE)) {
      worker.requireOwned();
      if (shared.settler().broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
    }
  }
}
