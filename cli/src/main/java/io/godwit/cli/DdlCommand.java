package io.godwit.cli;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit ddl}. Fields are filled by picocli. */
@Command(
    name = "ddl",
    header = "Print the statements that make what Godwit needs for itself in a job's target.")
final class DdlCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  DdlCommand(CommandContext context) {
    this.context = context;
  }

  /** How machines read it. */
  private record Line(String type, String job, List<String> statements) {}

  /**
   * Asks no server: whoever may make it often sits at another desk. Of an embedded one the address
   * is needed, and nothing more.
   */
  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    Set<String> embedded = ResolvedConnections.embeddedServers(source.job(), context.environment());
    try (Screen screen = context.screen(options);
        Servers servers = Servers.databases(options.home(), options.cluster(), embedded)) {
      List<String> statements =
          new FleetOpener(context.environment(), servers.embedded()).needed(source.job());
      if (statements.isEmpty()) {
        screen.print("-- job " + source.job().job() + " needs nothing for itself in its target");
      }
      statements.forEach(statement -> screen.print(statement + ";"));
      screen.emit(new Line("ddl", source.job().job(), statements));
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
