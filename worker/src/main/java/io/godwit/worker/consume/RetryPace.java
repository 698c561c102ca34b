package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import java.time.Duration;

/**
 * How large a partition's next batch is and when it may be tried, by how the last ones went. For
 * one thread.
 */
final class RetryPace {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration RULED = Duration.ofSeconds(1);

  /** So many records are taken at once where each batch may have to wait for evidence. */
  private static final int MOST_IN_DOUBT = 10_000;

  private final BatchSize size;
  private final Throttle throttle;
  private Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private boolean doubts;

  RetryPace(AdaptiveBatchSize learned) {
    this.size = new BatchSize(learned);
    this.throttle = new Throttle(learned.pause());
  }

  /** How many records may be written at once. */
  int records() {
    return size.records();
  }

  /**
   * How many records to take. Each batch with a doubt costs seconds, whatever its size: so the next
   * is larger.
   */
  int toTake() {
    int most = doubts ? Math.max(size.records(), MOST_IN_DOUBT) : size.records();
    doubts = false;
    return most;
  }

  /** The batch in hand has to wait for evidence. */
  void doubted() {
    doubts = true;
  }

  /** How long a write has to wait since the target is sent too much; none where it need not. */
  Duration throttled(long nanos) {
    return throttle.left(nanos);
  }

  /** A write has gone through just now, and took so long. */
  void took(int records, long nanos) {
    size.took(records, Duration.ofNanos(nanos));
    throttle.succeeded(System.nanoTime());
  }

  /** The target answers. */
  void goesOn() {
    backoff.reset();
  }

  /**
   * How long to wait after trouble.
   *
   * @param records how many were tried
   */
  Duration after(Trouble trouble, int records) {
    boolean smaller = isOfSize(trouble.code()) && size.failed(records);
    if (trouble.code() == ErrorCode.TARGET_THROTTLES) {
      throttle.throttled(System.nanoTime());
      return throttle.left(System.nanoTime());
    }
    if (smaller) {
      backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    }
    Duration usual = backoff.next();
    // What an operator rules about an altered target is to be seen soon, and a look costs little.
    boolean ruled = trouble.code() == ErrorCode.TARGET_ALTERED;
    return ruled && usual.compareTo(RULED) > 0 ? RULED : usual;
  }

  private static boolean isOfSize(ErrorCode code) {
    return code == ErrorCode.TARGET_SLOW
        || code == ErrorCode.TARGET_TOO_MUCH
        || code == ErrorCode.TARGET_CONFLICT;
  }
}
