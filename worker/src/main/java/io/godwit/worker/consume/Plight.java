package io.godwit.worker.consume;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Trouble;
import java.util.List;

/** Says of the trouble of a partition which record it is about, and how it can be set aside. */
final class Plight {

  private Plight() {}

  /**
   * The same trouble, with the record and the command that sets it aside, where a batch of records
   * and not the way to the target is in trouble.
   *
   * @param batch the places in the hand of what was tried
   */
  static Trouble named(Trouble trouble, String job, int partition, Hand hand, List<Integer> batch) {
    if (batch.isEmpty() || !isAbout(trouble.code(), batch.size())) {
      return trouble;
    }
    DataRecord first = hand.records().get(batch.getFirst()).record();
    Hand.Place place = hand.place(batch.getFirst());
    String which =
        (batch.size() == 1 ? "" : "the first is ")
            + first.origin()
            + ", key "
            + first.key()
            + (batch.size() == 1 ? ", alone" : "");
    String command =
        "godwit skip %s --partition %d --offset %d --record %d"
            .formatted(job, partition, place.offset(), place.number());
    return new Trouble(
        trouble.code(),
        trouble.message() + " (" + which + "; to set it aside: " + command + ")",
        trouble);
  }

  private static boolean isAbout(ErrorCode code, int records) {
    return code == ErrorCode.TARGET_REFUSES_ALL
        || (records == 1
            && (code == ErrorCode.TARGET_SLOW
                || code == ErrorCode.TARGET_TOO_MUCH
                || code == ErrorCode.TARGET_CONFLICT));
  }
}
