package io.godwit.files.turns;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how much is copied at once, in all batches of a worker together: so a store gets as many
 * requests as it takes, and memory is bounded by that many buffers. Any thread may use it.
 *
 * @param places as many as the stores take, or as have proved good
 * @param most how many threads one batch has for it: more would only wait, and a batch may be of
 *     ten thousand
 */
public record Turns(Places places, int most) {

  /** So many at once. */
  public static Turns of(int atOnce) {
    return new Turns(Places.fixed(atOnce), atOnce);
  }

  /** Something that takes a turn. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Trouble;
  }

  /**
   * Does all of it, several at once, and returns when all have ended.
   *
   * @throws Trouble the first, where any met trouble or the thread was interrupted; then what had
   *     not begun has not been done
   */
  public void all(List<Work> works) throws Trouble {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> begun = new ArrayList<>();
      for (int i = 0; i < Math.min(most, works.size()); i++) {
        begun.add(threads.submit(() -> inTurn(works, next)));
      }
      try {
        for (Future<Integer> one : begun) {
          one.get();
        }
      } catch (ExecutionException | InterruptedException e) {
        threads.shutdownNow();
        throw rethrown(e);
      }
    }
  }

  /** Takes one after the other, until there is none or one of them meets trouble. */
  private int inTurn(List<Work> works, AtomicInteger next) throws Trouble, InterruptedException {
    int done = 0;
    for (int i = next.getAndIncrement(); i < works.size(); i = next.getAndIncrement()) {
      places.enter();
      try {
        works.get(i).run();
        done++;
      } catch (Trouble | RuntimeException e) {
        next.set(works.size());
        throw e;
      } finally {
        places.leave();
      }
    }
    return done;
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
