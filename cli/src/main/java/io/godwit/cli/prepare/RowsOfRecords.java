package io.godwit.cli.prepare;

import io.godwit.cli.opening.KeyPlacing;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.ReplayOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Which row a record becomes, so that a replay writes nothing old over something new. */
public final class RowsOfRecords {

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private RowsOfRecords() {}

  /**
   * The hash of the row that a record becomes in the first place that it goes to: equal for all
   * records that the target takes for one row.
   *
   * @return empty where no row is written over, or it may be
   */
  static Optional<ToLongFunction<DataRecord>> of(Preflight checked, ReplayOrder order) {
    Job job = checked.job().job();
    if (order.overwrite() || !writesOver(job)) {
      return Optional.empty();
    }
    Placement placement = checked.placing().placement();
    return Optional.of(record -> {
      String unit = record.origin().unit();
      List<SinkSpec> places = job.sinks(unit);
      String to = places.isEmpty() ? "" : places.getFirst().to().of(unit);
      return placement.hash(record) ^ (to.hashCode() * MIX);
    });
  }

  /**
   * Makes sure that it can be known.
   *
   * @param notices what a person should know of the target
   * @throws Refused where a row may hold something newer and nobody could tell
   */
  public static void requireKnown(Preflight checked, List<String> notices, boolean overwrite) {
    Optional<String> unsure = KeyPlacing.unsure(notices);
    if (!overwrite && writesOver(checked.job().job()) && unsure.isPresent()) {
      throw new Refused(
          ErrorCode.REPLAY_REFUSED,
          "whether a later record has the key of a failed one cannot be known: "
              + unsure.get()
              + ". --overwrite writes over what may be newer");
    }
  }

  /** What inserts only leaves every row that is there as it is. */
  private static boolean writesOver(Job job) {
    return job.sinks().stream()
        .anyMatch(sink ->
            sink.write() == SinkSpec.Write.UPSERT || sink.write() == SinkSpec.Write.REPLACE);
  }
}
