package io.godwit.cli.ended;

import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.remedy.RefusedTasks;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.RunFlow;
import io.godwit.cli.run.RunOrder;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit finish}. Fields are filled by picocli. */
@Command(name = "finish", header = "Try again what the target has refused after the load of a run.")
public final class FinishCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(
      names = "--gone",
      paramLabel = "ROWS",
      description = "How many rows may be gone from the source, where sink.gone allows fewer.")
  private long gone;

  /** For one command line, in this context. */
  public FinishCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    try (Screen screen = context.screen(options)) {
      RunFlow flow = new RunFlow(context, options, screen);
      RunOrder request =
          new RunOrder(
              source,
              "finish",
              1,
              RunRequest.Start.RESUME,
              context.environment(),
              opener -> {},
              cluster -> again(cluster, source, screen),
              listen,
              wait);
      return flow.run(request).number();
    }
  }

  private void again(Cluster cluster, JobSource source, Screen screen) throws Trouble {
    RefusedTasks.again(cluster, source.job().job(), Math.max(0, gone))
        .forEach(task -> screen.say("once more: " + task));
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
