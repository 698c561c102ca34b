package io.godwit.cli;

import io.godwit.cli.demo.SetupFiles;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.prepare.Preflight;
import io.godwit.cli.prepare.Preview;
import io.godwit.cli.prepare.Watermarks;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Reading;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
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

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  PlanCommand(CommandContext context) {
    this.context = context;
  }

  /** A source that lies in no embedded server is shown before any of them is started. */
  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    Set<String> ofSource =
        ResolvedConnections.embeddedServersOfSource(source.job(), context.environment());
    try (Screen screen = context.screen(options)) {
      if (ofSource.isEmpty()) {
        try (Preflight preflight = preflight(source, EmbeddedAddresses.NONE)) {
          tellWatermarks(screen, source, preflight);
          Shown shown = show(screen, preflight);
          // What follows needs the databases; what stands above is worth having without them.
          try (Servers servers = servers(source)) {
            databases(screen, shown, servers);
          }
        }
      } else {
        try (Servers servers = servers(source);
            Preflight preflight = preflight(source, servers.embedded())) {
          tellWatermarks(screen, source, preflight);
          databases(screen, show(screen, preflight), servers);
        }
      }
      screen.print("\nnothing was written; to begin: godwit run " + job);
      return ExitCode.COMPLETE.number();
    } catch (Refused refused) {
      throw withSetUp(refused, source);
    }
  }

  private Preflight preflight(JobSource source, EmbeddedAddresses embedded) throws Trouble {
    return Preflight.of(source, new FleetOpener(context.environment(), embedded));
  }

  /** Up to where runs have read is known to the broker, which may not run. */
  private void tellWatermarks(Screen screen, JobSource source, Preflight preflight) throws Trouble {
    if (!source.job().source().isIncremental()) {
      return;
    }
    Optional<Servers> running = Servers.running(options.home(), options.cluster());
    if (running.isEmpty()) {
      screen.print(
          "note: up to where the last run has read is known to the broker, and none runs here: this"
              + " shows what a first run would read\n");
      return;
    }
    try (Servers servers = running.get()) {
      new Watermarks(servers.cluster(), RunRequest.Start.RESUME, false)
          .tell(source.job(), preflight.source());
    }
  }

  /** What the source has shown. */
  private record Shown(Preflight preflight, PlanText text, List<Reading> readings) {}

  private static Shown show(Screen screen, Preflight preflight) throws Trouble {
    Plan plan = preflight.source().plan();
    List<Reading> readings = Preview.read(preflight.source(), plan, SAMPLES);
    PlanText text = new PlanText(preflight, plan, readings);
    screen.print(text.source());
    screen.emit(text.line());
    return new Shown(preflight, text, readings);
  }

  private void databases(Screen screen, Shown shown, Servers servers) throws Trouble {
    FleetOpener opener = new FleetOpener(context.environment(), servers.embedded());
    try (Pipeline pipeline = opener.pipeline(shown.preflight().job().job())) {
      screen.print(shown.text().samples(Preview.through(pipeline, shown.readings())));
    }
    shown.preflight().made(opener).forEach(task -> screen.print("\nto be made: " + task));
    Preflight.Advice advice = shown.preflight().databases(opener);
    advice.cautions().forEach(caution -> screen.print("\ncaution: " + caution));
    advice.notices().forEach(notice -> screen.print("\nnote: " + notice));
  }

  /** An example brings its tables along, which only the demonstration makes. */
  private Refused withSetUp(Refused refused, JobSource source) throws Trouble {
    boolean made = SetupFiles.of(source).statements().isEmpty();
    if (refused.code() != ErrorCode.TABLE_MISSING || made) {
      return refused;
    }
    return new Refused(
        refused.code(),
        refused.getMessage()
            + "\nthis example brings its tables along, and \"godwit demo "
            + job
            + "\" makes them",
        refused);
  }

  private Servers servers(JobSource source) throws Trouble {
    Set<String> ofJob = ResolvedConnections.embeddedServers(source.job(), context.environment());
    return Servers.databases(options.home(), options.cluster(), ofJob);
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
