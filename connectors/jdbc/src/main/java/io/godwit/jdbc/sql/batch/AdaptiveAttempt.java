package io.godwit.jdbc.sql.batch;

/**
 * Guesses whether the next batch is of a kind that can be written in a cheaper way, from what the
 * batches before it were. Any thread may ask.
 *
 * <p>A wrong guess costs an attempt, mostly given up at its first row. So after each one twice as
 * many batches go by without a guess: a run of the other kind pays for one attempt in {@value
 * #MOST}.
 */
public final class AdaptiveAttempt {

  private static final int MOST = 256;

  private int toSkip;
  private int next = 1;

  /** Whether it is worth trying the cheaper way. */
  public synchronized boolean isLikely() {
    if (toSkip > 0) {
      toSkip--;
      return false;
    }
    return true;
  }

  /** The batch was of that kind. */
  public synchronized void confirmed() {
    next = 1;
  }

  /** It was not, or something else was wrong with it. */
  public synchronized void refuted() {
    toSkip = next;
    next = Math.min(MOST, 2 * next);
  }
}
