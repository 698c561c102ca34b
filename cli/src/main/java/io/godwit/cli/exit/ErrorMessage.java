package io.godwit.cli.exit;

import io.godwit.common.job.JobProblems;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.VisibleText;
import io.godwit.common.wire.run.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a person is told where a command cannot go on.
 *
 * @param code what is the matter, from the closed list
 * @param message names the thing and the value; may have several lines
 * @param remedy what to do about it
 */
public record ErrorMessage(ErrorCode code, String message, String remedy) {

  /** How machines read it. */
  private record Line(
      String type, String code, String message, String cause, String remedy, int exit) {}

  /**
   * What is said of anything thrown.
   *
   * @param log where the details are
   */
  public static ErrorMessage about(Throwable thrown, Path log) {
    return switch (thrown) {
      case Refused refused -> of(refused.code(), message(refused));
      case Trouble trouble -> of(trouble.code(), message(trouble));
      case JobProblems problems -> of(problems.code(), message(problems));
      case ConfigException config -> of(ErrorCode.COMMAND_USAGE, "Kafka: " + message(config));
      case KafkaException lost -> of(ErrorCode.BROKER_UNREACHABLE, "Kafka: " + message(lost));
      default ->
          new ErrorMessage(
              ErrorCode.INTERNAL,
              thrown.getClass().getSimpleName() + ": " + thrown.getMessage(),
              "Report it with the log, " + log + ".");
    };
  }

  private static ErrorMessage of(ErrorCode code, String message) {
    return new ErrorMessage(code, message, code.remedy());
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  /** What to write to the standard error stream. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("godwit: " + message.replace("\n", "\n        "));
    lines.add("  why:  " + code.cause());
    lines.add("  do:   " + remedy);
    lines.add("  code: " + code.id());
    // Names and values of anybody, and a server's words about them.
    return VisibleText.lines(String.join(System.lineSeparator(), lines));
  }

  /** The same as one line of JSON. */
  public String json() {
    Line line =
        new Line("error", code.id(), message, code.cause(), remedy, ExitCode.of(code).number());
    return new String(Json.write(line), StandardCharsets.UTF_8);
  }
}
