package io.godwit.cli.run;

import io.godwit.aggregator.web.StatusPages;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Failures;
import io.godwit.cli.fleet.JobTaking;
import io.godwit.cli.fleet.LocalFleet;
import io.godwit.cli.fleet.Observer;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.TakenJob;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.prepare.Preflight;
import io.godwit.cli.prepare.RowsOfRecords;
import io.godwit.cli.prepare.RunContent;
import io.godwit.cli.prepare.Watermarks;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.cli.show.ProgressModel;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.Claim;
import io.godwit.common.claim.RunRequest.Kind;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.job.connection.ResolvedConnections;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.run.RunMeter;
import io.godwit.common.run.RunProgress;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.embedded.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A whole run in one process: checks, servers, roles, progress, headline. For one thread. */
public final class RunFlow {

  /** A frame is drawn so many slices after the last one; the end of a run is seen after each. */
  private static final int SLICES = 5;

  private static final Duration SLICE = Duration.ofMillis(50);

  private final CommandContext context;
  private final CommonOptions options;
  private final Screen screen;
  private final Meters meters = new Meters();
  private final List<Health> roles = new CopyOnWriteArrayList<>();
  private final StatusPages pages = new StatusPages();

  /** What a person should know of the target when the run has ended. */
  private List<String> notices = List.of();

  /**
   * A run that is still to be ordered.
   *
   * @param screen for its progress; not closed here
   */
  public RunFlow(CommandContext context, CommonOptions options, Screen screen) {
    this.context = context;
    this.options = options;
    this.screen = screen;
  }

  /** Runs to the end, or until the user stops it; the servers that it starts end with it. */
  public ExitCode run(RunOrder request) throws Trouble {
    // Before anything is begun: an address that is taken must not end a run that is on its way.
    try (var served = request.listen().serve(meters, roles, pages.handlers());
        pages) {
      served.announce(screen);
      return start(request);
    }
  }

  /** A source that lies in no embedded server is looked at before any of them is started. */
  private ExitCode start(RunOrder request) throws Trouble {
    Set<String> ofSource =
        ResolvedConnections.embeddedServersOfSource(request.source().job(), request.environment());
    if (!ofSource.isEmpty()) {
      return onServers(request, servers -> checked(request, servers.embedded(), servers));
    }
    try (Preflight preflight = preflight(request, EmbeddedAddresses.NONE)) {
      return onServers(request, servers -> run(request, preflight, servers));
    }
  }

  private ExitCode checked(RunOrder request, EmbeddedAddresses embedded, Servers servers)
      throws Trouble {
    try (Preflight preflight = preflight(request, embedded)) {
      return run(request, preflight, servers);
    }
  }

  private Preflight preflight(RunOrder request, EmbeddedAddresses embedded) throws Trouble {
    Preflight preflight =
        Preflight.of(request.source(), new FleetOpener(request.environment(), embedded));
    preflight.inspection().remarks().forEach(screen::say);
    return preflight;
  }

  /** What is done when the servers run and have what the job expects of them. */
  private interface Work {
    ExitCode on(Servers servers) throws Trouble;
  }

  private ExitCode onServers(RunOrder request, Work work) throws Trouble {
    Optional<Cluster> given = options.cluster();
    Set<String> ofJob =
        ResolvedConnections.embeddedServers(request.source().job(), request.environment());
    Set<Part> parts = Servers.parts(ofJob, given.isEmpty());
    if (!parts.isEmpty()) {
      screen.say("starting " + names(parts) + " in " + options.home());
    }
    try (Servers servers = Servers.start(options.home(), given, parts)) {
      if (context.interruption().requested()) {
        return ExitCode.INTERRUPTED;
      }
      request.setUp().on(new FleetOpener(request.environment(), servers.embedded()));
      return work.on(servers);
    }
  }

  private static String names(Set<Part> parts) {
    return parts.stream()
        .map(part ->
            switch (part) {
              case BROKER -> "the Kafka broker";
              case POSTGRESQL -> "PostgreSQL";
              case MARIADB -> "MariaDB (its programs are fetched the first time)";
              case MONGODB -> "the MongoDB stand-in";
            })
        .collect(Collectors.joining(", "));
  }

