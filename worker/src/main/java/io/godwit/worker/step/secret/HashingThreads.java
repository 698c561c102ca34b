package io.godwit.worker.step.secret;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The threads on which a worker hashes, for all its partitions: as many as it has cores, or as the
 * heap bears hashes at once.
 *
 * <p>They are threads of the system: a virtual one that reckons for a tenth of a second holds a
 * carrier all the while, and what polls and writes on virtual threads would wait for it. A batch is
 * inside the gate of the cores meanwhile, with one place, so the most that is at work beside these
 * threads is one batch of another step for each core.
 */
final class HashingThreads implements AutoCloseable {

  /** What hashes may have of the heap: a quarter; the rest is for batches and sinks. */
  private static final int SHARE_OF_HEAP = 4;

  private final int size;
  private final ExecutorService threads;

  private HashingThreads(int size) {
    this.size = size;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().daemon().name("godwit-hashing-", 0).factory());
  }

  /**
   * Threads for hashes of this size. None is started before the first hash.
   *
   * @param memory of one hash, in bytes
   * @param cores from 1
   * @param heap the most that the process may have, in bytes
   * @throws Refused where it does not bear one
   */
  static HashingThreads of(long memory, int cores, long heap) {
    long atOnce = heap / SHARE_OF_HEAP / Math.max(1, memory);
    if (atOnce < 1) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "hash-password: a hash takes "
              + (memory >> 20)
              + "MB, and this worker has "
              + (heap >> 20)
              + "MB in all, of which hashes get a quarter; give it more memory, or hashes less");
    }
    return new HashingThreads((int) Math.min(cores, atOnce));
  }

  /** How many hashes are made at once. */
  int size() {
    return size;
  }

  /**
   * Does all of it, and answers in its order.
   *
   * @throws Trouble where the calling thread is interrupted; what is not begun is not done then
   */
  <T> List<T> all(List<? extends Callable<T>> work) throws Trouble {
    List<Future<T>> begun = new ArrayList<>(work.size());
    try {
      for (Callable<T> one : work) {
        begun.add(threads.submit(one));
      }
      List<T> done = new ArrayList<>(begun.size());
      for (Future<T> one : begun) {
        done.add(one.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.TARGET_BUSY, "interrupted while passwords are hashed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing ended with a bug", e.getCause());
    } finally {
      begun.forEach(one -> one.cancel(false));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
