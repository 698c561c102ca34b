package io.godwit.cli;

import io.godwit.cli.fleet.FleetOpener;
import io.godwit.cli.fleet.JobSource;
import io.godwit.cli.fleet.Preflight;
import io.godwit.cli.fleet.Preview;
import io.godwit.cli.fleet.Servers;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.EmbeddedPart;
import io.godwit.common.job.ResolvedConnections;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Trouble;
import io.godwit.worker.step.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit plan}. Fields are filled by picocli. */
@Command(
    name = "plan",
    header = "Show what a run would do: splits, count, types, first records. Writes nothing.")
final class PlanCommand implements Callable<Integer>, Logged {

  private static final int SAMPLES = 5;

  private final Surroundings surroundings;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, surroundings.examples());
    try (Screen screen = surroundings.screen(options)) {
      Preflight preflight = Preflight.of(source);
      List<Reading> readings = Preview.read(preflight.source(), preflight.plan(), SAMPLES);
      PlanText text = new PlanText(preflight, readings);
      screen.print(text.source());
      screen.emit(text.line());
      // What follows needs the databases; what stands above is worth having without them.
      try (Servers servers = servers(source)) {
        FleetOpener opener = new FleetOpener(surroundings.environment(), servers.embedded());
        try (Pipeline pipeline = opener.pipeline(source.job())) {
          screen.print(text.samples(Preview.through(pipeline, readings)));
        }
        preflight.databases(opener).ifPresent(warning -> screen.print("\nwarning: " + warning));
      }
      screen.print("\nnothing was written; to begin: godwit run " + job);
      return ExitCode.COMPLETE.number();
    }
  }

  private Servers servers(JobSource source) throws Trouble {
    Set<EmbeddedPart> ofJob =
        ResolvedConnections.embeddedParts(source.job(), surroundings.environment());
    Optional<Servers> running = Servers.running(options.home(), options.cluster());
    return ofJob.isEmpty() || running.isEmpty()
        ? Servers.start(options.home(), Optional.empty(), Servers.parts(ofJob, false))
        : running.get();
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
