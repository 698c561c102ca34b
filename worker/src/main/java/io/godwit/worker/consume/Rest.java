package io.godwit.worker.consume;

import java.time.Duration;

/** What a partition does after some work at its batch. */
sealed interface Rest {
  /** Nothing: all is settled. */
  enum Settled implements Rest {
    SETTLED
  }

  /** To wait until something may be begun again: nothing was of this batch. */
  enum NotBegun implements Rest {
    NOT_BEGUN
  }

  /** To wait for a turn, which comes. */
  record Turn(Duration time) implements Rest {}

  /** To wait until the target is reached again. */
  enum Down implements Rest {
    DOWN
  }

  /** To wait for what may take for ever. */
  record Stuck(Duration time) implements Rest {}
}
