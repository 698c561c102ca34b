package io.godwit.worker.suspect;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What the owner of a partition suspects of the records that it takes next. Each change gives
 * another value; a {@link PartitionSuspicion} keeps the newest.
 */
public sealed interface Suspicion {

  /** So many deaths in one range put it on trial. */
  int DEATHS_FOR_TRIAL = 2;

  /**
   * Nothing is suspected.
   *
   * @param marked whether it stands in Kafka that this process is at work
   */
  record Calm(boolean marked) implements Suspicion {}

  /**
   * A process has died while it had records from here on, and nobody knows how far they reach. So
   * the work goes in steps, each named in Kafka before it begins and settled before the next one:
   * first of one pack, then of twice as many each. Another death then has a range of its own.
   *
   * @param deaths at least 1
   * @param steps how many have been settled
   */
  record Careful(int deaths, int steps) implements Suspicion {}

  /**
   * The records before an offset have cost so many deaths that children are to work on them.
   *
   * @param deaths at least {@link #DEATHS_FOR_TRIAL}
   * @param to the offset behind them
   */
  record OnTrial(int deaths, long to) implements Suspicion {}

  /**
   * What a new owner suspects.
   *
   * @param mark as its predecessor left it
   * @param me this process
   * @param isDead whether the process of a mark is gone without a word; that it cannot be seen from
   *     here counts as gone, since deaths only raise suspicion
   */
  static Suspicion of(OffsetMark mark, String me, Predicate<String> isDead) {
    return switch (mark) {
      case OffsetMark.Clear ignored -> new Calm(false);
      case OffsetMark.AtWork(String owner) ->
          isDead.test(owner) ? new Careful(1, 0) : new Calm(owner.equals(me));
      case OffsetMark.Suspected(var owner, int before, OptionalLong to) -> {
        int deaths = before + (owner.filter(isDead).isPresent() ? 1 : 0);
        if (deaths == 0) {
          yield new Calm(false);
        }
        yield deaths >= DEATHS_FOR_TRIAL && to.isPresent()
            ? new OnTrial(deaths, to.getAsLong())
            : new Careful(deaths, 0);
      }
    };
  }

  /** How many packs may be taken at most; empty where that is nobody's concern here. */
  default OptionalInt packs() {
    return this instanceof Careful(int ignored, int steps)
        ? OptionalInt.of(1 << Math.min(steps, 20))
        : OptionalInt.empty();
  }

  /**
   * What has to stand in Kafka before work on the records up to an offset begins; empty where it
   * stands there already.
   */
  default Optional<OffsetMark> before(String me, long to) {
    return switch (this) {
      case Calm(boolean marked) ->
          marked ? Optional.empty() : Optional.of(new OffsetMark.AtWork(me));
      case Careful(int deaths, int ignored) ->
          Optional.of(new OffsetMark.Suspected(Optional.of(me), deaths, OptionalLong.of(to)));
      // Whoever counted the deaths has left it there, and a trial can begin as often as need be.
      case OnTrial ignored -> Optional.empty();
    };
  }

  /** What stands in Kafka once the records up to an offset are settled. */
  default OffsetMark settling(String me, long offset) {
    return switch (this) {
      case Calm ignored -> new OffsetMark.AtWork(me);
      // Between two steps nothing of this owner's is in work; the suspicion stays, also where its
      // session is lost and its process is not.
      case Careful(int deaths, int ignored) ->
          new OffsetMark.Suspected(Optional.of(me), deaths, OptionalLong.empty());
      case OnTrial(int deaths, long to) ->
          offset < to
              ? new OffsetMark.Suspected(Optional.of(me), deaths, OptionalLong.of(to))
              : new OffsetMark.AtWork(me);
    };
  }

  /** What stands in Kafka once this owner has left in order, which is no death. */
  default OffsetMark resting() {
    return switch (this) {
      case Calm ignored -> OffsetMark.Clear.CLEAR;
      case Careful(int deaths, int ignored) ->
          new OffsetMark.Suspected(Optional.empty(), deaths, OptionalLong.empty());
      case OnTrial(int deaths, long to) ->
          new OffsetMark.Suspected(Optional.empty(), deaths, OptionalLong.of(to));
    };
  }
}
