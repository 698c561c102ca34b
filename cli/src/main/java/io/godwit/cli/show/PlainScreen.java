package io.godwit.cli.show;

import java.io.PrintStream;
import java.time.Duration;

/** A line at the start, one every ten seconds, and one whenever something else is going on. */
final class PlainScreen implements Screen {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PrintStream out;
  private Duration next = Duration.ZERO;
  private String phase = "";

  PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(ProgressModel model) {
    boolean changed = !phase.equals(model.phase().text());
    if (changed || model.elapsed().compareTo(next) >= 0) {
      out.println(PlainView.line(model));
      phase = model.phase().text();
      next = model.elapsed().plus(EVERY);
    }
  }

  @Override
  public void say(String sentence) {
    out.println(sentence);
  }

  @Override
  public void print(String lines) {
    out.println(lines);
  }

  @Override
  public void emit(Record result) {}

  @Override
  public void close() {
    out.flush();
  }
}
