package io.godwit.worker.consume;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.List;

/** Says of the trouble of a partition which record it is about, and how it can be set aside. */
final class StuckRecord {

  private StuckRecord() {}

  /**
   * The same trouble, with the record and the command that sets it aside, where some records and
   * not the way to the target is in trouble.
   *
   * @param places the places in the batch of what was tried
   */
  static Trouble named(
      Trouble trouble, String job, int partition, BatchInFlight batch, List<Integer> places) {
    if (places.isEmpty() || !isAbout(trouble.code(), places.size())) {
      return trouble;
    }
    DataRecord first = batch.records().get(places.getFirst()).record();
    BatchInFlight.Place place = batch.place(places.getFirst());
    String which =
        (places.size() == 1 ? "" : "the first is ")
            + first.origin()
            + ", key "
            + first.key()
            + (places.size() == 1 ? ", alone" : "");
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
