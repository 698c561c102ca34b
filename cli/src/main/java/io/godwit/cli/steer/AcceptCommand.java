package io.godwit.cli.steer;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.remedy.Acceptance;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit accept}. Fields are filled by picocli. */
@Command(
    name = "accept",
    header = "Show how the target of an unfinished run was altered, and go on with it as it is.")
public final class AcceptCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "JOB", description = "The name of a registered job, or its file.")
  private String job = "";

  @Option(names = "--show", description = "Only show what is different; accept nothing.")
  private boolean onlyShow;

  /** For one command line, in this context. */
  public AcceptCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read it. */
  private record Line(
      String type, String job, String run, List<String> differences, boolean accepted) {}

  @Override
  public Integer call() throws Trouble {
    String name = Arguments.name("JOB", JobSource.nameOf(job, context.examples()));
    try (Screen screen = context.screen(options);
        Servers servers = Servers.attach(options.home(), options.cluster())) {
      servers.cluster().probe();
      Runs runs = new Runs(servers.cluster());
      JobEntry entry = unfinished(runs, name);
      FleetOpener opener = new FleetOpener(context.environment(), servers.embedded());
      List<String> units =
          runs.view(entry).splits().stream()
              .map(split -> split.progress().split().unit())
              .distinct()
              .toList();
      show(screen, entry, Acceptance.of(servers.cluster(), entry, units, opener));
      return ExitCode.COMPLETE.number();
    }
  }

  private void show(Screen screen, JobEntry entry, List<Acceptance> acceptances) {
    List<String> differences =
        acceptances.stream().flatMap(one -> one.differences().stream()).toList();
    boolean accepted = !onlyShow && !differences.isEmpty();
    if (differences.isEmpty()) {
      screen.print(
          "the target of run " + entry.run() + " is as the run rests on it; nothing to accept");
    } else {
      screen.print("the target of run " + entry.run() + " is not as the run rests on it:");
      differences.forEach(line -> screen.print("  " + line));
    }
    if (accepted) {
      acceptances.stream().filter(one -> !one.differences().isEmpty()).forEach(Acceptance::accept);
      screen.print("accepted: the run rests on it as it is now, and its workers go on");
    }
    screen.emit(new Line("accept", entry.job(), entry.run(), differences, accepted));
  }

  private static JobEntry unfinished(Runs runs, String name) throws Trouble {
    JobEntry entry = runs.registered(name);
    if (runs.finish(entry).isPresent()) {
      throw new Refused(
          ErrorCode.JOB_UNKNOWN,
          "run " + entry.run() + " of " + name + " is finished: nothing waits");
    }
    return entry;
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
