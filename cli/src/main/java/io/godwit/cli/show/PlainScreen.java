package io.godwit.cli.show;

import io.godwit.common.model.text.VisibleText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * A line at the start, one every ten seconds, and one whenever something else is going on or waited
 * for; what changes all the time makes a line a second.
 */
final class PlainScreen implements Screen {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration MOST_OFTEN = Duration.ofSeconds(1);

  private final PrintStream out;
  private Duration next = Duration.ZERO;
  private Duration soonest = Duration.ZERO;
  private Duration shown = Duration.ZERO;
  private String phase = "";
  private List<String> waits = List.of();

  PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(ProgressModel model) {
    boolean waitsElse = !waits.equals(model.waits()) && model.watched().compareTo(soonest) >= 0;
    boolean changed = waitsElse || !phase.equals(model.run().phase().text());
    if (changed || model.watched().compareTo(next) >= 0) {
      shown = later(shown, model.run().elapsed());
      out.println(VisibleText.line(PlainView.line(model, shown)));
      phase = model.run().phase().text();
      waits = model.waits();
      next = model.watched().plus(EVERY);
      soonest = model.watched().plus(MOST_OFTEN);
    }
  }

  /**
   * A run ends with its last outcome, some moments before that is seen: until then its clock goes
   * on, and what has been shown of it is not taken back.
   */
  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public void say(String sentence) {
    out.println(VisibleText.lines(sentence));
  }

  @Override
  public void print(String lines) {
    out.println(VisibleText.lines(lines));
  }

  @Override
  public void emit(Record result) {}

  @Override
  public void close() {
    out.flush();
  }
}
