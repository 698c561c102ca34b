package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.suspect.PartitionSuspicion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One assigned partition, as the poll thread knows it: what is owned and buffered of it ({@link
 * OwnedPartition}), and the virtual thread that carries it out ({@link PartitionWork}).
 */
final class PartitionWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);

  private static final Wait OVERDUE =
      new Wait(
          ErrorCode.TARGET_AWAITED, "a batch takes much longer at the target than the last one");

  private final OwnedPartition owned;
  private final PartitionSuspicion suspicion;
  private final ActivityClock clock;
  private final PartitionWork work;
  private final Thread thread;
  private final WorkReader reader = new WorkReader();

  PartitionWorker(
      TopicPartition partition,
      BatchProcessor work,
      SessionShare shared,
      PartitionSuspicion suspicion) {
    this.suspicion = suspicion;
    this.clock = shared.meters().clock();
    this.owned = new OwnedPartition(partition, shared.settler(), shared.inHand(), suspicion);
    this.work = new PartitionWork(owned, suspicion, work, shared, clock);
    this.thread =
        Thread.ofVirtual().name("partition-" + partition.partition()).unstarted(this::workOn);
  }

  void start() {
    thread.start();
  }

  /**
   * Takes more messages, at least one. Those that Godwit did not write have no place in the books,
   * and are passed over.
   *
   * @return how many records are in them
   */
  int offer(List<ConsumerRecord<byte[], byte[]>> messages) {
    List<WorkPack> packs = new ArrayList<>(messages.size());
    int records = 0;
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      Optional<WorkPack> pack = reader.read(message);
      if (pack.isPresent()) {
        packs.add(pack.get());
        records += pack.get().count();
      } else {
        LOG.warn("{} offset {} holds no work records", owned.topicPartition(), message.offset());
      }
    }
    owned.offer(packs, messages.getLast().offset() + 1);
    return records;
  }

  /** Tells how far the consumer has read: behind the records offered, and markers after them. */
  void position(long newest) {
    owned.position(newest);
  }

  /** What waits here, in bytes: in the buffer, or in hand for a target to take it. */
  long bufferedBytes() {
    return owned.bufferedBytes();
  }

  /** Whether it has nothing to do. */
  boolean isIdle() {
    return owned.isIdle();
  }

  /** What this partition waits for; empty while nothing is wrong. */
  Optional<Wait> waiting() {
    return owned
        .trouble()
        .map(Wait::of)
        .or(() -> clock.isOverdue() ? Optional.of(OVERDUE) : Optional.empty());
  }

  /** Counts what it does now up to this moment. */
  void tick() {
    clock.tick();
  }

  /** What ended this partition before its time; a session with a broken partition is over. */
  Optional<Throwable> broken() {
    return owned.state() instanceof PartitionState.Broken(Throwable reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** Settles the position where it has moved over transaction markers only. */
  void settleIdle() {
    owned.settleIdle();
  }

  /** Nothing more is taken from the buffer; what was taken goes on to its settlement. */
  void drain() {
    owned.drain();
  }

  /** The batch in flight is given up too: its target may hold it, and it will not be settled. */
  void abandon() {
    owned.abandon();
    thread.interrupt();
  }

  /** Whether it is known what the owner before has left of its suspicions. */
  boolean isKnown() {
    return suspicion.isKnown();
  }

  /** Tells what stands beside the committed offset; before the first records are offered. */
  void found(long offset, String mark) {
    suspicion.found(offset, mark);
  }

  /** Takes back that this process is at work; for a partition that is abandoned in order. */
  void rest() {
    owned.rest();
  }

  /** Waits for the partition's thread to end; answers whether it has. */
  boolean join(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void workOn() {
    try {
      work.workOn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RunFilter.Superseded | RuntimeException | Error e) {
      // Also errors: a thread that has died without a word would leave its partition standing.
      owned.broke(e);
    } finally {
      owned.forget();
    }
  }
}
