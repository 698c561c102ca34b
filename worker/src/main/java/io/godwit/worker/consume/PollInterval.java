package io.godwit.worker.consume;

import java.time.Duration;

/**
 * How long the poll thread rests after a poll that brought nothing, or that brought more to where
 * there is plenty.
 *
 * <p>It rests here and not inside the consumer. In kafka-clients 4.3.1 a poll of the new protocol
 * that is allowed to wait turns without rest while the client holds fetched records of a paused
 * partition (KAFKA-21084), or while its only fetch is under way (KAFKA-20915): a whole core, which
 * on a small machine is half of what the target has. A poll that may not wait looks once.
 *
 * <p>The rest doubles up to a limit, so that a worker without work costs next to nothing; the limit
 * bounds what it adds to the time of a record. For one thread.
 */
final class PollInterval {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMillis(40);

  /**
   * A poll costs the same however little it brings, here and in the client's own thread. At this
   * pace they bring a hundred thousand records a second; where that is not enough there is soon no
   * plenty.
   */
  private static final Duration AMID_PLENTY = Duration.ofMillis(25);

  private Duration next = SHORTEST;

  /** The poll brought records: the next rest is short again. */
  void busy() {
    next = SHORTEST;
  }

  /**
   * How long to rest now.
   *
   * @param plenty whether the partitions have enough to do for a while
   */
  Duration rest(boolean plenty) {
    if (plenty) {
      return AMID_PLENTY;
    }
    Duration rest = next;
    next = rest.compareTo(LONGEST) < 0 ? rest.multipliedBy(2) : rest;
    return rest;
  }
}
