package io.godwit.cli.show;

import java.io.PrintStream;

/** Where a command says what is going on. For one thread. */
public sealed interface Screen extends AutoCloseable
    permits TerminalScreen, PlainScreen, JsonScreen, QuietScreen {

  /** Takes note of the state; shows it if it is time to. */
  void show(ProgressModel model);

  /** Says one sentence about what happens now. */
  void say(String sentence);

  /** Writes lines that were asked for: the result of the command. */
  void print(String lines);

  /** Writes a result for machines; only a screen for machines does. */
  void emit(Record result);

  @Override
  void close();

  /** How much to show, and to whom. */
  enum Mode {
    /** A view that changes in place. */
    TERMINAL,
    /** A line now and then. */
    PLAIN,
    /** One JSON object a line. */
    JSON,
    /** Nothing but the result. */
    QUIET
  }

  /** A screen that writes to a stream; one of mode terminal takes the process's own terminal. */
  static Screen open(Mode mode, PrintStream out) {
    return switch (mode) {
      case TERMINAL -> TerminalScreen.open(out);
      case PLAIN -> new PlainScreen(out);
      case JSON -> new JsonScreen(out);
      case QUIET -> new QuietScreen(out);
    };
  }
}
