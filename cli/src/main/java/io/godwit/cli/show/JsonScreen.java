package io.godwit.cli.show;

import java.io.PrintStream;
import java.time.Duration;

/** One JSON object a line; progress every second. */
final class JsonScreen implements Screen {

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final PrintStream out;
  private Duration next = Duration.ZERO;

  JsonScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(ProgressModel model) {
    if (model.watched().compareTo(next) >= 0) {
      out.println(JsonView.line(model));
      next = model.watched().plus(EVERY);
    }
  }

  @Override
  public void say(String sentence) {
    out.println(JsonView.note(sentence));
  }

  /** Nothing: what people are told, machines get by {@link #emit}. */
  @Override
  public void print(String lines) {}

  @Override
  public void emit(Record result) {
    out.println(JsonView.text(result));
  }

  @Override
  public void close() {
    out.flush();
  }
}
