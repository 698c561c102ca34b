package io.godwit.cli.steer;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.remedy.SkipPlace;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit skip}. Fields are filled by picocli. */
@Command(
    name = "skip",
    header = "Set a record aside that a run waits for: it fails as skipped, and is not written.")
public final class SkipCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "JOB", description = "The name of a job, or its file.")
  private @Nullable String job;

  @Option(
      names = "--partition",
      required = true,
      paramLabel = "P",
      description = "The partition that waits, as its message names it.")
  private int partition;

  @Option(
      names = "--offset",
      required = true,
      paramLabel = "O",
      description = "The offset of the message in that partition.")
  private long offset;

  @Option(
      names = "--record",
      paramLabel = "N",
      description = "Which record of the message, from 0. Default: all that have not ended.")
  private @Nullable Integer record;

  /** For one command line, in this context. */
  public SkipCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    String name = JobSource.nameOf(String.valueOf(job), context.examples());
    int number = record == null ? Ruling.Skip.ALL : record;
    if (record != null && record < 0) {
      throw new Refused(ErrorCode.COMMAND_USAGE, "--record " + record + " counts from 0");
    }
    try (Screen screen = context.screen(options);
        Servers servers = context.servers(options, screen)) {
      servers.cluster().probe();
      JobEntry entry = new Runs(servers.cluster()).underWay(name);
      SkipPlace place = new SkipPlace(servers.cluster(), entry, partition, offset);
      int records = place.require(number);
      ControlTopic.put(
          servers.cluster(),
          entry.job(),
          entry.run(),
          new Ruling.Skip(partition, offset, number, System.currentTimeMillis()));
      screen.print(said(entry, records));
      screen.emit(new Line("skip", entry.job(), entry.run(), partition, offset, number));
      return ExitCode.COMPLETE.number();
    }
  }

  private String said(JobEntry entry, int records) {
    String which =
        records == 1 ? "1 record" : records + " records, those of them that have not ended yet,";
    return ("%s, run %s: %s at partition %d, offset %d will fail as skipped.%n"
            + "The worker that waits there sees it within seconds, and so does every later one of"
            + " this run.")
        .formatted(entry.job(), entry.run(), which, partition, offset);
  }

  /** What a machine is told. */
  private record Line(
      String type, String job, String run, int partition, long offset, int record) {}

  @Override
  public Logging logging() {
    return Logging.FILE;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
