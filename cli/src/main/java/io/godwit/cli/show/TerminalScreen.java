package io.godwit.cli.show;

import io.godwit.common.model.text.VisibleText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** A view that changes in place, below what has been said before. */
final class TerminalScreen implements Screen {

  private static final int NARROWEST = 20;

  private final PrintStream out;
  private final Terminal terminal;
  private final Display display;
  private final Glyphs glyphs;

  private TerminalScreen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.glyphs = Glyphs.of(terminal.encoding());
  }

  static TerminalScreen open(PrintStream out) {
    // A hook of its own would close the terminal on a signal, while the command still ends in
    // order.
    System.setProperty("org.jline.shutdownhook.disable", "true");
    try {
      // The process's own handlers see Ctrl-C: a terminal that took it would stop nothing.
      Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(false).build();
      return new TerminalScreen(out, terminal);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be used", e);
    }
  }

  @Override
  public void show(ProgressModel model) {
    Size size = terminal.getSize();
    int width = Math.max(NARROWEST, size.getColumns());
    int height = Math.max(2, size.getRows());
    display.resize(size);
    List<AttributedString> lines =
        TerminalView.render(model.visible(), width - 1, glyphs).stream()
            .limit(height - 1L)
            .map(AttributedString::new)
            .toList();
    display.update(lines, -1);
    terminal.flush();
  }

  @Override
  public void say(String sentence) {
    print(sentence);
  }

  @Override
  public void print(String lines) {
    clear();
    out.println(VisibleText.lines(lines));
    out.flush();
  }

  @Override
  public void emit(Record result) {}

  private void clear() {
    display.update(List.of(), 0);
    terminal.flush();
    display.reset();
  }

  @Override
  public void close() {
    clear();
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal cannot be given back", e);
    }
  }
}
