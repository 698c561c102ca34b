package io.godwit.worker.consume;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Decides about records that are not of the run that the session was opened for: they are of a run
 * that was given up, and are passed over; or of a newer one, and then the session is out of date.
 * Any thread may ask.
 *
 * <p>To ask the broker takes up to half a minute while it is away. Only the first who meets a run
 * asks, in a thread of the platform, since a client that waits for its socket holds the carrier of
 * a virtual one; those after it wait for that answer, and whoever has met the run before waits for
 * nobody.
 */
final class RunFilter {

  private static final long ASKED_EVERY = Duration.ofSeconds(3).toNanos();

  private final Supplier<Optional<String>> current;
  private final String run;
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
  private long askedAt = System.nanoTime();
  private final ReentrantLock asking = new ReentrantLock();

  /** By what the jobs topic says. */
  RunFilter(Cluster cluster, String job, String run) {
    this(() -> current(cluster, job), run);
  }

  /**
   * By what somebody says.
   *
   * @param current answers with the job's current run
   */
  RunFilter(Supplier<Optional<String>> current, String run) {
    this.current = current;
    this.run = run;
  }

  /** With a reader of its own: one that is left behind by an interrupt is nobody else's. */
  private static Optional<String> current(Cluster cluster, String job) {
    try (JobRegister register = new JobRegister(cluster)) {
      return register.find(job).map(entry -> entry.run());
    }
  }

  /** The run that the session works for. */
  String run() {
    return run;
  }

  /**
   * Whether a run's records are to be carried out; those of one that was given up are passed over.
   *
   * @throws Superseded where the register has another current run than the session
   */
  boolean isOurs(String other) throws Superseded, InterruptedException {
    return other.equals(run) || !isGivenUp(other);
  }

  /**
   * Whether a run's records are to be passed over.
   *
   * @throws Superseded where the register has another current run than the session
   * @throws InterruptedException where the thread is interrupted before there is an answer
   */
  boolean isGivenUp(String other) throws Superseded, InterruptedException {
    if (givenUp.contains(other)) {
      return true;
    }
    asking.lockInterruptibly();
    try {
      if (!givenUp.contains(other)) {
        requireCurrent();
        givenUp.add(other);
      }
      return true;
    } finally {
      asking.unlock();
    }
  }

  /**
   * Makes sure that the session's run was the job's current one some seconds ago. All partitions of
   * a worker may ask in turn, and one question to the broker does for them.
   *
   * @throws Superseded where it is not
   * @throws InterruptedException where the thread is interrupted before there is an answer
   */
  void requireCurrentNowAndThen() throws Superseded, InterruptedException {
    asking.lockInterruptibly();
    try {
      if (System.nanoTime() - askedAt >= ASKED_EVERY) {
        requireCurrent();
      }
    } finally {
      asking.unlock();
    }
  }

  private void requireCurrent() throws Superseded, InterruptedException {
    // Whatever comes of it: a broker that does not answer is not asked by each partition in turn.
    askedAt = System.nanoTime();
    if (!ask().filter(run::equals).isPresent()) {
      throw new Superseded();
    }
  }

  private Optional<String> ask() throws InterruptedException {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().daemon().name("run-filter").start(() -> answer(answer));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      thread.interrupt();
    }
  }

  private void answer(CompletableFuture<Optional<String>> answer) {
    try {
      answer.complete(current.get());
    } catch (RuntimeException | Error e) {
      // For whoever waits for the answer.
      answer.completeExceptionally(e);
    }
  }

  /** The session works for a run that is not the current one any more. */
  static final class Superseded extends Exception {
    private static final long serialVersionUID = 1L;

    private Superseded() {
      super("another run has begun", null, false, false);
    }
  }
}