  private ExitCode run(RunOrder request, Preflight preflight, Servers servers) throws Trouble {
    FleetOpener opener = new FleetOpener(request.environment(), servers.embedded());
    Cluster cluster = servers.cluster();
    Optional<Boolean> answers =
        Starting.call(context.interruption(), () -> awaitBroker(request, cluster));
    if (answers.isEmpty()) {
      return stopped();
    }
    Watermarks watermarks = new Watermarks(cluster, request.start(), request.full());
    watermarks.tell(request.source().job(), preflight.source());
    Preflight planned =
        request.replay().isPresent()
            ? preflight
            : preflight.forRun(new Runs(cluster), request.start(), screen::say);
    notices =
        SlowCallNotice.during(
            () -> screen.say("waiting: the databases of the job have not answered yet"),
            () -> preflight.databases(opener).notices());
    request
        .replay()
        .ifPresent(wish -> RowsOfRecords.requireKnown(preflight, notices, wish.overwrite()));
    request.before().on(cluster);
    Optional<JobEntry> wanted = wanted(request, cluster);
    if (wanted.isEmpty()) {
      screen.print(request.replay().orElseThrow().nothing());
      return ExitCode.COMPLETE;
    }
    Optional<TakenJob> taken =
        Starting.call(context.interruption(), () -> take(request, wanted.get(), cluster));
    if (taken.isEmpty()) {
      return stopped();
    }
    try (TakenJob job = taken.get()) {
      Optional<RunFinish> before = before(job, cluster);
      if (before.isPresent()) {
        return finished(before.get(), job);
      }
      screen.say(StartMessage.of(job.claim()));
      // Again, now that the job is this command's: nobody else's run can end before the next plan.
      watermarks.tell(request.source().job(), preflight.source());
      return work(request, planned, servers, opener, job);
    }
  }

  private boolean awaitBroker(RunOrder request, Cluster cluster)
      throws Trouble, InterruptedException {
    String job = request.source().job().job();
    return new BrokerWait(
            request.command(), job, request.command(), Instruments.of(meters), screen::say)
        .await(cluster, Optional.of(request.patience().forRun()));
  }

  /** The run that is begun, if one is; empty where a replay would have nothing to do. */
  private static Optional<JobEntry> wanted(RunOrder request, Cluster cluster) throws Trouble {
    JobEntry entry = Runs.entry(request.source());
    return request.replay().isEmpty()
        ? Optional.of(entry)
        : request.replay().get().order(cluster, entry.job()).map(entry::replaying);
  }

  private TakenJob take(RunOrder request, JobEntry wanted, Cluster cluster)
      throws Trouble, InterruptedException {
    AwaitedJob held = new AwaitedJob(false, screen::say, () -> {});
    Kind kind = wanted.replay().isPresent() ? Kind.REPLAY : Kind.RUN;
    return JobTaking.of(
        cluster, request.source(), wanted, request.command(), kind, request.start(), held);
  }

  private ExitCode work(
      RunOrder request, Preflight planned, Servers servers, FleetOpener opener, TakenJob job)
      throws Trouble {
    Cluster cluster = servers.cluster();
    RunContent content = RunContent.of(cluster, job.entry(), planned, opener);
    RunContent.sweepGivenUp(content.atTarget(), screen::say);
    if (job.claim() instanceof Claim.Begun) {
      RunUndoing.forgetOld(request.source().job(), job.entry(), opener)
          .forEach(run -> screen.say("run " + run + " can be undone no more: run.keep is over"));
    }
    LocalFleet.Order order =
        new LocalFleet.Order(
            cluster,
            request.source().job(),
            job.entry(),
            content.source(),
            planned.placing().placement(),
            content.atTarget(),
            request.workers(),
            opener,
            options.reports(),
            options.home().resolve("state"),
            meters);
    try (LocalFleet fleet = new LocalFleet(order);
        Observer observer = new Observer(cluster, job.entry())) {
      roles.addAll(fleet.healths());
      pages.follow(fleet.statusSource());
      Optional<RunFinish> finish = follow(fleet, observer, servers, job);
      if (finish.isPresent()) {
        // While the roles are still there: what they let go of now changes nothing any more, and
        // takes a second for which nobody has to wait.
        return finished(finish.get(), job);
      }
    }
    return stopped();
  }

