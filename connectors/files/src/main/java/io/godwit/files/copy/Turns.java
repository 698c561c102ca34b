package io.godwit.files.copy;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Bounds how much is copied at once, in all batches of a worker together: so a store gets as many
 * requests as it takes, and memory is bounded by that many buffers. Any thread may use it.
 *
 * @param places as many as the stores take
 */
record Turns(Semaphore places) {

  /** So many at once. */
  static Turns of(int atOnce) {
    return new Turns(new Semaphore(atOnce));
  }

  /** Something that takes a turn. */
  @FunctionalInterface
  interface Work {
    void run() throws Trouble;
  }

  /**
   * Does all of it, each in a thread of its own, and returns when all have ended.
   *
   * @throws Trouble the first, where any met trouble or the thread was interrupted; then what had
   *     not begun has not been done
   */
  void all(List<Work> works) throws Trouble {
    if (works.isEmpty()) {
      return;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> begun = new ArrayList<>();
      for (Work work : works) {
        begun.add(
            threads.submit(() -> {
              places.acquire();
              try {
                work.run();
              } finally {
                places.release();
              }
              return true;
            }));
      }
      try {
        for (Future<?> one : begun) {
          one.get();
        }
      } catch (ExecutionException | InterruptedException e) {
        threads.shutdownNow();
        throw rethrown(e);
      }
    }
  }

  private static Trouble rethrown(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return switch (e.getCause()) {
      case Trouble trouble -> trouble;
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case null, default ->
          new Trouble(ErrorCode.STORE_BUSY, "interrupted while objects were copied", e);
    };
  }
}
