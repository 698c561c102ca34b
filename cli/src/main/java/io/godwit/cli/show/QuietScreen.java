package io.godwit.cli.show;

import io.godwit.common.model.text.VisibleText;
import java.io.PrintStream;

/** Only the result. */
record QuietScreen(PrintStream out) implements Screen {

  @Override
  public void show(ProgressModel model) {}

  @Override
  public void say(String sentence) {}

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
