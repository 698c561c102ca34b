package io.godwit.cli;

import io.godwit.cli.show.DisplayFigures;
import io.godwit.common.model.Tally;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.common.wire.run.UndoMark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code godwit status} says of a run. */
record StatusText(
    RunProgress run, Optional<Holder> holder, List<String> waits, Optional<UndoMark> undo) {

  /** One of a job of which nothing is undone. */
  StatusText(RunProgress run, Optional<Holder> holder, List<String> waits) {
    this(run, holder, waits, Optional.empty());
  }

  /** How machines read it; times are in milliseconds since 1970. */
  record Line(
      String type,
      String job,
      String run,
      String state,
      OptionalLong total,
      long read,
      Tally outcomes,
      long lag,
      Optional<Long> pausedSince,
      List<String> waits,
      Optional<String> report,
      Optional<Holder> holder,
      Optional<UndoMark> undo) {}

  String text() {
    RunView view = run.view();
    Tally tally = view.total().tally();
    List<String> lines = new ArrayList<>();
    lines.add(view.job() + ", run " + view.run());
    lines.add("  state    " + state());
    lines.add(
        "  began    " + Instant.ofEpochMilli(view.startedAt()).truncatedTo(ChronoUnit.SECONDS));
    lines.add("  held by  " + holder.map(Holder::text).orElse("nobody"));
    view.planned().ifPresent(planned -> lines.add("  done     " + done(view, planned)));
    lines.add("  books    " + DisplayFigures.equation(run.read(), tally));
    lines.add("  lag      " + DisplayFigures.count(view.lag()));
    view.workers()
        .forEach((name, total) ->
            lines.add("  worker   " + name + ", " + DisplayFigures.records(total.tally().total())));
    view.failures()
        .forEach((code, total) ->
            lines.add(
                "  failed   " + DisplayFigures.count(total.tally().failed()) + " " + code.id()));
    view.pause()
        .ifPresent(pause ->
            lines.add(
                "  paused   since "
                    + pause.sinceText()
                    + pause.overspent().map(spent -> ", " + spent.text()).orElse("")
                    + "; it goes on with: godwit resume "
                    + view.job()));
    undo.ifPresent(mark -> lines.add("  undo     " + undone(view.job(), mark)));
    waits.forEach(wait -> lines.add("  waiting  " + wait));
    report().ifPresent(path -> lines.add("  report   " + path));
    return String.join(System.lineSeparator(), lines);
  }

  private static String undone(String job, UndoMark mark) {
    return mark.done()
        ? "run "
            + mark.run()
            + " is undone: "
            + DisplayFigures.count(mark.putBack())
            + " rows put back, "
            + DisplayFigures.count(mark.left())
            + " left"
        : "run " + mark.run() + " is undone in part; it goes on with: godwit undo " + job;
  }

  private static String done(RunView view, long planned) {
    return DisplayFigures.percent(view.ended(), planned)
        + ", "
        + DisplayFigures.count(view.ended())
        + (view.isEstimated() ? " of about " : " of ")
        + DisplayFigures.records(planned);
  }

  private Optional<String> report() {
    return run.finish().map(RunFinish::path);
  }

  private String state() {
    return switch (run.phase()) {
      case COMPLETE, FAILURES -> "complete, the books balance";
      case DIFFERENT -> "complete, the books balance, the target differs";
      case UNFINISHED -> "complete, the books balance, the target is not finished";
      case UNBALANCED -> "complete, the books DO NOT BALANCE";
      case PAUSED -> "paused; " + progress();
      case COUNTING, CREATING, RUNNING, STOPPING, CLEARING, FINISHING, VERIFYING, REPORTING ->
          progress();
    };
  }

  private String progress() {
    RunView view = run.view();
    if (view.plan().isEmpty()) {
      return "registered, the source is not counted yet";
    }
    if (view.done()) {
      return "every record has an outcome, the report is not written yet";
    }
    if (view.settled()) {
      return "every record has an outcome; " + tasks(view) + " are done";
    }
    return view.closed()
        ? "unfinished, all records are published"
        : "unfinished, "
            + (view.splits().size() - view.closedSplits())
            + " of "
            + view.splits().size()
            + " splits are not read yet";
  }

  private static String tasks(RunView view) {
    long open = view.tasks().stream().filter(TaskProgress::isOpen).count();
    return (view.tasks().size() - open) + " of " + view.tasks().size() + " tasks at the target";
  }

  Line line() {
    RunView view = run.view();
    return new Line(
        "status",
        view.job(),
        view.run(),
        state(),
        view.planned(),
        run.read(),
        view.total().tally(),
        view.lag(),
        view.pause().map(Ruling.Pause::since),
        waits,
        report(),
        holder,
        undo);
  }
}
