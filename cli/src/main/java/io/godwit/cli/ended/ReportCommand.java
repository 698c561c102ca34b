package io.godwit.cli.ended;

import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.Headline;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit report}. Fields are filled by picocli. */
@Command(
    name = "report",
    header = "Print the headline of the newest report; its exit code is that of the run.")
public final class ReportCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "The name of a job, or its file. Default: the job that was reported last")
  private @Nullable String job;

  /** For one command line, in this context. */
  public ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    Optional<String> name =
        Optional.ofNullable(job).map(any -> JobSource.nameOf(any, context.examples()));
    Path folder =
        newest(name)
            .orElseThrow(() ->
                new Refused(
                    ErrorCode.JOB_UNKNOWN,
                    "there is no report"
                        + name.map(any -> " of a job " + any).orElse("")
                        + " in "
                        + options.reports()));
    Headline headline = Headline.of(folder);
    try (Screen screen = context.screen(options)) {
      screen.print(headline.text());
      screen.emit(headline.line());
    }
    return headline.exit().number();
  }

  /** Reports lie in {@code reports/JOB/RUN/}, and the ids of runs sort by time. */
  private Optional<Path> newest(Optional<String> name) throws Trouble {
    Path reports = options.reports();
    if (!Files.isDirectory(reports)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.find(reports, 2, (path, its) -> its.isDirectory())) {
      return found
          .filter(path -> reports.relativize(path).getNameCount() == 2)
          .filter(path -> Files.exists(path.resolve("report.json")))
          .filter(path -> name.isEmpty() || reports.relativize(path).startsWith(name.get()))
          .max(Comparator.comparing(path -> path.getFileName().toString()));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + reports + " cannot be read", e);
    }
  }

  @Override
  public Logging logging() {
    return Logging.FILE;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
