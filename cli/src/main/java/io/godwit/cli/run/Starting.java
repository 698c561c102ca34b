package io.godwit.cli.run;

import io.godwit.cli.exit.Interruption;
import io.godwit.cli.fleet.Failures;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a command does before it holds anything, in a thread of its own. It waits for servers, and
 * not everything that waits can be interrupted; where the command is told to stop meanwhile, the
 * thread is left behind, for the process to end.
 */
public final class Starting {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** For what can be closed in order. */
  private static final Duration LEAVE = Duration.ofMillis(800);

  private Starting() {}

  /** What has to be done before a command is at work. */
  @FunctionalInterface
  public interface Step<T> {
    T call() throws Trouble, InterruptedException;
  }

  /**
   * Does it.
   *
   * @return empty where the command was told to stop before it was done
   */
  public static <T> Optional<T> call(Interruption interruption, Step<T> step) throws Trouble {
    AtomicReference<Optional<T>> done = new AtomicReference<>(Optional.empty());
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    Thread thread =
        Thread.ofPlatform().daemon().name("start").start(() -> run(step, done, failure));
    try {
      while (!thread.join(LOOK)) {
        if (interruption.requested()) {
          thread.interrupt();
          boolean unused = thread.join(LEAVE);
          return Optional.empty();
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    if (interruption.requested()) {
      // What failed then, failed because of the wish to stop.
      return done.get();
    }
    Failures.rethrow(failure.get());
    return done.get();
  }

  private static <T> void run(
      Step<T> step,
      AtomicReference<Optional<T>> done,
      AtomicReference<Optional<Throwable>> failure) {
    try {
      done.set(Optional.of(step.call()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // Handed to the command's own thread, which ends the command with it.
      failure.set(Optional.of(e));
    }
  }
}
