package io.godwit.worker.settle;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.Tally;

/** A tally that grows record by record, without an object for each. */
final class TallySum {

  private long written;
  private long unchanged;
  private long dropped;
  private long failed;

  void add(Outcome outcome, long count) {
    switch (outcome) {
      case Outcome.Written ignored -> written += count;
      case Outcome.Unchanged ignored -> unchanged += count;
      case Outcome.Dropped ignored -> dropped += count;
      case Outcome.Failed ignored -> failed += count;
    }
  }

  Tally tally() {
    return new Tally(written, unchanged, dropped, failed);
  }
}
