package io.godwit.jdbc.postgresql;

/**
 * Guesses whether the keys of the next batch are new to the table, from what the batches before it
 * met. Any thread may ask.
 *
 * <p>A wrong guess costs an attempt that the table refuses, mostly at its first row, and whose rows
 * before that are left dead. So after each one twice as many batches go by without a guess: a run
 * that only overwrites pays for one attempt in {@value #MOST}.
 */
final class Newness {

  private static final int MOST = 256;

  private int toSkip;
  private int next = 1;

  /** Whether it is worth writing a batch as if all of its keys were new. */
  synchronized boolean isLikely() {
    if (toSkip > 0) {
      toSkip--;
      return false;
    }
    return true;
  }

  /** They were. */
  synchronized void confirmed() {
    next = 1;
  }

  /** They were not, or something else was wrong with them. */
  synchronized void refuted() {
    toSkip = next;
    next = Math.min(MOST, 2 * next);
  }
}
