package io.godwit.worker.settle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The settlements that are not published yet, in the order in which they came. Bounded by their
 * bytes, since a batch may be all dead letters of large records. Safe for any thread.
 */
final class SettlementQueue {

  /** Beyond this, partitions wait; one settlement is always let in, however large. */
  private static final long MOST_BYTES = 16L << 20;

  /** A transaction is due before its time with so much in it, and partitions go on meanwhile. */
  private static final long DUE_BYTES = 4L << 20;

  /** Keeps a transaction, and what a crash repeats, small when batches are large. */
  private static final int DUE_RECORDS = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Settlement> queue = new ArrayDeque<>();
  private final long intervalNanos;
  private long bytes;
  private long records;
  private long offered;
  private long settled;
  private long flushTo;
  private long due;
  private boolean stopping;
  private Optional<Throwable> broken = Optional.empty();

  SettlementQueue(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  boolean offer(Settlement settlement) {
    long more = settlement.bytes();
    lock.lock();
    try {
      if (broken.isPresent() || stopping || (bytes > 0 && bytes + more > MOST_BYTES)) {
        return false;
      }
      if (queue.isEmpty()) {
        due = System.nanoTime() + intervalNanos;
      }
      queue.add(settlement);
      bytes += more;
      records += settlement.records();
      offered++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** All that waits, once some of it is due; empty where nothing will come any more. */
  List<Settlement> takeDue() throws InterruptedException {
    lock.lock();
    try {
      while (broken.isEmpty() && !isDue() && !(stopping && queue.isEmpty())) {
        if (queue.isEmpty()) {
          changed.await();
        } else {
          changed.awaitNanos(due - System.nanoTime());
        }
      }
      if (broken.isPresent()) {
        return List.of();
      }
      List<Settlement> taken = List.copyOf(queue);
      queue.clear();
      records = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean isDue() {
    return !queue.isEmpty()
        && (stopping
            || flushTo > settled
            || bytes >= DUE_BYTES
            || records >= DUE_RECORDS
            || System.nanoTime() - due >= 0);
  }

  void settled(List<Settlement> published) {
    lock.lock();
    try {
      settled += published.size();
      published.forEach(settlement -> bytes -= settlement.bytes());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All that waits is due now. */
  void hurry() {
    lock.lock();
    try {
      if (!queue.isEmpty()) {
        flushTo = offered;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean flush(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      long target = offered;
      flushTo = target;
      changed.signalAll();
      while (settled < target && broken.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return settled >= target;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until some of what is here is settled, or this long. */
  void awaitRoom(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      long seen = settled;
      while (settled == seen && bytes > 0 && broken.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits this long, or until it is broken. */
  void awaitEnd(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (broken.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Only what is here already will still be handed out. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing will be handed out any more; the first reason stays. */
  void fail(Throwable reason) {
    lock.lock();
    try {
      broken = broken.isPresent() ? broken : Optional.of(reason);
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<Throwable> broken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }
}
