package io.godwit.cli;

import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs one role in a thread of its own, so that the command can tell it to stop. */
final class RoleThread {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ABANDONED = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofMillis(1200);

  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private final Runnable close;
  private final BooleanSupplier atWork;
  private final Thread thread;

  /** What a role does until it ends or is closed. */
  @FunctionalInterface
  interface Role {
    void run() throws Trouble, InterruptedException;
  }

  /**
   * Starts it.
   *
   * @param atWork whether it holds what it must let go of in order; where it holds nothing and is
   *     told to stop, it is not waited for: it may stand before a server that does not answer
   */
  RoleThread(String name, Role role, Runnable close, BooleanSupplier atWork) {
    this.close = close;
    this.atWork = atWork;
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> run(role));
  }

  /** Waits for its end, or closes it on a wish to stop; throws what ended it. */
  void untilEndOr(Interruption interruption) throws Trouble {
    untilEndOr(interruption, Optional::empty);
  }

  /**
   * The same, and also ends it where it must not go on.
   *
   * @param lost why not; empty while it may
   */
  void untilEndOr(Interruption interruption, Supplier<Optional<Refused>> lost) throws Trouble {
    while (thread.isAlive() && !interruption.await(LOOK)) {
      Failures.rethrow(failure.get());
      Optional<Refused> reason = lost.get();
      if (reason.isPresent()) {
        abandon();
        throw reason.get();
      }
    }
    close();
  }

  /** What it does is in vain: nobody waits for it to be finished. */
  private void abandon() {
    close.run();
    thread.interrupt();
    try {
      boolean unused = thread.join(ABANDONED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it still runs. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Closes it, waits for its end, and throws what ended it. */
  void close() throws Trouble {
    close.run();
    try {
      if (!awaitEnd()) {
        thread.interrupt();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Failures.rethrow(failure.get());
  }

  /** Answers whether it has ended; not where it is left behind. */
  private boolean awaitEnd() throws InterruptedException {
    long held = System.nanoTime();
    while (!thread.join(LOOK)) {
      long now = System.nanoTime();
      if (atWork.getAsBoolean()) {
        held = now;
      } else if (now - held > IDLE.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private void run(Role role) {
    try {
      role.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // Handed to the command's own thread, which ends the command with it.
      failure.set(Optional.of(e));
    }
  }
}
