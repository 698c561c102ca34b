package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.measure.Activity;
import io.godwit.worker.measure.ActivityClock;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.BatchWork;
import io.godwit.worker.settle.Ended;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of one assigned partition: a buffer of its records, and a virtual thread that takes
 * them batch by batch. The poll thread offers and asks; the lane's thread works. What they share is
 * guarded by one lock; it is no monitor, because a virtual thread that waits in a monitor holds its
 * carrier on the older JDKs, and there may be a thousand lanes.
 *
 * <p>After {@link #abandon()} a lane hands over no settlement any more, whatever its thread is
 * doing at that moment: somebody else may own the partition.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration ROOM = Duration.ofMillis(500);

  private static final Wait OVERDUE =
      new Wait(
          ErrorCode.TARGET_AWAITED, "a batch takes much longer at the target than the last one");

  /** What all lanes share. */
  record Shared(
      Settler settler,
      Semaphore permits,
      RunGate gate,
      BatchSize size,
      long batchBytes,
      WorkerMeters meters) {}

  private final TopicPartition partition;
  private final BatchWork work;
  private final Shared shared;
  private final ActivityClock clock;
  private final StopSignal stop = new StopSignal();
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition offered = lock.newCondition();
  private final Buffer buffer = new Buffer();
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();
  private boolean working;
  private boolean abandoned;
  private long position;
  private long settledTo;
  private Optional<Trouble> waiting = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();

  Lane(TopicPartition partition, BatchWork work, Shared shared) {
    this.partition = partition;
    this.work = work;
    this.shared = shared;
    this.clock = shared.meters().clock();
    this.thread = Thread.ofVirtual().name("lane-" + partition.partition()).unstarted(this::workOn);
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
      position = messages.getLast().offset() + 1;
      offered.signal();
    } finally {
      lock.unlock();
    }
    return records;
  }

  /** Tells how far the consumer has read: behind the records offered, and markers after them. */
  void position(long newest) {
    lock.lock();
    try {
      position = newest;
    } finally {
      lock.unlock();
    }
  }

  long bufferedBytes() {
    lock.lock();
    try {
      return buffer.bytes();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has nothing to do. */
  boolean isIdle() {
    lock.lock();
    try {
      return !working && buffer.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What this lane waits for; empty while nothing is wrong. */
  Optional<Wait> waiting() {
    lock.lock();
    try {
      return waiting
          .map(Wait::of)
          .or(() -> clock.isOverdue() ? Optional.of(OVERDUE) : Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  /** Counts what it does now up to this moment. */
  void tick() {
    clock.tick();
  }

  /** What ended this lane before its time; a session with a broken lane is over. */
  Optional<Throwable> broken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Settles the position where it has moved over transaction markers only, so that the lag of a
   * finished job is 0 and not 1. Where the settler has no room, a later call does it.
   */
  void settleIdle() {
    lock.lock();
    try {
      if (!working && buffer.isEmpty() && position > settledTo) {
        handOver(Settlement.ofOffset(partition, position));
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

  /** Waits for the lane's thread to end; answers whether it has. */
  boolean join(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void workOn() {
    try {
      while (awaitRecords()) {
        clock.turn(Activity.PAUSED);
        shared.permits().acquire();
        try {
          // The permit may have come long after the wish to stop.
          if (!stop.requested()) {
            settle(take());
          }
        } finally {
          shared.permits().release();
          clock.turn(Activity.IDLE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RunGate.OutOfDate | RuntimeException | Error e) {
      // Also errors: a lane that has died without a word would leave its partition standing.
      fail(e);
    }
  }

  private void fail(Throwable reason) {
    lock.lock();
    try {
      broken = Optional.of(reason);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitRecords() throws InterruptedException {
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

  private List<WorkPack> take() {
    lock.lock();
    try {
      return buffer.take(shared.size().records(), shared.batchBytes());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has packs carried out, and hands over what has become of them. They are settled together: an
   * offset is that of a message, and a pack of which a part were settled would be done again whole.
   */
  private void settle(List<WorkPack> packs) throws InterruptedException, RunGate.OutOfDate {
    List<WorkRecord> ours = new ArrayList<>();
    for (WorkPack pack : packs) {
      if (isOurs(pack.run())) {
        ours.addAll(decoder.open(pack));
      }
    }
    List<Ended> ended = new ArrayList<>();
    // A target may have become so slow that a batch is smaller than a pack.
    for (int from = 0; from < ours.size(); ) {
      int to = Math.min(ours.size(), from + shared.size().records());
      requireOwned();
      Optional<Ended> batch = carryOut(ours.subList(from, to));
      if (batch.isEmpty()) {
        return;
      }
      ended.add(batch.get());
      from = to;
    }
    settle(new Settlement(partition, packs.getLast().offset() + 1, Ended.of(ended)));
  }

  /** Between batches too: not every sink looks whether its thread is interrupted. */
  private void requireOwned() throws InterruptedException {
    lock.lock();
    try {
      if (abandoned) {
        throw new InterruptedException("abandoned");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Empty where the lane was told to stop before it succeeded; nothing is settled then. */
  private Optional<Ended> carryOut(List<WorkRecord> batch) throws InterruptedException {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    boolean stuck = false;
    while (!stuck || !stop.requested()) {
      long begun = System.nanoTime();
      clock.turn(Activity.BUSY);
      try {
        Ended ended = work.carryOut(batch);
        took(batch.size(), System.nanoTime() - begun);
        waiting(Optional.empty());
        return Optional.of(ended);
      } catch (Trouble trouble) {
        stuck = true;
        LOG.warn("{} waits: {}", partition, trouble.message());
        LOG.debug("{} waits", partition, trouble);
        waiting(Optional.of(trouble));
        shared.meters().trouble(trouble.code());
        clock.turn(Activity.WAITING);
        stop.await(backoff.next());
      }
    }
    return Optional.empty();
  }

  private void took(int records, long nanos) {
    shared.size().took(records, Duration.ofNanos(nanos));
    shared.meters().batch(records, nanos);
    clock.turn(Activity.PAUSED);
  }

  private void waiting(Optional<Trouble> reason) {
    lock.lock();
    try {
      waiting = reason;
    } finally {
      lock.unlock();
    }
  }

  private void settle(Settlement settlement) throws InterruptedException {
    while (!settleNow(settlement)) {
      if (shared.settler().broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
      shared.settler().awaitRoom(ROOM);
    }
  }

  private boolean settleNow(Settlement settlement) throws InterruptedException {
    lock.lock();
    try {
      requireOwned();
      return handOver(settlement);
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock, so that nothing is handed over once {@link #abandon()} has returned. */
  private boolean handOver(Settlement settlement) {
    boolean taken = shared.settler().offer(settlement);
    if (taken) {
      settledTo = settlement.offset();
    }
    return taken;
  }

  private boolean isOurs(String run) throws RunGate.OutOfDate {
    return run.equals(shared.gate().run()) || !shared.gate().isGivenUp(run);
  }
}
