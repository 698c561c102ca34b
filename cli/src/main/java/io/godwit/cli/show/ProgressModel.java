package io.godwit.cli.show;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is shown of a run at one moment.
 *
 * @param job the job's name
 * @param run the run's id
 * @param phase what is going on
 * @param elapsed since this command began to watch
 * @param total the records of the source; empty until it is counted
 * @param read how many have been read from the source
 * @param tally what has become of them
 * @param speed how fast
 * @param lag how many records are published and have no outcome yet
 * @param workers what each has done, by name in order
 * @param failures how many records failed, by code
 * @param waits what is being waited for, one sentence each
 */
public record ProgressModel(
    String job,
    String run,
    Phase phase,
    Duration elapsed,
    OptionalLong total,
    long read,
    Tally tally,
    Speed speed,
    long lag,
    Map<String, WorkerProgress> workers,
    Map<ErrorCode, Long> failures,
    List<String> waits) {

  /** What is going on. */
  public enum Phase {
    COUNTING("counting the source"),
    RUNNING("running"),
    PAUSED("paused"),
    STOPPING("stopping: finishing what is in hand"),
    REPORTING("writing the report"),
    COMPLETE("complete");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** How a person reads it. */
    public String text() {
      return text;
    }
  }

  /**
   * Records per second.
   *
   * @param now in the last five seconds
   * @param average since the first
   * @param peak the best five seconds
   * @param soonest until all are done at the best rate to expect; empty while unknown
   * @param latest the same at the worst rate
   */
  public record Speed(
      double now,
      double average,
      double peak,
      Optional<Duration> soonest,
      Optional<Duration> latest) {}

  /**
   * One worker.
   *
   * @param records how many it has brought to an end
   * @param now records per second in the last five seconds
   */
  public record WorkerProgress(long records, double now) {}

  /** The sum of the run's outcomes. */
  public long ended() {
    return tally.total();
  }
}
