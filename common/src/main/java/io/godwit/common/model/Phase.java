package io.godwit.common.model;

import java.util.Locale;

/** A stage of a run in which the target itself is worked on, and not its records. */
public enum Phase {
  /** What records are written to is made. */
  CREATE,
  /** Rows are found of which the source has no record any more, and deleted or marked. */
  GONE,
  /** What is better made when all records are there: indexes, foreign keys, counters. */
  FINISH,
  /** What stands at the target is compared with what was written there. */
  VERIFY;

  /** How machines name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
