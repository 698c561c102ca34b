package io.godwit.cli.role;

import io.godwit.aggregator.AggregatorRole;
import io.godwit.aggregator.web.StatusPages;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.BrokerWatch;
import io.godwit.cli.fleet.OtherWaits;
import io.godwit.cli.fleet.RoleThread;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.run.BrokerWait;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.Headline;
import io.godwit.cli.run.ResultDelivery;
import io.godwit.cli.show.Screen;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit aggregator}. Fields are filled by picocli. */
@Command(
    name = "aggregator",
    header = "Count what becomes of a job's records, and write the report of each run.")
public final class AggregatorCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Mixin private ListenOption listen = new ListenOption();

  @Mixin private WaitOption wait = new WaitOption();

  @Parameters(
      paramLabel = "JOB",
      description = "The name of a job, registered or yet to be, or its file.")
  private String job = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = Runs.AGGREGATOR,
      description = {"Another name makes another, independent aggregator. Default: aggregator"})
  private String name = Runs.AGGREGATOR;

  @Option(
      names = "--until-complete",
      description = {
        "End when the current run is complete, by its exit code. Where the job has run before,",
        "start the producer first: until then the run before is the current one."
      })
  private boolean untilComplete;

  /** For one command line, in this context. */
  public AggregatorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    String jobName = Arguments.name("JOB", JobSource.nameOf(job, context.examples()));
    Arguments.name("--name", name);
    Instruments instruments = Instruments.of(new Meters());
    List<Health> roles = List.of(instruments.health());
    StatusPages pages = new StatusPages();
    try (Screen screen = context.screen(options);
        var served = listen.serve(instruments.meters(), roles, pages.handlers());
        pages;
        Servers servers = Servers.attach(options.home(), options.cluster())) {
      served.announce(screen);
      Cluster cluster = servers.cluster();
      BrokerWait broker = new BrokerWait("aggregator", jobName, name, instruments, screen::say);
      if (!broker.await(cluster, wait.forRole(), context.interruption())) {
        return stopped(screen);
      }
      screen.say("aggregator " + name + " counts for " + jobName);
      Path state = options.home().resolve("state").resolve(name);
      AggregatorRole role =
          new AggregatorRole(cluster, jobName, name, options.reports(), state, instruments);
      BrokerWatch brokerWatch = BrokerWatch.of(cluster, jobName, "aggregator", name, instruments);
      OtherWaits others = new OtherWaits(cluster, jobName, Set.of(jobName + "/aggregator/" + name));
      pages.follow(role.statusSource().withWaits(others::now));
      ResultDelivery resultDelivery =
          new ResultDelivery(cluster, jobName, name, context.interruption());
      Optional<ResultDelivery.Ended> ended;
      try {
        RoleThread thread = new RoleThread(name, role::run, role::close, role::isAtWork);
        ended =
            untilComplete
                ? resultDelivery.awaitEnd(thread)
                : resultDelivery.markEach(thread, role::status);
        thread.close();
      } finally {
        others.close();
        brokerWatch.close();
      }
      return ended.isEmpty() ? stopped(screen) : finished(screen, resultDelivery, ended.get());
    }
  }

  /** To be stopped is how an aggregator ends, unless it was to see the end of a run. */
  private int stopped(Screen screen) {
    screen.print("stopped; the same command resumes");
    return (untilComplete ? ExitCode.INTERRUPTED : ExitCode.COMPLETE).number();
  }

  private static int finished(
      Screen screen, ResultDelivery resultDelivery, ResultDelivery.Ended ended) throws Trouble {
    Headline headline = Headline.of(Path.of(ended.finish().path()));
    screen.print(headline.text());
    screen.emit(headline.line());
    resultDelivery.mark(ended.run());
    return headline.exit().number();
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
