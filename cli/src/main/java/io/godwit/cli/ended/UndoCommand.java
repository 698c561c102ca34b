package io.godwit.cli.ended;

import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.fleet.JobTaking;
import io.godwit.cli.fleet.Runs;
import io.godwit.cli.fleet.TakenJob;
import io.godwit.cli.log.Logged;
import io.godwit.cli.log.Logging;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.Servers;
import io.godwit.cli.option.CommonOptions;
import io.godwit.cli.remedy.RunUndoing;
import io.godwit.cli.remedy.RunUndoing.Put;
import io.godwit.cli.run.AwaitedJob;
import io.godwit.cli.run.CommandContext;
import io.godwit.cli.run.EndedJob;
import io.godwit.cli.run.Starting;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.cli.show.Screen;
import io.godwit.common.claim.RunRequest;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.UndoMark;
import io.godwit.producer.sweep.SweepWork;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code godwit undo}. Fields are filled by picocli. */
@Command(
    name = "undo",
    header = "Put the target back to what it was before a run, for jobs that say undo: on.")
public final class UndoCommand implements Callable<Integer>, Logged {

  private final CommandContext context;

  @Mixin private CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "JOB",
      description = "A job file, a folder with a job.yaml, or the name of an example.")
  private String job = "";

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = {
        "The run; the last one where none is named. Runs are undone from the newest on: one after",
        "which another has come is refused until that is undone, too."
      })
  private Optional<String> run = Optional.empty();

  @Option(
      names = "--give-up",
      description = {
        "Also a run that is not finished, whoever is at work on it. It goes on no more; the next",
        "godwit run begins another."
      })
  private boolean giveUp;

  /** For one command line, in this context. */
  public UndoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Trouble {
    JobSource source = JobSource.find(job, context.examples());
    try (Screen screen = context.screen(options);
        Servers servers = EndedJob.servers(source, context, options)) {
      Cluster cluster = servers.cluster();
      cluster.probe();
      JobEntry entry = new Runs(cluster).registered(source.job().job());
      if (run.filter(named -> !named.equals(entry.run())).isEmpty()) {
        RunUndoing.requireKept(entry);
      }
      Optional<TakenJob> taken =
          Starting.call(context.interruption(), () -> take(cluster, source, screen));
      if (taken.isEmpty()) {
        return stopped(screen);
      }
      try (TakenJob mine = taken.get()) {
        FleetOpener opener = new FleetOpener(context.environment(), servers.embedded());
        return undo(mine, new RunUndoing(source.job(), opener), screen);
      }
    }
  }

  private TakenJob take(Cluster cluster, JobSource source, Screen screen)
      throws Trouble, InterruptedException {
    return JobTaking.of(
        cluster,
        source,
        "undo",
        RunRequest.Kind.UNDO,
        giveUp ? RunRequest.Start.GIVE_UP : RunRequest.Start.RESUME,
        new AwaitedJob(false, screen::say, () -> {}));
  }

  private int undo(TakenJob mine, RunUndoing undoing, Screen screen) throws Trouble {
    String meant = undoing.meant(mine.entry(), run);
    screen.say("undoing run " + meant + " of " + mine.entry().job());
    Path folder = options.reports().resolve(mine.entry().job()).resolve(meant);
    try (LeftRows left = new LeftRows(undoing.job(), folder)) {
      Progress progress = new Progress(mine, left, screen);
      // Before the first row: whoever begins a run now has to know.
      mine.mark(UndoMark.begun(meant));
      Undone undone = undone(mine, undoing, meant, progress);
      Optional<Put> put = put(undoing, meant, undone, progress);
      Optional<Path> list = left.publish();
      mine.mark(new UndoMark(meant, true, undone.putBack(), undone.left()));
      UndoAnswer answer = new UndoAnswer(mine.entry().job(), meant, undone, put, list);
      screen.print(answer.text());
      screen.emit(answer.line());
      return answer.exit().number();
    } catch (CancellationException stopped) {
      return stopped(screen);
    }
  }

  /** Where it cannot be begun, the run is what it was. */
  private static Undone undone(
      TakenJob mine, RunUndoing undoing, String meant, SupportsUndo.Listener progress)
      throws Trouble {
    try {
      return undoing.undo(meant, progress).orElse(Undone.NOTHING);
    } catch (Refused refused) {
      if (mine.entry().undo().isEmpty() && undoing.isUntouched(meant)) {
        mine.unmark();
      }
      throw refused;
    }
  }

  private static int stopped(Screen screen) {
    screen.print("stopped; the same command goes on");
    return ExitCode.INTERRUPTED.number();
  }

  /**
   * A worker of a run that is given up may have an object on its way that it can put for as long as
   * its row could have been settled.
   *
   * @return empty where objects stay because rows do
   */
  private Optional<Put> put(RunUndoing undoing, String run, Undone undone, Progress progress)
      throws Trouble {
    if (!undoing.putsObjects()) {
      return Optional.of(Put.NOTHING);
    }
    if (undone.left() > 0) {
      return Optional.empty();
    }
    if (giveUp) {
      progress.say("waiting until no worker can put another object");
      if (context.interruption().await(SweepWork.LATE)) {
        throw new CancellationException("told to stop");
      }
    }
    return Optional.of(undoing.removeObjects(run, progress::goOn));
  }

  /** Shows how far it is, and ends it where the command is to stop or has lost the job. */
  private final class Progress implements SupportsUndo.Listener {

    private static final long EVERY = 100_000;

    private final TakenJob mine;
    private final LeftRows left;
    private final Screen screen;
    private long rows;

    Progress(TakenJob mine, LeftRows left, Screen screen) {
      this.mine = mine;
      this.left = left;
      this.screen = screen;
    }

    @Override
    public void putBack(long more) {
      if (rows / EVERY < (rows + more) / EVERY) {
        screen.say(DisplayFigures.count(rows + more) + " are as they were");
      }
      rows += more;
      goOn();
    }

    void say(String what) {
      screen.say(what);
    }

    /** Unless the command is to stop, or has lost the job. */
    void goOn() {
      mine.lost()
          .ifPresent(reason -> {
            throw reason;
          });
      if (context.interruption().requested()) {
        throw new CancellationException("told to stop");
      }
    }

    @Override
    public void left(SupportsUndo.Left row) {
      left.add(row);
    }
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