  /**
   * How a run ended of which nobody has been told yet, with its report here. Where that lies on
   * another machine, the roles of this command write it once more.
   */
  private static Optional<RunFinish> before(TakenJob job, Cluster cluster) throws Trouble {
    return job.claim() instanceof Claim.Untold
        ? new Runs(cluster).finish(job.entry()).filter(RunFlow::isHere)
        : Optional.empty();
  }

  private static boolean isHere(RunFinish finish) {
    return Headline.isIn(Path.of(finish.path()));
  }

  /** Shows the run until it is finished, or until this process is to stop. */
  private Optional<RunFinish> follow(
      LocalFleet fleet, Observer observer, Servers servers, TakenJob job) throws Trouble {
    RunMeter meter = new RunMeter(InstantSource.system());
    long began = System.nanoTime();
    boolean stopping = false;
    while (!stopping) {
      stopping = awaitFrame(observer);
      requireOurs(fleet, job);
      Failures.rethrow(fleet.failure());
      requireServers(fleet, servers);
      Observer.Sight sight = observer.newest();
      HeldRun.endWith(sight.view());
      RunProgress run = meter.measure(job.entry(), sight.view(), sight.finish(), sight.nanos());
      Duration watched = Duration.ofNanos(System.nanoTime() - began);
      screen.show(
          new ProgressModel(shown(run, sight, stopping), watched, waits(fleet, observer, sight)));
      Optional<RunFinish> finish = finish(sight);
      if (finish.isPresent()) {
        return finish;
      }
    }
    return Optional.empty();
  }

  /** Until a frame is due, the run has ended or the command is to stop; answers whether it is. */
  private boolean awaitFrame(Observer observer) {
    for (int slice = 0; slice < SLICES; slice++) {
      if (context.interruption().await(SLICE)) {
        return true;
      }
      if (finish(observer.newest()).isPresent()) {
        return false;
      }
    }
    return false;
  }

  /** One of a run that is finished anew is of how it ended before. */
  private static Optional<RunFinish> finish(Observer.Sight sight) {
    return sight.finish().filter(sight.view()::isEndedBy).filter(RunFlow::isHere);
  }

  /** Nobody starts the server again: what waits for it would wait until its patience ends. */
  private void requireServers(LocalFleet fleet, Servers servers) throws Trouble {
    Optional<Trouble> fallen = servers.fallen();
    if (fallen.isPresent()) {
      screen.say(fallen.get().message() + "; stopping");
      fleet.abandon();
      throw fallen.get();
    }
  }

  /** A role that was fenced is the first to know, and cannot tell why. */
  private static void requireOurs(LocalFleet fleet, TakenJob job) throws Trouble {
    try {
      if (fleet.failure().isPresent()) {
        job.require();
      }
      job.lost()
          .ifPresent(reason -> {
            throw reason;
          });
    } catch (Refused lost) {
      fleet.abandon();
      throw lost;
    }
  }

  private static RunProgress shown(RunProgress run, Observer.Sight sight, boolean stopping) {
    if (stopping) {
      return run.stopping();
    }
    return sight.isStale() ? run.unheard() : run;
  }

  private static List<String> waits(LocalFleet fleet, Observer observer, Observer.Sight sight) {
    List<String> waits = new ArrayList<>(fleet.waits());
    if (waits.isEmpty() && sight.isStale()) {
      String silence = "the broker has not answered for " + DisplayFigures.span(sight.age());
      waits.add(observer.trouble().map(Trouble::message).orElse(silence));
    }
    return waits;
  }

  private ExitCode stopped() {
    screen.print("stopped; the same command resumes");
    return ExitCode.INTERRUPTED;
  }

  private ExitCode finished(RunFinish finish, TakenJob job) throws Trouble {
    Headline headline = Headline.of(Path.of(finish.path()));
    screen.print(headline.text());
    notices.forEach(notice -> screen.print("  note     " + notice));
    screen.emit(headline.line());
    // In this order: who was killed in between is told once more, and never not at all.
    job.told(true, true);
    return headline.exit();
  }
}
