package io.godwit.cli.option;

import io.godwit.common.model.failure.ErrorClass;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.text.NearestName;
import io.godwit.common.wire.letter.LetterFilter;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which failed records are meant. Their fields are filled by picocli. */
public final class LetterOptions {

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "The run whose failures are meant. Default: the last one")
  private @Nullable String run;

  @Option(names = "--class", paramLabel = "CLASS", description = "Only those of a class of errors.")
  private @Nullable String errorClass;

  @Option(names = "--code", paramLabel = "CODE", description = "Only those of a code.")
  private @Nullable String code;

  @Option(names = "--column", paramLabel = "COLUMN", description = "Only those of a column.")
  private @Nullable String column;

  @Option(names = "--split", paramLabel = "N", description = "Only those of a split of the run.")
  private @Nullable Integer split;

  @Option(names = "--key", paramLabel = "KEY", description = "Only those of a record's key.")
  private @Nullable String key;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only those that failed since then: 2026-11-28T09:00:00Z, or 2h for two hours ago.")
  private @Nullable String since;

  /** The run that is meant; empty for the last one. */
  public Optional<String> run() {
    return Optional.ofNullable(run);
  }

  /**
   * Which failures are meant.
   *
   * @param limit how many at most; empty for all
   * @throws Refused where there is no such class or code, or no such time
   */
  public LetterFilter filter(Optional<Integer> limit) {
    Optional<String> ofClass = Optional.ofNullable(errorClass);
    Optional<String> ofCode = Optional.ofNullable(code);
    ofClass.ifPresent(name ->
        require("--class", name, Arrays.stream(ErrorClass.values()).map(ErrorClass::id).toList()));
    ofCode.ifPresent(name ->
        require("--code", name, Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList()));
    limit.ifPresent(most -> Arguments.atLeastOne("--limit", most));
    LetterFilter filter =
        new LetterFilter(
            ofClass,
            ofCode,
            Optional.ofNullable(column),
            Optional.ofNullable(split),
            Optional.ofNullable(key),
            Optional.ofNullable(since),
            limit);
    try {
      var unused = filter.asOf(0);
    } catch (DateTimeException e) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "--since " + since + " is neither a time as 2026-11-28T09:00:00Z nor a span as 2h",
          e);
    }
    return filter;
  }

  private static void require(String option, String name, List<String> known) {
    if (!known.contains(name)) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          option + " " + name + ": there is none of this name" + NearestName.hint(name, known));
    }
  }
}
