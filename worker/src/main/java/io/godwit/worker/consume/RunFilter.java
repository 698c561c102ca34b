package io.godwit.worker.consume;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
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

  /**
   * By what somebody says.
   *
   * @param current answers with the job's current run
   */
  RunFilter(Supplier<Optional<String>> current, String run) {
    this.current = current;
    this.run = run;
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

  /**
   * The current run by what the jobs topic says. Its reader is kept from one question to the next,
   * since a new one costs as much as a hundred questions; one that is left behind by an interrupt
   * or a failure is nobody else's.
   */
  static final class Register implements Supplier<Optional<String>>, AutoCloseable {

    private final Cluster cluster;
    private final String job;
    private final AtomicReference<Optional<JobRegister>> idle =
        new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    /** Opens nothing before it is asked. */
    Register(Cluster cluster, String job) {
      this.cluster = cluster;
      this.job = job;
    }

    @Override
    public Optional<String> get() {
      JobRegister register =
          idle.getAndSet(Optional.empty()).orElseGet(() -> new JobRegister(cluster));
      boolean answered = false;
      try {
        Optional<String> current = register.find(job).map(JobEntry::run);
        answered = true;
        return current;
      } finally {
        if (answered) {
          keep(register);
        } else {
          register.close();
        }
      }
    }

    private void keep(JobRegister register) {
      idle.set(Optional.of(register));
      if (closed) {
        close();
      }
    }

    /** May be closed while it is asked: whoever asks closes the reader then. */
    @Override
    public void close() {
      closed = true;
      idle.getAndSet(Optional.empty()).ifPresent(JobRegister::close);
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
