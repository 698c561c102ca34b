package io.godwit.worker.consume;

import io.godwit.common.model.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.wire.WorkMessages;
import io.godwit.worker.settle.BatchWork;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of one assigned partition: a buffer of its records, and a virtual thread that takes
 * them batch by batch. The poll thread offers and asks; the lane's thread works. Everything they
 * share is guarded by this object's monitor.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final TopicPartition partition;
  private final BatchWork work;
  private final Settler settler;
  private final Semaphore permits;
  private final RunGate gate;
  private final BatchSize size;
  private final StopSignal stop = new StopSignal();
  private final Deque<ConsumerRecord<byte[], byte[]>> buffer = new ArrayDeque<>();
  private final Thread thread;
  private long bufferedBytes;
  private boolean working;
  private long position;
  private long settledTo;
  private Optional<String> waiting = Optional.empty();
  private Optional<Throwable> broken = Optional.empty();

  Lane(
      TopicPartition partition,
      BatchWork work,
      Settler settler,
      Semaphore permits,
      RunGate gate,
      BatchSize size) {
    this.partition = partition;
    this.work = work;
    this.settler = settler;
    this.permits = permits;
    this.gate = gate;
    this.size = size;
    this.thread = Thread.ofVirtual().name("lane-" + partition.partition()).unstarted(this::workOn);
  }

  void start() {
    thread.start();
  }

  synchronized void offer(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> message : records) {
      buffer.add(message);
      bufferedBytes += bytes(message);
    }
    notifyAll();
  }

  synchronized long bufferedBytes() {
    return bufferedBytes;
  }

  /** What this lane waits for; empty while nothing is wrong. */
  synchronized Optional<String> waiting() {
    return waiting;
  }

  /** What ended this lane before its time; a session with a broken lane is over. */
  synchronized Optional<Throwable> broken() {
    return broken;
  }

  /** Tells how far the consumer has read: behind the records offered, and markers after them. */
  synchronized void position(long newest) {
    position = newest;
  }

  /**
   * The offset to settle when the position has moved over transaction markers only, so that the lag
   * of a finished job is 0 and not 1.
   */
  synchronized Optional<Settlement> idle() {
    if (working || !buffer.isEmpty() || position <= settledTo) {
      return Optional.empty();
    }
    settledTo = position;
    return Optional.of(new Settlement(partition, position, List.of(), 0));
  }

  /** No further batch is begun; the one in flight goes on. */
  void drain() {
    stop.request();
    synchronized (this) {
      notifyAll();
    }
  }

  /** The batch in flight is given up too: its target may hold it, and nobody has settled it. */
  void abandon() {
    stop.request();
    thread.interrupt();
  }

  /** Waits for the lane's thread to end; answers whether it has. */
  boolean join(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void workOn() {
    try {
      while (awaitRecords()) {
        permits.acquire();
        try {
          carryOut(take());
        } finally {
          permits.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RunGate.OutOfDate | RuntimeException e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable reason) {
    broken = Optional.of(reason);
  }

  private synchronized boolean awaitRecords() throws InterruptedException {
    working = false;
    while (buffer.isEmpty() && !stop.requested()) {
      wait();
    }
    working = true;
    return !stop.requested();
  }

  private synchronized List<ConsumerRecord<byte[], byte[]>> take() {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    while (!buffer.isEmpty() && batch.size() < size.records()) {
      ConsumerRecord<byte[], byte[]> message = buffer.removeFirst();
      bufferedBytes -= bytes(message);
      batch.add(message);
    }
    return batch;
  }

  private void carryOut(List<ConsumerRecord<byte[], byte[]>> taken)
      throws InterruptedException, RunGate.OutOfDate {
    long next = taken.getLast().offset() + 1;
    List<ConsumerRecord<byte[], byte[]>> ours = new ArrayList<>(taken.size());
    for (ConsumerRecord<byte[], byte[]> message : taken) {
      if (isOurs(message)) {
        ours.add(message);
      }
    }
    if (ours.isEmpty()) {
      settle(new Settlement(partition, next, List.of(), 0));
      return;
    }
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    while (!stop.requested() || !isStuck()) {
      long begun = System.nanoTime();
      try {
        var messages = work.carryOut(ours);
        size.took(ours.size(), Duration.ofNanos(System.nanoTime() - begun));
        settle(new Settlement(partition, next, messages, ours.size()));
        waiting(Optional.empty());
        return;
      } catch (Trouble trouble) {
        LOG.warn("{} waits: {}", partition, trouble.message());
        waiting(Optional.of(trouble.code().id() + ": " + trouble.message()));
        stop.await(backoff.next());
      }
    }
  }

  private synchronized boolean isStuck() {
    return waiting.isPresent();
  }

  private synchronized void waiting(Optional<String> reason) {
    waiting = reason;
  }

  private void settle(Settlement settlement) throws InterruptedException {
    settler.settle(settlement);
    synchronized (this) {
      settledTo = settlement.offset();
    }
  }

  /** Messages that Godwit did not write have no place in the books, and are passed over. */
  private boolean isOurs(ConsumerRecord<byte[], byte[]> message) throws RunGate.OutOfDate {
    Optional<WorkMessages.Identity> identity = WorkMessages.identity(message.headers());
    if (identity.isEmpty()) {
      LOG.warn("{} offset {} is no work record", partition, message.offset());
      return false;
    }
    String run = identity.get().run();
    return run.equals(gate.run()) || !gate.isGivenUp(run);
  }

  /** What a buffered record costs in memory, about: its bytes and the objects around them. */
  private static long bytes(ConsumerRecord<byte[], byte[]> message) {
    return 400L
        + Math.max(0, message.serializedKeySize())
        + Math.max(0, message.serializedValueSize());
  }
}
