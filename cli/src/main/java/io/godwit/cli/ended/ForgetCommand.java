package io.godwit.cli.ended;

import io.godwit.aggregator.report.ForgottenReports;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.EndedJob;
import io.godwit.cli.show.Screen;
import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.replay.ForgetWish;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.forget.ForgetWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit forget}. Fields are filled by picocli. */
@Command(
    name = "forget",
    header = "Remove what Godwit keeps of one key's records. Nothing of the job's tables.")
public final class ForgetCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(paramLabel = "JOB", description = "The name of a job, or its file.")
  private String job = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The key of the records, as the lists beside the report have it.")
  private String key = "";

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "Only of this file, table or collection. Default: all that have the key")
  private @Nullable String unit;

  @Option(names = "--dry-run", description = "Only count what is kept.")
  private boolean dryRun;

  /** For one command line, in this context. */
  public ForgetCommand(CommandContext context) {
    this.context = context;
  }

  /**
   * How machines read it.
   *
   * @param forgotten how many things, by what they are called
   */
  private record Line(String type, String job, boolean dryRun, Map<String, Long> forgotten) {}

  @Override
  public Integer call() throws Trouble {
    if (key.isEmpty()) {
      throw new Refused(ErrorCode.COMMAND_USAGE, "--key is empty, and no record has such a key");
    }
    Optional<JobSource> source = JobSource.ifThere(job, context.examples());
    String name = source.map(file -> file.job().job()).orElse(job);
    ForgetWish wish = new ForgetWish(key, Optional.ofNullable(unit));
    try (Screen screen = context.screen(options);
        Servers servers = servers(source, screen)) {
      servers.cluster().probe();
      Runs runs = new Runs(servers.cluster());
      JobEntry entry = runs.registered(name);
      requireEnded(runs, entry);
      Job ran = JobFile.parse(entry.definition(), entry.job());
      List<List<String>> keys = ran.sinks().stream().map(SinkSpec::key).toList();
      // The target first: where it cannot be opened, nothing is forgotten by half.
      long images =
          new RunUndoing(ran, new FleetOpener(context.environment(), servers.embedded()))
              .forgetRows(row -> wish.meansRow(row, keys), dryRun);
      Map<String, Long> forgotten =
          new ForgetWork(servers.cluster(), new Topics(name), wish, keys).forget(dryRun);
      forgotten.put("kept row of an undo", images);
      forgotten.put(
          "file of a report",
          ForgottenReports.forget(options.reports().resolve(name), wish, dryRun));
      screen.print(text(name, wish, forgotten));
      screen.emit(new Line("forget", name, dryRun, forgotten));
      return ExitCode.COMPLETE.number();
    }
  }

  /**
   * Those that run, or else started ones: the broker, and with it the databases of a job that keeps
   * its rows there. Of a job that is named alone it is not known which these are before its entry
   * is read.
   */
  private Servers servers(Optional<JobSource> source, Screen screen) throws Trouble {
    Optional<JobSource> keeping = source.filter(file -> file.job().undoes());
    return keeping.isPresent()
        ? EndedJob.servers(keeping.get(), context, options)
        : context.servers(options, screen);
  }

  /** A run takes places in the topics for granted; so nobody may be at work on one. */
  private static void requireEnded(Runs runs, JobEntry entry) throws Trouble {
    EndedJob.require(runs, entry.job(), "and rests on what is kept of its records");
    Optional<Holder> holder = runs.holder(entry);
    if (holder.isPresent()) {
      throw new Refused(
          ErrorCode.JOB_HELD, "somebody is at work on " + entry.job() + ": " + holder.get().text());
    }
    boolean refused =
        runs.view(entry).tasks(Phase.GONE).stream().anyMatch(task -> task.refusal().isPresent());
    if (refused) {
      throw new Refused(
          ErrorCode.JOB_HELD,
          "rows that are gone from the source are still to be deleted or marked, and godwit finish "
              + entry.job()
              + " needs those that are kept; finish that first, or run the job once more");
    }
  }

  private String text(String name, ForgetWish wish, Map<String, Long> forgotten) {
    List<String> lines = new ArrayList<>();
    forgotten.forEach((what, count) -> {
      if (count > 0) {
        lines.add(String.format(Locale.ROOT, "  %,d %s", count, plural(what, count)));
      }
    });
    String of = wish.text() + " of job " + name;
    if (lines.isEmpty()) {
      return "nothing is kept of " + of;
    }
    lines.addFirst((dryRun ? "would be forgotten of " : "forgotten of ") + of + ":");
    if (!dryRun) {
      lines.add("what stands in the source and in the target is untouched;");
      lines.add("the last run can no longer be compared or repaired, and its replays");
      lines.add("need --overwrite; brokers take the files off their disks some minutes later");
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** The thing that is counted stands first in what it is called, or last. */
  private static String plural(String what, long count) {
    if (count == 1) {
      return what;
    }
    int end = what.indexOf(" of ") > 0 ? what.indexOf(" of ") : what.indexOf(" that ");
    return end > 0 ? what.substring(0, end) + "s" + what.substring(end) : what + "s";
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
