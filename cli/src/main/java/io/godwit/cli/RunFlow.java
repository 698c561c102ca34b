package io.godwit.cli;

import io.godwit.aggregator.web.StatusPages;
import io.godwit.cli.fleet.FleetOpener;
import io.godwit.cli.fleet.JobSource;
import io.godwit.cli.fleet.LocalFleet;
import io.godwit.cli.fleet.Observer;
import io.godwit.cli.fleet.Preflight;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.Servers;
import io.godwit.cli.show.Figures;
import io.godwit.cli.show.ProgressMeter;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.EmbeddedPart;
import io.godwit.common.job.ResolvedConnections;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.wire.JobEntry;
import io.godwit.common.wire.RunFinish;
import io.godwit.embedded.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A whole run in one process: checks, servers, roles, progress, headline. For one thread. */
final class RunFlow {

  private static final Duration FRAME = Duration.ofMillis(250);
  private static final Duration STALE = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final CommonOptions options;
  private final Screen screen;
  private final Meters meters = new Meters();
  private final List<Health> roles = new CopyOnWriteArrayList<>();
  private final StatusPages pages = new StatusPages();

  /** What to run, and how. */
  record Wish(
      JobSource source,
      int workers,
      boolean fresh,
      Map<String, String> environment,
      SetUp setUp,
      ListenOption listen) {}

  /** What has to be done between the start of the servers and the checks; usually nothing. */
  @FunctionalInterface
  interface SetUp {
    void on(FleetOpener opener) throws Trouble;
  }

  RunFlow(Surroundings surroundings, CommonOptions options, Screen screen) {
    this.surroundings = surroundings;
    this.options = options;
    this.screen = screen;
  }

  ExitCode run(Wish wish) throws Trouble {
    // Before anything is begun: an address that is taken must not end a run that is on its way.
    try (var served = wish.listen().serve(meters, roles, pages.handlers());
        pages) {
      served.announce(screen);
      return start(wish);
    }
  }

  private ExitCode start(Wish wish) throws Trouble {
    Preflight preflight = Preflight.of(wish.source());
    Optional<Cluster> given = options.cluster();
    Set<EmbeddedPart> ofJob =
        ResolvedConnections.embeddedParts(wish.source().job(), wish.environment());
    Set<Part> parts = Servers.parts(ofJob, given.isEmpty());
    if (!parts.isEmpty()) {
      screen.say("starting " + names(parts) + " in " + options.home());
    }
    try (Servers servers = Servers.start(options.home(), given, parts)) {
      return surroundings.interruption().requested()
          ? ExitCode.INTERRUPTED
          : run(wish, preflight, servers);
    }
  }

  private static String names(Set<Part> parts) {
    return parts.stream()
        .map(part ->
            switch (part) {
              case BROKER -> "the Kafka broker";
              case POSTGRESQL -> "PostgreSQL";
              case MONGODB -> "the MongoDB stand-in";
            })
        .collect(Collectors.joining(", "));
  }

  private ExitCode run(Wish wish, Preflight preflight, Servers servers) throws Trouble {
    FleetOpener opener = new FleetOpener(wish.environment(), servers.embedded());
    Cluster cluster = servers.cluster();
    Patience.during(
        screen, "no Kafka broker answers at " + cluster.bootstrap() + " yet", cluster::probe);
    wish.setUp().on(opener);
    Patience.during(
        screen,
        "the databases of the job have not answered yet",
        () -> preflight.databases(opener));
    Runs runs = new Runs(cluster);
    JobEntry entry =
        switch (runs.next(wish.source().job(), wish.fresh())) {
          case Runs.Next.Begin ignored -> begin(runs, wish.source());
          case Runs.Next.Resume(JobEntry unfinished) -> resume(runs, unfinished, wish.source());
        };
    LocalFleet.Order order =
        new LocalFleet.Order(
            cluster,
            wish.source().job(),
            entry,
            preflight.source(),
            wish.workers(),
            opener,
            options.reports(),
            options.home().resolve("state"),
            meters);
    Optional<RunFinish> finish;
    try (LocalFleet fleet = new LocalFleet(order);
        Observer observer = new Observer(cluster, entry)) {
      roles.addAll(fleet.healths());
      pages.follow(fleet.watched());
      finish = follow(fleet, observer, servers);
    }
    return finish.isEmpty() ? stopped() : finished(finish.get());
  }

  private JobEntry begin(Runs runs, JobSource source) throws Trouble {
    JobEntry entry = Runs.entry(source);
    runs.register(entry, source.job());
    screen.say("run " + entry.run() + " of " + entry.job() + " begins");
    return entry;
  }

  private JobEntry resume(Runs runs, JobEntry entry, JobSource source) throws Trouble {
    runs.createTopics(source.job());
    screen.say("run " + entry.run() + " of " + entry.job() + " goes on");
    return entry;
  }

  /** Shows the run until it is finished, or until this process is to stop. */
  private Optional<RunFinish> follow(LocalFleet fleet, Observer observer, Servers servers)
      throws Trouble {
    ProgressMeter meter = new ProgressMeter(System.nanoTime());
    boolean stopping = false;
    while (!stopping) {
      stopping = surroundings.interruption().await(FRAME);
      Failures.rethrow(fleet.failure());
      servers.fallen().ifPresent(trouble -> abandon(fleet, trouble));
      Failures.rethrow(servers.fallen());
      Observer.Sight sight = observer.newest();
      show(meter, sight, stopping, waits(fleet, sight));
      if (sight.finish().isPresent()) {
        return sight.finish();
      }
    }
    return Optional.empty();
  }

  /** Nobody starts the server again: what waits for it would wait until its patience ends. */
  private void abandon(LocalFleet fleet, Trouble trouble) {
    screen.say(trouble.message() + "; stopping");
    fleet.abandon();
  }

  private void show(
      ProgressMeter meter, Observer.Sight sight, boolean stopping, List<String> waits) {
    screen.show(meter.measure(sight.view(), stopping, waits, System.nanoTime()));
  }

  private static List<String> waits(LocalFleet fleet, Observer.Sight sight) {
    List<String> waits = new ArrayList<>(fleet.waits());
    Duration age = Duration.ofNanos(System.nanoTime() - sight.nanos());
    if (waits.isEmpty() && age.compareTo(STALE) > 0) {
      waits.add(
          String.format(Locale.ROOT, "the broker has not answered for %s", Figures.span(age)));
    }
    return waits;
  }

  private ExitCode stopped() {
    screen.print("stopped; the same command resumes");
    return ExitCode.INTERRUPTED;
  }

  private ExitCode finished(RunFinish finish) throws Trouble {
    Headline headline = Headline.of(Path.of(finish.path()));
    screen.print(headline.text());
    screen.emit(headline.line());
    return headline.exit();
  }
}
