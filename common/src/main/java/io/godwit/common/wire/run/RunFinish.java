package io.godwit.common.wire.run;

import io.godwit.common.model.Tally;
import java.util.Optional;

/**
 * That a run is complete and its report is written. An aggregator puts it into its totals topic
 * once every file of the report is in its place, so whoever waits for a run waits for this.
 *
 * @param balanced whether the books balance, also record by record, as only the report has checked
 * @param path the folder of the report, on the machine of the aggregator
 * @param finishedAt when the last batch of the run ended, in milliseconds since 1970
 * @param records how many records were read from the source
 * @param tally what became of them
 * @param refused how many tasks of its phases the target has refused
 * @param verified what its comparison with the target has found; empty where it was not compared
 */
public record RunFinish(
    boolean balanced,
    String path,
    long finishedAt,
    long records,
    Tally tally,
    int refused,
    Optional<VerifyProgress> verified) {

  /** One that was not compared with its target. */
  public RunFinish(
      boolean balanced, String path, long finishedAt, long records, Tally tally, int refused) {
    this(balanced, path, finishedAt, records, tally, refused, Optional.empty());
  }

  /** One of which nothing was refused. */
  public RunFinish(boolean balanced, String path, long finishedAt, long records, Tally tally) {
    this(balanced, path, finishedAt, records, tally, 0);
  }

  /** The key of a run's finish in the totals topic; no total has such a key. */
  public static String key(String run) {
    return run + "/report";
  }
}
