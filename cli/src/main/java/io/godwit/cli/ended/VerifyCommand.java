package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.remedy.ReplayWish;
import io.godwit.cli.remedy.Verification;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.RunFlow;
import io.godwit.cli.run.RunOrder;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Trouble;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit verify}. Fields are filled by picocli. */
@Command(
    name = "verify",
    header = "Compare what the last run has written with what stands at the target now.")
public final class VerifyCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(
      names = "--repair",
      description = {
        "Put the records back to work whose rows the last comparison has found to be missing or",
        "different, and no others."
      })
  private boolean repair;

  /** For one command line, in this context. */
  public VerifyCommand(CommandContext context) {
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
              "verify",
              1,
              RunRequest.Start.RESUME,
              context.environment(),
              opener -> {},
              cluster -> begin(cluster, source, screen),
              listen,
              wait);
      Optional<ReplayWish> repairs = repair ? Optional.of(ReplayWish.ofRepair()) : Optional.empty();
      ExitCode exit = flow.run(request.replaying(repairs));
      // What has failed was told when it did, and is not what is asked here.
      return (exit == ExitCode.FAILURES ? ExitCode.COMPLETE : exit).number();
    }
  }

  private void begin(Cluster cluster, JobSource source, Screen screen) throws Trouble {
    if (repair) {
      return;
    }
    screen.say("comparing run " + Verification.begin(cluster, source.job().job()));
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
