package io.godwit.aggregator.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Does what it is given, in that order, on a thread of its own: at the end of a run everybody waits
 * for its lists, and to read receipts takes as long as to write them down. For one thread.
 */
final class WriterThread implements AutoCloseable {

  /** A receipt may have many thousands of entries, so few are in memory. */
  private static final int MOST_WAITING = 3;

  private static final long CLOSING_SECONDS = 5;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("report-writer").factory());

  private final Deque<Future<?>> waiting = new ArrayDeque<>();

  /** What may find the disk full. */
  interface Task {
    void run() throws IOException;
  }

  /**
   * Takes a task; waits while too many do.
   *
   * @throws IOException what an earlier task met; those after it may have run all the same
   */
  void run(Task task) throws IOException {
    while (waiting.size() >= MOST_WAITING) {
      await(waiting.remove());
    }
    waiting.add(
        thread.submit(() -> {
          try {
            task.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }));
  }

  /** Waits for all tasks, whose effects are then to be seen. */
  void finish() throws IOException {
    while (!waiting.isEmpty()) {
      await(waiting.remove());
    }
  }

  private static void await(Future<?> task) throws IOException {
    try {
      task.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UncheckedIOException full -> throw full.getCause();
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for the task that is on its way, and forgets the others. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the disk does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
