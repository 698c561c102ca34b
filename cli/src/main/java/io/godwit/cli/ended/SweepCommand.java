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
import io.godwit.producer.sweep.JobSweep;
import io.godwit.producer.sweep.ObjectSweep.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit sweep}. Fields are filled by picocli. */
@Command(
    name = "sweep",
    header = "Remove objects that refused records of a job's last run have left in its stores.")
public final class SweepCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(names = "--dry-run", description = "Only list them.")
  private boolean dryRun;

  /** For one command line, in this context. */
  public SweepCommand(CommandContext context) {
    this.context = context;
  }

  /**
   * How machines read it.
   *
   * @param left objects of refused records, which were removed unless this was a dry run
   * @param shared objects that a refused record has put, and others may need
   */
  private record Line(
      String type, String job, boolean dryRun, List<String> left, List<String> shared) {}

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    String name = source.job().job();
    try (Screen screen = context.screen(options);
        Servers servers = EndedJob.servers(source, context, options)) {
      servers.cluster().probe();
      EndedJob.require(
          new Runs(servers.cluster()),
          name,
          "and which of its records have a row is not known yet");
      List<String> left = new ArrayList<>();
      List<String> shared = new ArrayList<>();
      FleetOpener opener = new FleetOpener(context.environment(), servers.embedded());
      new JobSweep(servers.cluster(), source.job(), store -> opener.store(source.job(), store))
          .sweep(dryRun, (place, found) -> say(screen, place.store(), found, left, shared));
      if (left.isEmpty() && shared.isEmpty()) {
        screen.print("refused records of job " + name + " have left no object");
      }
      screen.emit(new Line("sweep", name, dryRun, left, shared));
      return ExitCode.COMPLETE.number();
    }
  }

  private void say(
      Screen screen, String store, Found found, List<String> left, List<String> shared) {
    String object = store + ": " + found.facts().name();
    switch (found) {
      case Found.Left ignored -> {
        left.add(object);
        screen.print((dryRun ? "would be removed: " : "removed: ") + object);
      }
      case Found.Shared ignored -> {
        shared.add(object);
        screen.print("stays, since another record may need it: " + object);
      }
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
