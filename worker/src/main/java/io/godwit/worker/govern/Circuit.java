package io.godwit.worker.govern;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a worker knows of whether its target can be reached. While it cannot, one partition tries it
 * for all, and the others rest: a server that comes up again is not met by all of them at once, and
 * all go on when the first has got through. Any thread may use it.
 *
 * <p>There is one for all connections of a job: nearly every batch needs each of them.
 */
public final class Circuit {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** A target that answers again is found within this and the time of an attempt. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private static final Set<ErrorCode> NOT_REACHED =
      EnumSet.of(ErrorCode.TARGET_UNREACHABLE, ErrorCode.TARGET_LOGIN, ErrorCode.STORE_UNREACHABLE);

  private final InstantSource clock;
  private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private volatile State state = State.Closed.CLOSED;

  /** As circuits of electricity have it: what flows, flows through a closed one. */
  private sealed interface State {
    enum Closed implements State {
      CLOSED
    }

    /**
     * Nothing gets through.
     *
     * @param why in the server's words, as last heard
     * @param since when it was seen first
     * @param prober the partition that tries; empty where it has gone
     * @param nextTry on the clock of {@link System#nanoTime}
     */
    record Open(Trouble why, Instant since, OptionalInt prober, long nextTry) implements State {}
  }

  /** Closed; by the system's clock. */
  public Circuit() {
    this(InstantSource.system());
  }

  /**
   * Closed.
   *
   * @param clock tells since when it is open
   */
  Circuit(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether trouble means that the target is not reached at all, whatever is asked of it. */
  public static boolean isOpenedBy(Trouble trouble) {
    return NOT_REACHED.contains(trouble.code());
  }

  /**
   * Whether a partition may try the target now; one that may not asks again a moment later.
   *
   * @param now on the clock of {@link System#nanoTime}
   */
  public boolean mayTry(int partition, long now) {
    return !(state instanceof State.Open) || mayTryWhileOpen(partition, now);
  }

  private synchronized boolean mayTryWhileOpen(int partition, long now) {
    if (!(state instanceof State.Open open)) {
      return true;
    }
    if (open.prober().isEmpty()) {
      state = new State.Open(open.why(), open.since(), OptionalInt.of(partition), open.nextTry());
    }
    return open.prober().orElse(partition) == partition && now - open.nextTry() >= 0;
  }

  /**
   * A partition has tried, and the target was not reached.
   *
   * @param why opens a circuit
   * @param now on the clock of {@link System#nanoTime}
   */
  public synchronized void failed(int partition, Trouble why, long now) {
    OptionalInt me = OptionalInt.of(partition);
    switch (state) {
      case State.Closed ignored -> {
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        state = new State.Open(why, since, me, now + backoff.next().toNanos());
      }
      case State.Open open -> {
        // What others had begun before it opened, and that ends now, says nothing new.
        if (open.prober().equals(me)) {
          state = new State.Open(why, open.since(), me, now + backoff.next().toNanos());
        }
      }
    }
  }

  /** The target has answered, whatever it said. */
  public void answered() {
    if (state instanceof State.Open) {
      close();
    }
  }

  private synchronized void close() {
    state = State.Closed.CLOSED;
    backoff.reset();
  }

  /** A partition tries nothing any more; if it was to try for all, another will. */
  public synchronized void leaves(int partition) {
    if (state instanceof State.Open open && open.prober().equals(OptionalInt.of(partition))) {
      state = new State.Open(open.why(), open.since(), OptionalInt.empty(), open.nextTry());
    }
  }

  /** Why nothing gets through, since when, and when it is tried again; empty while all does. */
  public Optional<Trouble> trouble() {
    return state instanceof State.Open open
        ? Optional.of(
            new Trouble(
                open.why().code(),
                "%s (since %s; one partition tries again within %d s, the others rest)"
                    .formatted(open.why().getMessage(), open.since(), LONGEST_PAUSE.toSeconds()),
                open.why()))
        : Optional.empty();
  }

  /** For how long it has been open; none while it is closed. */
  public Duration downFor() {
    return state instanceof State.Open open
        ? Duration.between(open.since(), clock.instant())
        : Duration.ZERO;
  }
}
