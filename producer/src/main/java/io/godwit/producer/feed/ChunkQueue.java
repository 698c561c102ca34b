package io.godwit.producer.feed;

import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands chunks from the readers to the publisher. Bounded by bytes as well as by number, since a
 * chunk of one record may be as large as the job allows a record to be.
 */
final class ChunkQueue {

  private static final int MOST_CHUNKS = 4;
  private static final long MOST_BYTES = 4L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private long bytes;
  private int readers;
  private boolean closed;
  private Optional<Throwable> failure = Optional.empty();

  /** So many readers will end. */
  void expect(int more) {
    lock.lock();
    try {
      readers += more;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a chunk, when there is room.
   *
   * @throws InterruptedException also where the queue is closed
   */
  void put(Chunk chunk) throws InterruptedException {
    long more = chunk.bytes();
    lock.lock();
    try {
      while (!closed && !chunks.isEmpty() && isFull(more)) {
        changed.await();
      }
      if (closed) {
        throw new InterruptedException("closed");
      }
      chunks.add(chunk);
      bytes += more;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(long more) {
    return chunks.size() >= MOST_CHUNKS || bytes + more > MOST_BYTES;
  }

  /** A reader has come to its end. */
  void end() {
    lock.lock();
    try {
      readers--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A reader has failed; what it handed over before still counts. */
  void fail(Throwable reason) {
    lock.lock();
    try {
      failure = failure.isPresent() ? failure : Optional.of(reason);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether all readers have ended and all their chunks are taken. */
  boolean finished() {
    lock.lock();
    try {
      return readers == 0 && chunks.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next chunk; empty where none comes in time. Chunks that came before a failure come first.
   *
   * @throws Trouble what a reader met; nothing more will come
   */
  Optional<Chunk> next(Duration patience) throws Trouble, InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (chunks.isEmpty() && failure.isEmpty() && readers > 0 && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      Chunk chunk = chunks.poll();
      if (chunk == null) {
        rethrow();
        return Optional.empty();
      }
      bytes -= chunk.bytes();
      changed.signalAll();
      return Optional.of(chunk);
    } finally {
      lock.unlock();
    }
  }

  private void rethrow() throws Trouble {
    if (failure.isPresent()) {
      throw Rethrown.of(failure.get());
    }
  }

  /** Nothing more is wanted. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
