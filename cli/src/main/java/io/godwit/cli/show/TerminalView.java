package io.godwit.cli.show;

import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.run.Eta;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The live view of a run. */
final class TerminalView {

  private static final int LONGEST_BAR = 60;
  private static final int MOST_WORKERS = 12;
  private static final int MOST_FAILURES = 8;
  private static final int MOST_WAITS = 4;
  private static final String GAP = "   ";
  private static final String INDENT = "  ";

  private final RunProgress run;
  private final RunView view;
  private final List<String> waits;
  private final int width;
  private final Glyphs glyphs;
  private final List<String> lines = new ArrayList<>();

  private TerminalView(ProgressModel model, int width, Glyphs glyphs) {
    this.run = model.run();
    this.view = run.view();
    this.waits = model.waits();
    this.width = width;
    this.glyphs = glyphs;
  }

  /**
   * The view as lines, none longer than the terminal is wide.
   *
   * @param width in columns, at least 20
   */
  static List<String> render(ProgressModel model, int width, Glyphs glyphs) {
    TerminalView text = new TerminalView(model, width, glyphs);
    text.head();
    text.bar();
    text.figures();
    text.workers();
    text.failures();
    text.waits();
    return text.lines;
  }

  private void head() {
    String dot = " " + glyphs.dot() + " ";
    flow(
        "",
        dot,
        List.of(
            view.job(),
            "run " + view.run(),
            run.phase().text(),
            DisplayFigures.clock(run.elapsed())));
  }

  private void bar() {
    if (view.planned().isEmpty()) {
      line(DisplayFigures.records(view.ended()) + " so far");
      return;
    }
    long total = view.planned().getAsLong();
    String share = DisplayFigures.percent(view.ended(), total);
    int cells = Math.min(LONGEST_BAR, width - 8);
    int full = (int) (view.share() * cells);
    line(glyphs.full().repeat(full) + glyphs.empty().repeat(cells - full) + " " + share);
    String of = view.isEstimated() ? " of about " : " of ";
    line(INDENT + DisplayFigures.count(view.ended()) + of + DisplayFigures.records(total));
  }

  private void figures() {
    Speed speed = run.speed();
    Tally tally = view.total().tally();
    List<String> pace = new ArrayList<>();
    pace.add("now " + DisplayFigures.rate(speed.now()));
    pace.add("average " + DisplayFigures.rate(speed.average()));
    pace.add("peak " + DisplayFigures.rate(speed.peak()));
    speed.eta().map(this::text).ifPresent(pace::add);
    pace.add("lag " + DisplayFigures.count(view.lag()));
    flow(INDENT, GAP, pace);
    flow(
        INDENT,
        GAP,
        List.of(
            "read " + DisplayFigures.count(run.read()),
            "written " + DisplayFigures.count(tally.written()),
            "unchanged " + DisplayFigures.count(tally.unchanged()),
            "dropped " + DisplayFigures.count(tally.dropped()),
            "failed " + DisplayFigures.count(tally.failed())));
  }

  private String text(Eta eta) {
    String soonest = DisplayFigures.span(eta.soonest());
    String latest = DisplayFigures.span(eta.latest());
    return "ETA " + (soonest.equals(latest) ? soonest : soonest + " " + glyphs.to() + " " + latest);
  }

  private void workers() {
    if (view.workers().isEmpty()) {
      return;
    }
    lines.add("");
    int longest = view.workers().keySet().stream().mapToInt(String::length).max().orElse(0);
    view.workers().entrySet().stream()
        .limit(MOST_WORKERS)
        .forEach(worker ->
            line(
                INDENT
                    + pad(worker.getKey(), longest)
                    + right(DisplayFigures.count(worker.getValue().tally().total()), 14)
                    + right(DisplayFigures.rate(run.speed().of(worker.getKey())), 12)));
    more(view.workers().size() - MOST_WORKERS, "workers");
  }

  private void failures() {
    List<Map.Entry<ErrorCode, Long>> failures = view.failuresByNumber();
    if (failures.isEmpty()) {
      return;
    }
    lines.add("");
    failures.stream()
        .limit(MOST_FAILURES)
        .forEach(failure ->
            line(
                INDENT
                    + right(DisplayFigures.count(failure.getValue()), 9)
                    + " failed"
                    + GAP
                    + failure.getKey().errorClass().id()
                    + GAP
                    + failure.getKey().id()));
    more(failures.size() - MOST_FAILURES, "kinds of failure");
  }

  private void waits() {
    if (waits.isEmpty()) {
      return;
    }
    lines.add("");
    waits.stream().limit(MOST_WAITS).forEach(wait -> line(INDENT + "waiting: " + wait));
    more(waits.size() - MOST_WAITS, "waits");
  }

  private void more(int number, String what) {
    if (number > 0) {
      line(INDENT + "and " + number + " more " + what);
    }
  }

  /** Parts one after the other, on as many lines as they need. */
  private void flow(String indent, String between, List<String> parts) {
    String current = indent;
    for (String part : parts) {
      boolean first = current.equals(indent);
      String longer = first ? current + part : current + between + part;
      if (longer.length() > width && !first) {
        line(current);
        current = indent + part;
      } else {
        current = longer;
      }
    }
    line(current);
  }

  private void line(String text) {
    lines.add(Excerpt.of(text.stripTrailing(), width, glyphs.more()));
  }

  private static String pad(String text, int to) {
    return text + " ".repeat(Math.max(0, to - text.length()));
  }

  private static String right(String text, int to) {
    return " ".repeat(Math.max(1, to - text.length())) + text;
  }
}
