package io.godwit.cli.role;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.BrokerWatch;
import io.godwit.cli.fleet.RoleThread;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.Arguments;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.option.ListenOption;
import io.godwit.cli.option.WaitOption;
import io.godwit.cli.run.BrokerWait;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.HostName;
import io.godwit.cli.show.Screen;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Health;
import io.godwit.common.monitor.Instruments;
import io.godwit.worker.WorkerRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit worker}. Fields are filled by picocli. */
@Command(
    name = "worker",
    header = "Work for a job until stopped, and then end with 0; as many as there are partitions.")
public final class WorkerCommand implements Callable<Integer>, Logged {

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
      description = {
        "The worker's name; no other worker of the job may have it. Default: the host's name",
        "and the process's number. A worker that restarts under its own name resumes sooner."
      })
  private @Nullable String name;

  /** For one command line, in this context. */
  public WorkerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    String jobName = Arguments.name("JOB", JobSource.nameOf(job, context.examples()));
    String worker =
        Arguments.name("--name", Optional.ofNullable(name).orElseGet(HostName::withProcess));
    if (worker.equals("producer")) {
      throw new Refused(
          ErrorCode.COMMAND_USAGE,
          "--name is 'producer', under which the producer signs what it could not read");
    }
    Instruments instruments = Instruments.of(new Meters());
    List<Health> roles = List.of(instruments.health());
    try (Screen screen = context.screen(options);
        var served = listen.serve(instruments.meters(), roles, Map.of());
        Servers servers = Servers.attach(options.home(), options.cluster())) {
      served.announce(screen);
      BrokerWait broker = new BrokerWait("worker", jobName, worker, instruments, screen::say);
      if (!broker.await(servers.cluster(), wait.forRole(), context.interruption())) {
        return stopped(screen);
      }
      screen.say("worker " + worker + " works for " + jobName);
      FleetOpener opener = new FleetOpener(context.environment(), servers.embedded());
      WorkerRole role = new WorkerRole(servers.cluster(), jobName, worker, opener, instruments);
      BrokerWatch brokerWatch =
          BrokerWatch.of(servers.cluster(), jobName, "worker", worker, instruments);
      try {
        new RoleThread(worker, role::run, role::close, role::isAtWork)
            .untilEndOr(context.interruption()::await, Optional::empty);
      } finally {
        brokerWatch.close();
      }
      return stopped(screen);
    }
  }

  private static int stopped(Screen screen) {
    screen.print("stopped; nothing that it held is lost");
    return ExitCode.COMPLETE.number();
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
