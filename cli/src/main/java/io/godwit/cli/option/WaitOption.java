package io.godwit.cli.option;

import io.godwit.common.job.shape.Spans;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how long to wait for a broker. Its field is filled by picocli. */
public final class WaitOption {

  /** A person stands before it; and a broker on a busy machine may take a while. */
  private static final Duration OF_RUN = Duration.ofSeconds(30);

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = {
        "How long to wait for a broker at the start, such as 500ms, 30s, 5m or 1h.",
        "Default: for ever; 30s for godwit run."
      })
  private @Nullable String wait;

  /** How long a role of a fleet waits; empty for ever. */
  public Optional<Duration> forRole() {
    return given();
  }

  /** How long a run waits. */
  public Duration forRun() {
    return given().orElse(OF_RUN);
  }

  private Optional<Duration> given() {
    try {
      return Optional.ofNullable(wait).map(Spans::parse);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE, "--wait " + wait + " is no time: " + e.getMessage(), e);
    }
  }
}
