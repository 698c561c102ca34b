package io.godwit.worker.suspect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What the owner of one partition suspects, over the time of its ownership. The poll thread tells
 * what was found and asks what to leave behind; the thread of the partition does the rest. Nothing
 * in here waits.
 */
public final class PartitionSuspicion {

  /** A dead worker had no more in its hands than a new one does in so many steps and ... */
  private static final int CAREFUL_STEPS = 16;

  /** ... so many times the interval in which work is settled. */
  private static final int CAREFUL_INTERVALS = 2;

  private final String me;
  private final Predicate<String> isDead;
  private final long carefulNanos;
  private final LongSupplier clock;
  private Optional<Suspicion> suspicion = Optional.empty();
  private long since;
  private long at;
  private OffsetMark standing = OffsetMark.Clear.CLEAR;

  /**
   * A watch that knows nothing yet.
   *
   * @param me this process
   * @param isDead whether the process of a mark is gone
   * @param commit how often work is settled
   * @param clock in nanoseconds
   */
  public PartitionSuspicion(
      String me, Predicate<String> isDead, Duration commit, LongSupplier clock) {
    this.me = me;
    this.isDead = isDead;
    this.carefulNanos = commit.multipliedBy(CAREFUL_INTERVALS).toNanos();
    this.clock = clock;
  }

  /** What is found out about an offset and what stands beside it, for {@link #resting()}. */
  public record Standing(long offset, OffsetMark mark) {}

  /** Whether it is known what the owner before has left. */
  public synchronized boolean isKnown() {
    return suspicion.isPresent();
  }

  /**
   * Tells what the owner before has left.
   *
   * @param offset the committed one, or the first one where none is committed
   * @param metadata beside it; empty where there is none
   */
  public synchronized void found(long offset, String metadata) {
    at = offset;
    standing = OffsetMark.parse(metadata);
    become(Suspicion.of(standing, me, isDead));
  }

  /** What is suspected now. */
  public synchronized Suspicion suspicion() {
    return suspicion.orElseThrow(() -> new IllegalStateException("the mark was not read yet"));
  }

  /** How many packs may be taken next at most; empty where that is nobody's concern here. */
  public synchronized OptionalInt packs() {
    return suspicion().packs();
  }

  /**
   * The offset before which packs may be taken next; empty where all may.
   *
   * @param first the offset of the first pack that can be taken
   */
  public synchronized OptionalLong limit(long first) {
    if (suspicion() instanceof Suspicion.OnTrial(int deaths, long to)) {
      if (first < to) {
        return OptionalLong.of(to);
      }
      // What was suspected is not there any more.
      become(new Suspicion.Careful(deaths, 0));
    }
    return OptionalLong.empty();
  }

  /** Whether the next step is to be settled before another one begins. */
  public synchronized boolean isStepwise() {
    return !(suspicion() instanceof Suspicion.Calm);
  }

  /**
   * What is to be committed before work on the records up to an offset begins; empty where nothing
   * is.
   */
  public synchronized Optional<OffsetMark> before(long to) {
    return suspicion().before(me, to);
  }

  /** Such a mark is committed now, beside an offset that has not moved. */
  public synchronized void marked(long offset, OffsetMark mark) {
    at = offset;
    standing = mark;
    if (suspicion() instanceof Suspicion.Calm) {
      become(new Suspicion.Calm(true));
    }
  }

  /** What is to be committed with an offset up to which all is settled. */
  public synchronized OffsetMark settling(long offset) {
    return suspicion.map(now -> now.settling(me, offset)).orElse(standing);
  }

  /**
   * The settlement of all up to an offset was handed over; {@code guilty} have been found in it.
   */
  public synchronized void settled(long offset, int guilty) {
    standing = settling(offset);
    at = offset;
    switch (suspicion()) {
      case Suspicion.Calm ignored -> become(new Suspicion.Calm(true));
      case Suspicion.Careful(int deaths, int steps) -> {
        boolean passed = steps + 1 >= CAREFUL_STEPS && clock.getAsLong() - since >= carefulNanos;
        suspicion =
            Optional.of(
                passed ? new Suspicion.Calm(true) : new Suspicion.Careful(deaths, steps + 1));
      }
      case Suspicion.OnTrial(int ignored, long to) -> {
        if (offset >= to) {
          // Nobody guilty: one of the deaths was of records behind these, or of another's making.
          become(guilty > 0 ? new Suspicion.Calm(true) : new Suspicion.Careful(1, 0));
        }
      }
    }
  }

  /**
   * What to commit where the partition is given up in order, which is no death; empty where that
   * stands there already, or nothing is known.
   */
  public synchronized Optional<Standing> resting() {
    return suspicion
        .map(Suspicion::resting)
        .filter(mark -> !mark.equals(standing))
        .map(mark -> new Standing(at, mark));
  }

  private void become(Suspicion next) {
    suspicion = Optional.of(next);
    since = clock.getAsLong();
  }
}
