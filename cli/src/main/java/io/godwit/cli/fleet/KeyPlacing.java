package io.godwit.cli.fleet;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SourceSpec.Duplicates;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsKeyEquality;
import io.godwit.common.wire.Placement;
import io.godwit.worker.step.KeyTrace;
import java.util.Optional;

/**
 * How the records of a job are placed in partitions.
 *
 * @param placement the rule
 * @param warning why records that the target takes for one key may be in different ones; empty
 *     where they are not
 */
public record KeyPlacing(Placement placement, Optional<String> warning) {

  private static final String MEET =
      ": records of one key may be in several partitions. None is lost or doubled; workers that"
          + " meet at a row wait for each other";

  /**
   * The placing of a job's records.
   *
   * @throws Refused {@link ErrorCode#KEY_UNKNOWN} where the last record of a key is to win and the
   *     sink's key cannot be known
   */
  public static KeyPlacing of(Job job) {
    return switch (KeyTrace.of(job.steps(), job.sink().key())) {
      case KeyTrace.Trace.Known(Placement placement) -> new KeyPlacing(placement, Optional.empty());
      case KeyTrace.Trace.Unknown(String reason) -> {
        if (job.source().duplicates() == Duplicates.LAST_WINS) {
          throw new Refused(
              ErrorCode.KEY_UNKNOWN,
              "duplicates: last-wins needs the sink's key before the steps are run, and "
                  + reason
                  + ". Take the key from fields of the source, or say duplicates: any");
        }
        yield new KeyPlacing(
            Placement.bySourceKey(),
            Optional.of("placed by the source's key, since " + reason + MEET));
      }
    };
  }

  /**
   * Why records of one key may be in several partitions, by what a sink knows of its key.
   *
   * @throws Refused {@link ErrorCode#KEY_UNKNOWN} where the last record of a key is to win
   */
  static Optional<String> check(Job job, Sink sink) {
    if (!(sink instanceof SupportsKeyEquality target) || target.unknownEquality().isEmpty()) {
      return Optional.empty();
    }
    String reason = target.unknownEquality().get();
    if (job.source().duplicates() == Duplicates.LAST_WINS) {
      throw new Refused(
          ErrorCode.KEY_UNKNOWN,
          "duplicates: last-wins needs to know which keys the target takes for one, and " + reason);
    }
    return Optional.of(reason + MEET);
  }
}
