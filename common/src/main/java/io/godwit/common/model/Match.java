package io.godwit.common.model;

import java.util.List;

/** How what stands at a target compares with one row that was written there. */
public sealed interface Match {

  /** The row stands there as it was written. */
  enum Equal implements Match {
    EQUAL
  }

  /** No row has its key. */
  enum Missing implements Match {
    MISSING
  }

  /** More than one row has its key. */
  enum Doubled implements Match {
    DOUBLED
  }

  /**
   * The row of its key is another one.
   *
   * @param differences in what; at least one
   */
  record Different(List<Difference> differences) implements Match {
    /** Takes an unmodifiable copy. */
    public Different {
      differences = List.copyOf(differences);
      if (differences.isEmpty()) {
        throw new IllegalArgumentException("a row that differs does so in some field");
      }
    }
  }

  /**
   * It cannot be told.
   *
   * @param reason why, a sentence without its full stop
   */
  record Unclear(String reason) implements Match {}
}
