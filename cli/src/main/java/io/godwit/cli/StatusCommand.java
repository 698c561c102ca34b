package io.godwit.cli;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.SlowCallNotice;
import io.godwit.cli.show.Screen;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunBlockers;
import io.godwit.common.run.RunProgress;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code godwit status}. Fields are filled by picocli. */
@Command(name = "status", header = "Show where the current run of a job, or of every job, stands.")
final class StatusCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      description = "The name of a job, or its file. Default: every job")
  private @Nullable String job;

  StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    Optional<String> name =
        Optional.ofNullable(job).map(any -> JobSource.nameOf(any, context.examples()));
    try (Screen screen = context.screen(options);
        Servers servers = context.servers(options, screen)) {
      Cluster cluster = servers.cluster();
      boolean unused =
          SlowCallNotice.during(
              () -> screen.say("waiting: no Kafka broker answers at " + cluster.bootstrap()),
              () -> {
                cluster.probe();
                return true;
              });
      Runs runs = new Runs(cluster);
      RunBlockers runBlockers = new RunBlockers(cluster, Runs.AGGREGATOR);
      for (JobEntry entry : entries(runs, name)) {
        show(entry, runs, runBlockers, screen);
      }
      return ExitCode.COMPLETE.number();
    }
  }

  private static void show(JobEntry entry, Runs runs, RunBlockers runBlockers, Screen screen)
      throws Trouble {
    RunProgress run;
    try {
      run = runs.progress(entry);
    } catch (Trouble unread) {
      if (unread.code() != ErrorCode.MESSAGE_VERSION) {
        throw unread;
      }
      // Of this job nothing is known here; of the others all is.
      screen.print(entry.job() + "\n  waiting: " + unread.message());
      return;
    }
    Optional<Holder> holder = runs.holder(entry);
    List<String> waits =
        run.phase().isOpen() ? runBlockers.of(entry, run.view(), holder.isPresent()) : List.of();
    StatusText text = new StatusText(run, holder, waits, entry.undo());
    screen.print(text.text());
    screen.emit(text.line());
  }

  private Collection<JobEntry> entries(Runs runs, Optional<String> name) throws Trouble {
    if (name.isEmpty()) {
      Collection<JobEntry> all = runs.all().values();
      if (all.isEmpty()) {
        throw new Refused(ErrorCode.JOB_UNKNOWN, "no job has been run here yet");
      }
      return all;
    }
    return List.of(runs.registered(name.get()));
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
