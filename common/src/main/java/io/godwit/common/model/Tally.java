package io.godwit.common.model;

/**
 * How many records ended in each way. Tallies add up: over batches, splits, workers.
 *
 * @param written records that the target holds now
 * @param unchanged records that the target held already
 * @param dropped records that the job left out on purpose
 * @param failed records that became dead letters
 */
public record Tally(long written, long unchanged, long dropped, long failed) {

  /** Nothing yet. */
  public static final Tally ZERO = new Tally(0, 0, 0, 0);

  /** One record's outcome as a tally. */
  public static Tally of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Written ignored -> new Tally(1, 0, 0, 0);
      case Outcome.Unchanged ignored -> new Tally(0, 1, 0, 0);
      case Outcome.Dropped ignored -> new Tally(0, 0, 1, 0);
      case Outcome.Failed ignored -> new Tally(0, 0, 0, 1);
    };
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        written + other.written,
        unchanged + other.unchanged,
        dropped + other.dropped,
        failed + other.failed);
  }

  /** All records that have ended. */
  public long total() {
    return written + unchanged + dropped + failed;
  }
}
