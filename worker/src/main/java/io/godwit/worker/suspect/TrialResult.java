package io.godwit.worker.suspect;

import io.godwit.worker.evidence.RecordEnd;
import java.util.List;

/** How a child process came through with the records that it was given. */
public sealed interface TrialResult {

  /**
   * It has carried them out, the sink's write included.
   *
   * @param ends one a record, in their order
   */
  record Lived(List<RecordEnd> ends) implements TrialResult {

    /** Takes an unmodifiable copy. */
    public Lived {
      ends = List.copyOf(ends);
    }
  }

  /**
   * It lives, but has no outcome for all of them: a server keeps it, or the target refuses
   * something for a reason that evidence must decide about.
   */
  record Waited(String why) implements TrialResult {}

  /**
   * It has ended while it worked on them, by what happened inside it.
   *
   * @param how as the record's failure tells it
   */
  record Died(String how) implements TrialResult {}

  /**
   * It says nothing of the records: it did not come to begin, was ended from outside, or gave no
   * answer in time.
   */
  record Unproven(String why) implements TrialResult {}
}
