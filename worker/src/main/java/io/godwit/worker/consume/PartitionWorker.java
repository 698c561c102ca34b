package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.suspect.OffsetMark;
import io.godwit.worker.suspect.PartitionSuspicion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of one assigned partition: a buffer of its records, and a virtual thread that takes
 * them ({@link PartitionWork}). The poll thread offers and asks; the partition's thread works. What
 * they share is guarded by one lock; it is no monitor, because a virtual thread that waits in a
 * monitor holds its carrier on the older JDKs, and there may be a thousand partitions.
 *
 * <p>After {@link #abandon()} a partition hands over no settlement any more, whatever its thread is
 * doing at that moment: somebody else may own the partition.
 */
final class PartitionWorker {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
  private static final Duration ROOM = Duration.ofMillis(500);

  private static final Wait OVERDUE =
      new Wait(
          ErrorCode.TARGET_AWAITED, "a batch takes much longer at the target than the last one");

  private final TopicPartition partition;
  private final SessionShare shared;
  private final PartitionSuspicion suspicion;
  private final ActivityClock clock;
  private final PartitionWork work;
  private final StopSignal stop = new StopSignal();
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private final PackBuffer buffer = new PackBuffer();
  private final WorkReader reader = new WorkReader();
  private boolean working;
  private boolean abandoned;
  private long held;
  private long inHand;
  private long position;
  private long settledTo;
  private Optional<Trouble> waiting = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();

  PartitionWorker(
      TopicPartition partition,
      BatchProcessor work,
      SessionShare shared,
      PartitionSuspicion suspicion) {
    this.partition = partition;
    this.shared = shared;
    this.suspicion = suspicion;
    this.clock = shared.meters().clock();
    this.work =
        new PartitionWork(
            this, new PoisonPrecautions(this, suspicion, work, shared), work, shared, clock);
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
        LOG.warn("{} offset {} holds no work records", partition, message.offset());
      }
    }
    lock.lock();
    try {
      packs.forEach(buffer::add);
      inHand += records;
      shared.inHand().addAndGet(records);
      position = messages.getLast().offset() + 1;
      offered.signal();
    } finally {
      lock.unlock();
    }
    return records;
  }

  /** Tells how far the consumer has read: behind the records offered, and markers after them. */
  void position(long newest) {
    update(() -> position = newest);
  }

  /** What waits here, in bytes: in the buffer, or in hand for a target to take it. */
  long bufferedBytes() {
    return locked(() -> buffer.bytes() + held);
  }

  /** Whether it has nothing to do. */
  boolean isIdle() {
    return locked(() -> !working && buffer.isEmpty());
  }

  /** What this partition waits for; empty while nothing is wrong. */
  Optional<Wait> waiting() {
    return locked(() ->
        waiting
            .map(Wait::of)
            .or(() -> clock.isOverdue() ? Optional.of(OVERDUE) : Optional.empty()));
  }

  /** Counts what it does now up to this moment. */
  void tick() {
    clock.tick();
  }

  /** What ended this partition before its time; a session with a broken partition is over. */
  Optional<Throwable> broken() {
    return locked(() -> broken);
  }

  /**
   * Settles the position where it has moved over transaction markers only, so that the lag of a
   * finished job is 0 and not 1. Where the settler has no room, a later call does it.
   */
  void settleIdle() {
    lock.lock();
    try {
      if (!working && buffer.isEmpty() && position > settledTo && suspicion.isKnown()) {
        OffsetMark mark = suspicion.settling(position);
        if (handOver(Settlement.ofMark(partition, position, mark.text()))) {
          suspicion.marked(position, mark);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is taken from the buffer; what was taken goes on to its settlement. */
  void drain() {
    stop.request();
    lock.lock();
    try {
      offered.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The batch in flight is given up too: its target may hold it, and it will not be settled. */
  void abandon() {
    stop.request();
    lock.lock();
    try {
      abandoned = true;
    } finally {
      lock.unlock();
    }
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

  /**
   * Takes back that this process is at work, when the partition is abandoned and the session ends
   * in order: that is no death. What broke the partition is one, unless it is only out of date.
   */
  void rest() {
    lock.lock();
    try {
      if (broken.filter(reason -> !(reason instanceof RunFilter.Superseded)).isEmpty()) {
        suspicion
            .resting()
            .ifPresent(
                rest -> handOver(Settlement.ofMark(partition, rest.offset(), rest.mark().text())));
      }
    } finally {
      lock.unlock();
    }
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
      fail(e);
    } finally {
      lock.lock();
      try {
        ended(inHand);
      } finally {
        lock.unlock();
      }
    }
  }

  private void fail(Throwable reason) {
    update(() -> broken = Optional.of(reason));
  }

  /** For the partition's thread: waits for records; answers whether there are some to take. */
  boolean awaitRecords() throws InterruptedException {
    clock.turn(Activity.IDLE);
    lock.lock();
    try {
      working = false;
      while (buffer.isEmpty() && !stop.requested()) {
        offered.await();
      }
      working = true;
      return !stop.requested();
    } finally {
      lock.unlock();
    }
  }

  /** For the partition's thread: the offset of the first pack in the buffer; there must be one. */
  long firstOffset() {
    return locked(() -> buffer.firstOffset());
  }

  /** For the partition's thread: the first pack in the buffer, which stays there. */
  WorkPack first() {
    return locked(buffer::first);
  }

  /** For the partition's thread: takes the first packs out of the buffer. */
  List<WorkPack> take(int mostRecords, long mostBytes) {
    return locked(() ->
        buffer.take(
            mostRecords,
            mostBytes,
            suspicion.packs().orElse(Integer.MAX_VALUE),
            suspicion.limit(buffer.firstOffset()).orElse(Long.MAX_VALUE)));
  }

  /** For the partition's thread: so many bytes that it has taken wait again. */
  void holds(long bytes) {
    update(() -> held = bytes);
  }

  /** For the partition's thread: ends it where the partition may be somebody else's. */
  void requireOwned() throws InterruptedException {
    lock.lock();
    try {
      if (abandoned) {
        throw new InterruptedException("abandoned");
      }
    } finally {
      lock.unlock();
    }
  }

  /** For the partition's thread: says what it waits for now; nothing where it does not. */
  void waiting(Optional<Trouble> reason) {
    update(() -> waiting = reason);
  }

  /**
   * For the partition's thread: hands over what has become of some records, when there is room.
   *
   * @param records so many that were offered are not in hand any more
   * @param noted told at that very moment
   */
  void settle(Settlement settlement, long records, Runnable noted) throws InterruptedException {
    while (!settleNow(settlement, records, noted)) {
      if (shared.settler().broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
      shared.settler().awaitRoom(ROOM);
    }
  }

  private boolean settleNow(Settlement settlement, long records, Runnable noted)
      throws InterruptedException {
    lock.lock();
    try {
      requireOwned();
      boolean taken = handOver(settlement);
      if (taken) {
        ended(records);
        noted.run();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void ended(long records) {
    inHand -= records;
    shared.inHand().addAndGet(-records);
  }

  /** Under the lock, so that nothing is handed over once {@link #abandon()} has returned. */
  private boolean handOver(Settlement settlement) {
    boolean taken = shared.settler().offer(settlement);
    if (taken) {
      settledTo = settlement.offset();
    }
    return taken;
  }

  private void update(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  StopSignal stop() {
    return stop;
  }

  TopicPartition topicPartition() {
    return partition;
  }

  int partition() {
    return partition.partition();
  }
}
