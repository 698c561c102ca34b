package io.godwit.common.wire;

import io.godwit.common.model.failure.ErrorCode;
import java.util.Optional;

/** What a total counts. The text of a key is its Kafka key, and begins with the run. */
public sealed interface TotalKey {

  /** The run. */
  String run();

  /** The whole run. */
  record OfRun(String run) implements TotalKey {}

  /** One split of the run. */
  record OfSplit(String run, int split) implements TotalKey {}

  /** What one worker has done for the run; the producer counts what it could not read. */
  record OfWorker(String run, String worker) implements TotalKey {}

  /** The records of the run that failed with one code. */
  record OfCode(String run, ErrorCode code) implements TotalKey {}

  /**
   * The rows that records of the run became beyond one each, as if they were written records; there
   * is no such total where each record is a row.
   */
  record OfMoreRows(String run) implements TotalKey {}

  /** The text of the key. */
  default String text() {
    return switch (this) {
      case OfRun(String run) -> run + "/run";
      case OfSplit(String run, int split) -> run + "/split/" + split;
      case OfWorker(String run, String worker) -> run + "/worker/" + worker;
      case OfCode(String run, ErrorCode code) -> run + "/code/" + code.id();
      case OfMoreRows(String run) -> run + "/rows";
    };
  }

  /** The run that a text begins with, also where another version has written it; or nothing. */
  static String runOf(String text) {
    return text.substring(0, Math.max(0, text.indexOf('/')));
  }

  /** The key of a text; empty where it is none. */
  static Optional<TotalKey> parse(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length < 2) {
      return Optional.empty();
    }
    String rest = parts.length == 3 ? parts[2] : "";
    return switch (parts[1]) {
      case "run" -> Optional.of(new OfRun(parts[0]));
      case "split" -> split(parts[0], rest);
      case "worker" -> Optional.of(new OfWorker(parts[0], rest));
      case "code" -> ErrorCode.ofId(rest).map(code -> new OfCode(parts[0], code));
      case "rows" -> Optional.of(new OfMoreRows(parts[0]));
      default -> Optional.empty();
    };
  }

  private static Optional<TotalKey> split(String run, String number) {
    return number.matches("\\d{1,9}")
        ? Optional.of(new OfSplit(run, Integer.parseInt(number)))
        : Optional.empty();
  }
}
