package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.letters.LetterGroups;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.LetterOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.StartOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.remedy.OpenFailures;
import io.godwit.cli.remedy.ReplayWish;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.RunFlow;
import io.godwit.cli.run.RunOrder;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit replay}. Fields are filled by picocli. */
@Command(
    name = "replay",
    header = "Take up again what a finished run could not write, by the job file as it is now.")
public final class ReplayCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();
  @Mixin private LetterOptions letters = new LetterOptions();
  @Mixin private ListenOption listen = new ListenOption();
  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, the first in the order of the source.")
  private @Nullable Integer limit;

  @Option(
      names = "--overwrite",
      description = "Also where a later record of the key, or a later run, may have been written.")
  private boolean overwrite;

  @Option(
      names = "--dry-run",
      description = "Only show what would be taken. Nothing is begun, and nothing is taken.")
  private boolean dry;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many workers. Default: 2")
  private int workers = 2;

  @Mixin private StartOption start = new StartOption();

  /** For one command line, in this context. */
  public ReplayCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    Arguments.atLeastOne("--workers", workers);
    ReplayWish wish =
        new ReplayWish(letters.run(), letters.filter(Optional.ofNullable(limit)), overwrite);
    JobSource source = JobSource.find(job, context.examples());
    if (dry) {
      return shown(wish, source.job().job());
    }
    try (Screen screen = context.screen(options)) {
      RunFlow flow = new RunFlow(context, options, screen);
      RunOrder request =
          new RunOrder(
              source,
              "replay",
              workers,
              start.start(),
              context.environment(),
              opener -> {},
              cluster -> {},
              listen,
              wait);
      return flow.run(request.replaying(Optional.of(wish))).number();
    }
  }

  private int shown(ReplayWish wish, String name) throws Trouble {
    try (Screen screen = context.screen(options);
        Servers servers = context.servers(options, screen)) {
      servers.cluster().probe();
      LetterGroups groups = new LetterGroups(name);
      OpenFailures open = OpenFailures.of(servers.cluster(), name, wish.run());
      open.forEach(wish.filter(), groups::add);
      long taken = Math.min(groups.count(), wish.filter().limit().orElse(Integer.MAX_VALUE));
      screen.print(
          "of run "
              + open.root()
              + ", "
              + taken
              + " of these would be taken, but for those of whose key a later record was written"
              + groups.text());
      return ExitCode.COMPLETE.number();
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
