package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.EndedJob;
import io.godwit.cli.show.Screen;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit clean}. Fields are filled by picocli. */
@Command(
    name = "clean",
    header = "Take away what Godwit made for itself in a job's target. No row of the job's tables.")
public final class CleanCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  /** For one command line, in this context. */
  public CleanCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read it. */
  private record Line(String type, String job, List<String> done) {}

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    String name = source.job().job();
    try (Screen screen = context.screen(options);
        Servers servers = EndedJob.servers(source, context, options)) {
      servers.cluster().probe();
      // What is noted of a run that goes on is what keeps it exact.
      EndedJob.require(
          new Runs(servers.cluster()), name, "and rests on what is noted in its target");
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

  @Override
  public Logging logging() {
    return Logging.FILE;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
