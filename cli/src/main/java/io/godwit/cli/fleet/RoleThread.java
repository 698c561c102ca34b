package io.godwit.cli.fleet;

import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A role on a thread of its own, so that the command can tell it to end. It runs from the beginning
 * on. Any thread may use it.
 */
public final class RoleThread {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ABANDONED = Duration.ofSeconds(3);
  private static final Duration IDLE = Duration.ofMillis(1200);

  private final AtomicReference<Optional<Throwable>> failure;
  private final Runnable wish;
  private final BooleanSupplier atWork;
  private final Thread thread;

  /** What a role does until it ends or is told to. */
  @FunctionalInterface
  public interface Role {
    /** Does it. */
    void run() throws Trouble, InterruptedException;
  }

  /**
   * Starts a role.
   *
   * @param wish tells it to end, and does not wait for it
   * @param atWork whether it holds what it must let go of in order; where it holds nothing and is
   *     told to end, it is not waited for: it may stand before a server that does not answer
   */
  public RoleThread(String name, Role role, Runnable wish, BooleanSupplier atWork) {
    this(name, role, wish, atWork, new AtomicReference<>(Optional.empty()));
  }

  /**
   * Starts one of several roles, which end together.
   *
   * @param failure what ended the first of them before its time: it is the cause of what follows it
   */
  RoleThread(
      String name,
      Role role,
      Runnable wish,
      BooleanSupplier atWork,
      AtomicReference<Optional<Throwable>> failure) {
    this.failure = failure;
    this.wish = wish;
    this.atWork = atWork;
    this.thread = Thread.ofPlatform().daemon().name(name).start(() -> run(role));
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Waits for its end, or ends it in order where the command is to stop.
   *
   * @param stop waits a while, or until the command is to stop; answers whether it is
   * @param lost why the role must not go on; empty while it may
   * @throws Trouble what ended the role
   * @throws Refused why it must not go on; then it is abandoned
   */
  public void untilEndOr(Predicate<Duration> stop, Supplier<Optional<Refused>> lost)
      throws Trouble {
    while (thread.isAlive() && !stop.test(LOOK)) {
      Failures.rethrow(failure.get());
      Optional<Refused> reason = lost.get();
      if (reason.isPresent()) {
        abandon(List.of(this));
        throw reason.get();
      }
    }
    close();
  }

  /**
   * Tells it to end, and waits for that.
   *
   * @throws Trouble what ended it
   */
  public void close() throws Trouble {
    askToEnd();
    if (awaitEnd()) {
      Failures.rethrow(failure.get());
    }
  }

  /** Tells it to end; does not wait for it. */
  void askToEnd() {
    wish.run();
  }

  /**
   * Waits as long as it holds something, or until this thread is interrupted; the flag is then set.
   * Answers false where the role is left behind.
   */
  boolean awaitEnd() {
    try {
      long held = System.nanoTime();
      while (!thread.join(LOOK)) {
        long now = System.nanoTime();
        if (atWork.getAsBoolean()) {
          held = now;
        } else if (now - held > IDLE.toNanos()) {
          thread.interrupt();
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /**
   * Ends roles where what they do is in vain: none is waited for for long, and what they have not
   * settled is as if it had never been begun.
   */
  static void abandon(List<RoleThread> roles) {
    roles.forEach(RoleThread::askToEnd);
    roles.forEach(role -> role.thread.interrupt());
    long deadline = System.nanoTime() + ABANDONED.toNanos();
    try {
      for (RoleThread role : roles) {
        long left = Math.max(1, deadline - System.nanoTime());
        boolean unused = role.thread.join(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Role role) {
    try {
      role.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Trouble | RuntimeException | Error e) {
      // Handed to the command's own thread, which ends the command with it.
      failure.compareAndSet(Optional.empty(), Optional.of(e));
    }
  }
}
