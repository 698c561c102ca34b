package io.godwit.cli;

import io.godwit.cli.fleet.JobSource;
import io.godwit.cli.fleet.Lookout;
import io.godwit.cli.fleet.Preflight;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.Servers;
import io.godwit.cli.show.Figures;
import io.godwit.cli.show.Screen;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.JobEntry;
import io.godwit.producer.ProducerRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit producer}. Fields are filled by picocli. */
@Command(
    name = "producer",
    header = "Register a run and publish its records; ends when all are published.")
final class ProducerCommand implements Callable<Integer>, Logged {

  private final Surroundings surroundings;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(names = "--new", description = "Begin anew, whatever was begun before.")
  private boolean fresh;

  ProducerCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, surroundings.examples());
    Instruments instruments = Instruments.of(new Meters());
    List<Health> roles = List.of(instruments.health());
    try (Screen screen = surroundings.screen(options);
        var served = listen.serve(instruments.meters(), roles, Map.of());
        Servers servers = Servers.attach(options.home(), options.cluster())) {
      served.announce(screen);
      servers.cluster().probe();
      Preflight preflight = Preflight.of(source);
      Runs runs = new Runs(servers.cluster());
      JobEntry entry = entry(runs, source);
      screen.say("producer publishes run " + entry.run() + " of " + entry.job());
      ProducerRole role =
          new ProducerRole(servers.cluster(), source.job(), entry, preflight.source(), instruments);
      Lookout lookout =
          Lookout.of(servers.cluster(), entry.job(), "producer", "producer", instruments);
      try {
        new RoleThread("producer", role::run, role::close).untilEndOr(surroundings.interruption());
      } finally {
        lookout.close();
      }
      if (surroundings.interruption().requested()) {
        screen.print("stopped; the same command resumes");
        return ExitCode.INTERRUPTED.number();
      }
      screen.print(
          "published: "
              + Figures.records(preflight.plan().records())
              + " of run "
              + entry.run()
              + "; workers and aggregator do the rest");
      return ExitCode.COMPLETE.number();
    }
  }

  private JobEntry entry(Runs runs, JobSource source) throws Trouble {
    return switch (runs.next(source.job(), fresh)) {
      case Runs.Next.Resume(JobEntry unfinished) -> {
        runs.createTopics(source.job());
        yield unfinished;
      }
      case Runs.Next.Begin ignored -> {
        JobEntry entry = Runs.entry(source);
        runs.register(entry, source.job());
        yield entry;
      }
    };
  }

  @Override
  public Logging logging() {
    return Logging.STDERR;
  }

  @Override
  public CommonOptions options() {
    return options;
  }
}
