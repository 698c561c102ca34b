package io.godwit.cli;

import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.FullOption;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.StartOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.RunFlow;
import io.godwit.cli.run.RunOrder;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit run}. Fields are filled by picocli. */
@Command(
    name = "run",
    header = "Run a job to its end in this process; an unfinished run of it goes on.")
final class RunCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many workers. Default: 2")
  private int workers = 2;

  @Mixin private StartOption start = new StartOption();

  @Mixin private FullOption full = new FullOption();

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    Arguments.atLeastOne("--workers", workers);
    JobSource source = JobSource.find(job, context.examples());
    try (Screen screen = context.screen(options)) {
      RunFlow flow = new RunFlow(context, options, screen);
      RunOrder request =
          new RunOrder(
              source,
              "run",
              workers,
              start.start(),
              context.environment(),
              opener -> {},
              cluster -> {},
              listen,
              wait);
      return flow.run(request.readingAll(full.isFull())).number();
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
