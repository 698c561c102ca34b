package io.godwit.cli.exit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The wish to stop, by SIGINT or SIGTERM. The process lives on until the command has ended in good
 * order, or its patience is over. Any thread may ask.
 */
public final class Interruption {

  /** Longer than a batch of a slow target, shorter than what schedulers grant before SIGKILL. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final CountDownLatch wish = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger code = new AtomicInteger(ExitCode.INTERRUPTED.number());

  /**
   * Listens to the signals of this process from now on. What a command has ended with after the
   * wish is what the process ends with: a worker that has let go of all it held has done its task.
   *
   * @param end ends the process with an exit code, at once and from within a shutdown hook
   */
  public void listen(IntConsumer end) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(() -> stop(end)));
  }

  private void stop(IntConsumer end) {
    if (ended.getCount() == 0) {
      return;
    }
    wish.countDown();
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "godwit: gave up waiting after " + PATIENCE.toSeconds() + " s; nothing is lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end.accept(code.get());
  }

  /** Whether the command is to stop. */
  public boolean requested() {
    return wish.getCount() == 0;
  }

  /** Waits a while, or until the command is to stop; answers whether it is. */
  public boolean await(Duration time) {
    try {
      return wish.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Says that the command has ended, and by which exit code, so that the process may. */
  public void commandEnded(int exitCode) {
    code.set(exitCode);
    ended.countDown();
  }

  /** What a signal does; for tests of what follows. */
  void request() {
    wish.countDown();
  }
}
