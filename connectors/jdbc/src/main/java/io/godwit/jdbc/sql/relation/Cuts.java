package io.godwit.jdbc.sql.relation;

import java.util.List;

/**
 * Where a selection is cut.
 *
 * @param ends the last key of each part but the last: values that are there, or places, ascending
 *     in the database's order; none where a look at all rows of a large table would be needed
 * @param rows about how many rows all parts have together, from 0
 */
public record Cuts(List<List<String>> ends, long rows) {

  /** The most parts: each is a split, whose progress is kept for the whole run. */
  private static final int MOST_PARTS = 5_000;

  /** Takes an unmodifiable copy. */
  public Cuts {
    ends = List.copyOf(ends);
  }

  /** All in one part. */
  public static Cuts none(long rows) {
    return new Cuts(List.of(), rows);
  }

  /** How many parts so many rows make. */
  public static int parts(long rows, int inPart) {
    return Math.clamp((rows + inPart - 1) / inPart, 1, MOST_PARTS);
  }

  /** The same in SQL. */
  public static String partsOf(String rows, int inPart) {
    return "least((%s + %d) / %d, %d)".formatted(rows, inPart - 1, inPart, MOST_PARTS);
  }
}
