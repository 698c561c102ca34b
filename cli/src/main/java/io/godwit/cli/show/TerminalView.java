package io.godwit.cli.show;

import io.godwit.cli.show.ProgressModel.Speed;
import io.godwit.common.model.Excerpt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live view of a run. */
final class TerminalView {

  private static final int LONGEST_BAR = 60;
  private static final int MOST_WORKERS = 12;
  private static final int MOST_FAILURES = 8;
  private static final int MOST_WAITS = 4;
  private static final String GAP = "   ";
  private static final String INDENT = "  ";

  private final ProgressModel model;
  private final int width;
  private final Glyphs glyphs;
  private final List<String> lines = new ArrayList<>();

  private TerminalView(ProgressModel model, int width, Glyphs glyphs) {
    this.model = model;
    this.width = width;
    this.glyphs = glyphs;
  }

  /**
   * The view as lines, none longer than the terminal is wide.
   *
   * @param width in columns, at least 20
   */
  static List<String> render(ProgressModel model, int width, Glyphs glyphs) {
    TerminalView view = new TerminalView(model, width, glyphs);
    view.head();
    view.bar();
    view.figures();
    view.workers();
    view.failures();
    view.waits();
    return view.lines;
  }

  private void head() {
    String dot = " " + glyphs.dot() + " ";
    flow(
        "",
        dot,
        List.of(
            model.job(),
            "run " + model.run(),
            model.phase().text(),
            DisplayFigures.clock(model.elapsed())));
  }

  private void bar() {
    if (model.total().isEmpty()) {
      line(DisplayFigures.records(model.ended()) + " so far");
      return;
    }
    long total = model.total().getAsLong();
    String share = DisplayFigures.percent(model.ended(), total);
    int cells = Math.min(LONGEST_BAR, width - 8);
    double done = total == 0 ? 1 : Math.min(1.0, (double) model.ended() / total);
    int full = (int) (done * cells);
    line(glyphs.full().repeat(full) + glyphs.empty().repeat(cells - full) + " " + share);
    line(INDENT + DisplayFigures.count(model.ended()) + " of " + DisplayFigures.records(total));
  }

  private void figures() {
    Speed speed = model.speed();
    List<String> pace = new ArrayList<>();
    pace.add("now " + DisplayFigures.rate(speed.now()));
    pace.add("average " + DisplayFigures.rate(speed.average()));
    pace.add("peak " + DisplayFigures.rate(speed.peak()));
    eta(speed).ifPresent(pace::add);
    pace.add("lag " + DisplayFigures.count(model.lag()));
    flow(INDENT, GAP, pace);
    flow(
        INDENT,
        GAP,
        List.of(
            "read " + DisplayFigures.count(model.read()),
            "written " + DisplayFigures.count(model.tally().written()),
            "unchanged " + DisplayFigures.count(model.tally().unchanged()),
            "dropped " + DisplayFigures.count(model.tally().dropped()),
            "failed " + DisplayFigures.count(model.tally().failed())));
  }

  private Optional<String> eta(Speed speed) {
    if (speed.soonest().isEmpty() || speed.latest().isEmpty()) {
      return Optional.empty();
    }
    String soonest = DisplayFigures.span(speed.soonest().get());
    String latest = DisplayFigures.span(speed.latest().get());
    return Optional.of(
        "ETA " + (soonest.equals(latest) ? soonest : soonest + " " + glyphs.to() + " " + latest));
  }

  private void workers() {
    if (model.workers().isEmpty()) {
      return;
    }
    lines.add("");
    int longest = model.workers().keySet().stream().mapToInt(String::length).max().orElse(0);
    model.workers().entrySet().stream()
        .limit(MOST_WORKERS)
        .forEach(worker ->
            line(
                INDENT
                    + pad(worker.getKey(), longest)
                    + right(DisplayFigures.count(worker.getValue().records()), 14)
                    + right(DisplayFigures.rate(worker.getValue().now()), 12)));
    more(model.workers().size() - MOST_WORKERS, "workers");
  }

  private void failures() {
    if (model.failures().isEmpty()) {
      return;
    }
    lines.add("");
    model.failures().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
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
    more(model.failures().size() - MOST_FAILURES, "kinds of failure");
  }

  private void waits() {
    if (model.waits().isEmpty()) {
      return;
    }
    lines.add("");
    model.waits().stream().limit(MOST_WAITS).forEach(wait -> line(INDENT + "waiting: " + wait));
    more(model.waits().size() - MOST_WAITS, "waits");
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
