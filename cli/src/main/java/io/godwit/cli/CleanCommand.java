package io.godwit.cli;

import io.godwit.cli.fleet.FleetOpener;
import io.godwit.cli.fleet.JobSource;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.Servers;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.ResolvedConnections;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.wire.JobEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit clean}. Fields are filled by picocli. */
@Command(
    name = "clean",
    header = "Take away what Godwit made for itself in a job's target. No row of the job's tables.")
final class CleanCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  CleanCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read it. */
  private record Line(String type, String job, List<String> done) {}

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    String name = source.job().job();
    try (Screen screen = context.screen(options);
        Servers servers = servers(source)) {
      servers.cluster().probe();
      requireFinished(new Runs(servers.cluster()), name);
      List<String> done =
          new FleetOpener(context.environment(), servers.embedded()).clean(source.job());
      if (done.isEmpty()) {
        screen.print("job " + name + " has left nothing of Godwit's in its target");
      }
      done.forEach(screen::print);
      screen.emit(new Line("clean", name, done));
      return ExitCode.COMPLETE.number();
    }
  }

  /** What is noted of a run that goes on is what keeps it exact. */
  private static void requireFinished(Runs runs, String name) throws Trouble {
    Optional<JobEntry> current = runs.current(name);
    if (current.isPresent() && runs.finish(current.get()).isEmpty()) {
      throw new Refused(
          ErrorCode.JOB_HELD,
          "run "
              + current.get().run()
              + " of "
              + name
              + " is not finished, and rests on what is noted in its target; finish it, or begin"
              + " anew with --new and clean after that run");
    }
  }

  private Servers servers(JobSource source) throws Trouble {
    Set<String> embedded = ResolvedConnections.embeddedServers(source.job(), context.environment());
    Optional<Servers> running = Servers.running(options.home(), options.cluster());
    return running.isPresent()
        ? running.get()
        : Servers.start(options.home(), options.cluster(), Servers.parts(embedded, true));
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
