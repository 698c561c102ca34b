package io.godwit.cli;

import io.godwit.aggregator.view.RunView;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.common.model.Tally;
import io.godwit.common.wire.Holder;
import io.godwit.common.wire.Ruling;
import io.godwit.common.wire.RunFinish;
import io.godwit.common.wire.RunPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@code godwit status} says of a run. */
record StatusText(
    RunView view, Optional<RunFinish> finish, Optional<Holder> holder, List<String> waits) {

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
      Optional<Holder> holder) {}

  String text() {
    Tally tally = view.total().tally();
    List<String> lines = new ArrayList<>();
    lines.add(view.job() + ", run " + view.run());
    lines.add("  state    " + state());
    lines.add(
        "  began    " + Instant.ofEpochMilli(view.startedAt()).truncatedTo(ChronoUnit.SECONDS));
    lines.add("  held by  " + holder.map(Holder::text).orElse("nobody"));
    view.plan().ifPresent(plan -> lines.add("  done     " + done(plan, tally)));
    lines.add(
        "  books    "
            + Headline.equation(
                view.read(), tally.written(), tally.unchanged(), tally.dropped(), tally.failed()));
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
                    + "; it goes on with: godwit resume "
                    + view.job()));
    waits.forEach(wait -> lines.add("  waiting  " + wait));
    finish.ifPresent(end -> lines.add("  report   " + end.path()));
    return String.join(System.lineSeparator(), lines);
  }

  private static String done(RunPlan plan, Tally tally) {
    return DisplayFigures.percent(tally.total(), plan.records())
        + ", "
        + DisplayFigures.count(tally.total())
        + " of "
        + DisplayFigures.records(plan.records());
  }

  private String state() {
    if (finish.isPresent()) {
      return finish.get().balanced()
          ? "complete, the books balance"
          : "complete, the books DO NOT BALANCE";
    }
    return view.pause().isPresent() ? "paused; " + progress() : progress();
  }

  private String progress() {
    if (view.plan().isEmpty()) {
      return "registered, the source is not counted yet";
    }
    if (view.settled()) {
      return "every record has an outcome, the report is not written yet";
    }
    return view.closed()
        ? "unfinished, all records are published"
        : "unfinished, "
            + openSplits()
            + " of "
            + view.splits().size()
            + " splits are not read yet";
  }

  private long openSplits() {
    return view.splits().stream().filter(split -> !split.progress().closed()).count();
  }

  Line line() {
    return new Line(
        "status",
        view.job(),
        view.run(),
        state(),
        view.plan().map(plan -> OptionalLong.of(plan.records())).orElse(OptionalLong.empty()),
        view.read(),
        view.total().tally(),
        view.lag(),
        view.pause().map(Ruling.Pause::since),
        waits,
        finish.map(RunFinish::path),
        holder);
  }
}
