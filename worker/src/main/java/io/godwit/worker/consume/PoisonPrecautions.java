package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.evidence.RecordEnd;
import io.godwit.worker.govern.Passage;
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

  private final OwnedPartition owned;
  private final PartitionSuspicion suspicion;
  private final BatchProcessor work;
  private final SessionShare shared;
  private final Passage passage;
  private int guilty;

  PoisonPrecautions(
      OwnedPartition owned,
      PartitionSuspicion suspicion,
      BatchProcessor work,
      SessionShare shared,
      Passage passage) {
    this.owned = owned;
    this.suspicion = suspicion;
    this.work = work;
    this.shared = shared;
    this.passage = passage;
  }

  /** Before the first records of a peaceful partition are taken. */
  void begin() throws InterruptedException {
    if (suspicion.suspicion() instanceof Suspicion.Calm(boolean marked) && !marked) {
      mark(owned.firstOffset(), owned.firstOffset());
    }
  }

  /** Before records that were taken are worked on. */
  void begin(List<WorkPack> packs) throws InterruptedException {
    mark(packs.getFirst().offset(), packs.getLast().offset() + 1);
  }

  private void mark(long from, long to) throws InterruptedException {
    Optional<OffsetMark> mark = suspicion.before(to);
    if (mark.isPresent()) {
      Settlement settlement = Settlement.ofMark(owned.topicPartition(), from, mark.get().text());
      owned.settle(settlement, 0, () -> suspicion.marked(from, mark.get()));
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
      work.write(batch.records(), places, batch.state(), passage);
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
    work.write(batch.records(), unreadable, batch.state(), passage);
    if (!suspects.isEmpty()) {
      owned.waits(Optional.of(notice(batch, suspects, deaths)));
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
            + owned.topicPartition().partition()
            + " from offset "
            + batch.place(suspects.getFirst()).offset()
            + " on; its next "
            + suspects.size()
            + " records are tried in processes of their own");
  }

  /** Packed, and outside all gates: children have memory of their own, and others go on. */
  private void hold(BatchInFlight batch, List<Integer> suspects)
      throws Trouble, InterruptedException {
    Trials.Suspects here =
        new Trials.Suspects() {
          @Override
          public void end(int place, RecordEnd end) {
            batch.state().end(place, end);
          }

          @Override
          public void here(List<Integer> places) throws Trouble, InterruptedException {
            passage.unpack(batch.bytes());
            try {
              work.write(batch.records(), places, batch.state(), passage);
            } finally {
              pack(batch);
            }
          }
        };
    batch.beginTrial();
    pack(batch);
    try {
      guilty +=
          shared
              .trials()
              .hold(owned.topicPartition().partition(), batch.ours(), suspects, here, owned::stops);
    } catch (Trouble trouble) {
      passage.unpack(batch.bytes());
      throw trouble;
    }
    // Not where anything else ended the trial: that ends the partition, which is to queue for
    // nothing.
    passage.unpack(batch.bytes());
  }

  private void pack(BatchInFlight batch) {
    batch.fold();
    passage.packed();
  }

  /** Hands over what has become of the records, and waits for it where others may not begin yet. */
  void settle(BatchInFlight batch, BatchResult result) throws InterruptedException {
    long next = batch.nextOffset();
    boolean stepwise = suspicion.isStepwise();
    Settlement settlement =
        new Settlement(owned.topicPartition(), next, result, suspicion.settling(next).text());
    int found = guilty;
    guilty = 0;
    owned.settle(settlement, batch.count(), () -> suspicion.settled(next, found));
    if (stepwise) {
      awaitSettled();
    }
  }

  private void awaitSettled() throws InterruptedException {
    while (!shared.settler().flush(SLICE)) {
      owned.requireOwned();
      if (shared.settler().broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
    }
  }
}
