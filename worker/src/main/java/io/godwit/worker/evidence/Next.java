package io.godwit.worker.evidence;

import java.time.Duration;
import java.util.List;

/**
 * What is to be done next with the records in a partition's hands; they are named by their places.
 */
public sealed interface Next {

  /** These are to be written, in this order. */
  record Write(List<Integer> places) implements Next {}

  /** Those in doubt are to be tried again, when so much time has passed. */
  record Wait(Duration time) implements Next {}

  /** These are in doubt, and it is time to try them again, in this order. */
  record TryAgain(List<Integer> places) implements Next {}

  /** Every record has ended. */
  enum Done implements Next {
    DONE
  }
}
