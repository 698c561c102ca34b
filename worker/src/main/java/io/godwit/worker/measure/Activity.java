package io.godwit.worker.measure;

import java.util.Locale;

/** What is done for a partition. */
public enum Activity {
  /** A batch is decoded, transformed and written. */
  BUSY,
  /** A batch met trouble and will be tried again. */
  WAITING,
  /**
   * There are records, and other partitions' batches or unsettled results come first, or the run is
   * paused.
   */
  PAUSED,
  /** There are no records. */
  IDLE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
