package io.godwit.cli.role;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.BrokerWatch;
import io.godwit.cli.fleet.JobTaking;
import io.godwit.cli.fleet.RoleThread;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.TakenJob;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.FullOption;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.StartOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.prepare.Preflight;
import io.godwit.cli.prepare.RunContent;
import io.godwit.cli.prepare.TargetMaking;
import io.godwit.cli.prepare.Watermarks;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.cli.run.AwaitedJob;
import io.godwit.cli.run.BrokerWait;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.JoinedRun;
import io.godwit.cli.run.Starting;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.Claim;
import io.godwit.common.claim.Claiming;
import io.godwit.common.claim.Crew;
import io.godwit.common.claim.LeaseCrew;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.kafka.Topics;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.Job;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.ProducerRole;
import io.godwit.producer.TargetWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit producer}. Fields are filled by picocli. */
@Command(
    name = "producer",
    header = "Register a run and publish its records; ends when all are published.")
public final class ProducerCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Mixin private StartOption start = new StartOption();

  @Mixin private FullOption full = new FullOption();

  /** For one command line, in this context. */
  public ProducerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    Instruments instruments = Instruments.of(new Meters());
    List<Health> roles = List.of(instruments.health());
    try (Screen screen = context.screen(options);
        var served = listen.serve(instruments.meters(), roles, Map.of());
        Servers servers = Servers.attach(options.home(), options.cluster());
        JoinedRun joined = new JoinedRun(servers.cluster(), instruments, screen::say)) {
      served.announce(screen);
      Optional<Begun> begun =
          Starting.call(
              context.interruption(), () -> begin(source, servers, joined, screen, instruments));
      // What it shared in is its own now, or is done.
      joined.leave();
      return (begun.isEmpty() ? stopped(screen) : work(begun.get(), servers, screen, instruments))
          .number();
    }
  }

  /** What is known when the job is this command's. */
  private record Begun(Preflight preflight, Runs runs, TakenJob taken) {}

  private Begun begin(
      JobSource source, Servers servers, JoinedRun joined, Screen screen, Instruments instruments)
      throws Trouble, InterruptedException {
    new BrokerWait("producer", source.job().job(), "producer", instruments, screen::say)
        .await(servers.cluster(), wait.forRole());
    Preflight preflight = Preflight.of(source, opener(servers));
    boolean taken = false;
    try {
      Begun begun = begin(source, preflight, servers, joined, screen, instruments);
      taken = true;
      return begun;
    } finally {
      if (!taken) {
        joined.leave();
        preflight.close();
      }
    }
  }

  private Begun begin(
      JobSource source,
      Preflight preflight,
      Servers servers,
      JoinedRun joined,
      Screen screen,
      Instruments instruments)
      throws Trouble, InterruptedException {
    preflight.inspection().remarks().forEach(screen::say);
    if (source.job().sinks().stream().anyMatch(sink -> sink.key().isEmpty())) {
      // Whose key places the records the target says, and nobody else here asks it.
      preflight.databases(opener(servers)).notices().forEach(screen::say);
    }
    RunRequest.Start which = start.start();
    Runs runs = new Runs(servers.cluster());
    new Watermarks(servers.cluster(), start.start(), full.isFull())
        .tell(source.job(), preflight.source());
    Preflight planned = preflight.forRun(runs, which, screen::say);
    AwaitedJob held =
        new AwaitedJob(which == RunRequest.Start.RESUME, screen::say, instruments.health()::sign);
    boolean shares =
        which == RunRequest.Start.RESUME && !source.job().source().duplicates().isInOrder();
    Claiming.Waiting waiting =
        shares
            ? joined.waiting(
                (entry, crew) -> role(servers, planned, entry, crew, instruments), held)
            : held;
    TakenJob job =
        JobTaking.of(
            servers.cluster(), source, "producer", RunRequest.Kind.PUBLISH, which, waiting);
    return new Begun(planned, runs, job);
  }

  private ExitCode work(Begun begun, Servers servers, Screen screen, Instruments instruments)
      throws Trouble {
    try (Preflight preflight = begun.preflight();
        TakenJob job = begun.taken()) {
      JobEntry entry = job.entry();
      switch (job.claim()) {
        case Claim.Begun ignored -> screen.say(publishes(entry));
        case Claim.Resumed ignored -> screen.say(publishes(entry));
        case Claim.Untold ignored -> {
          return published(begun, screen);
        }
        case Claim.Done ignored -> {
          screen.print(done(entry));
          return ExitCode.COMPLETE;
        }
      }
      BrokerWatch brokerWatch =
          BrokerWatch.of(servers.cluster(), entry.job(), "producer", "producer", instruments);
      RunContent.sweepGivenUp(work(servers, preflight, entry), screen::say);
      RunUndoing.forgetOld(preflight.job().job(), entry, opener(servers))
          .forEach(run -> screen.say("run " + run + " can be undone no more: run.keep is over"));
      // Again, now that the job is this command's: nobody else's run can end before the next plan.
      new Watermarks(servers.cluster(), start.start(), full.isFull())
          .tell(preflight.job().job(), preflight.source());
      try (LeaseCrew crew = crew(servers, entry)) {
        ProducerRole role = role(servers, preflight, entry, crew, instruments);
        new RoleThread("producer", role::run, role::close, role::isAtWork)
            .untilEndOr(context.interruption()::await, job::lost);
      } finally {
        brokerWatch.close();
      }
      if (context.interruption().requested()) {
        return stopped(screen);
      }
      job.require();
      return published(begun, screen);
    }
  }

  private static LeaseCrew crew(Servers servers, JobEntry entry) {
    String me = entry.holder().orElseThrow().token();
    return LeaseCrew.ofHolder(servers.cluster(), new Topics(entry.job()), me);
  }

  private FleetOpener opener(Servers servers) {
    return new FleetOpener(context.environment(), servers.embedded());
  }

  private ProducerRole role(
      Servers servers, Preflight preflight, JobEntry entry, Crew crew, Instruments instruments) {
    return new ProducerRole(
        servers.cluster(),
        preflight.job().job(),
        entry,
        preflight.source(),
        preflight.placing().placement(),
        work(servers, preflight, entry),
        instruments,
        crew);
  }

  private TargetWork work(Servers servers, Preflight preflight, JobEntry entry) {
    Job job = preflight.job().job();
    FleetOpener opener = opener(servers);
    return RunContent.swept(
        TargetMaking.of(job, preflight.source(), preflight.inspection(), opener),
        job,
        servers.cluster(),
        entry,
        opener);
  }

  private static String publishes(JobEntry entry) {
    return "producer publishes run " + entry.run() + " of " + entry.job();
  }

  private static ExitCode stopped(Screen screen) {
    screen.print("stopped; the same command resumes");
    return ExitCode.INTERRUPTED;
  }

  private static ExitCode published(Begun begun, Screen screen) throws Trouble {
    JobEntry entry = begun.taken().entry();
    long records = begun.runs().view(entry).planned().orElse(0);
    screen.print(
        "published: "
            + DisplayFigures.records(records)
            + " of run "
            + entry.run()
            + "; workers and aggregator do the rest");
    // In this order: who was killed in between says it once more, and begins no other run.
    begun.taken().told(true, false);
    return ExitCode.COMPLETE;
  }

  private static String done(JobEntry entry) {
    String run = "run " + entry.run() + " of " + entry.job();
    return entry.reported()
        ? run + " has been published and is complete; the same command begins the next"
        : run
            + " is complete, and its report is not delivered yet: godwit aggregator "
            + entry.job()
            + " does that, and godwit producer --new begins the next run all the same";
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
