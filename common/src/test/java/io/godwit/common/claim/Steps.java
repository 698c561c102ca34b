package io.godwit.common.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Commands that do one step at a time, each when it is told to. For one thread. */
final class Steps {

  private final List<Command> commands = new ArrayList<>();

  /** What a command calls before each of its steps. */
  interface Turn {

    /** Returns when it is this command's turn. */
    void step();

    /** Returns when it is this command's turn, and not before something is so. */
    void until(BooleanSupplier so);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A thread that stands still but for its turn. */
  private static final class Command implements Turn {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore stands = new Semaphore(0);
    private BooleanSupplier ready = () -> true;
    private boolean ended;
    private boolean killed;

    @Override
    public void step() {
      until(() -> true);
    }

    @Override
    public void until(BooleanSupplier so) {
      ready = so;
      stands.release();
      go.acquireUninterruptibly();
      if (killed) {
        throw new Killed();
      }
    }

    private void run(Consumer<Turn> body) {
      try {
        body.accept(this);
      } catch (Killed end) {
        killed = true;
      } finally {
        ended = true;
        stands.release();
      }
    }

    private void turn() {
      go.release();
      stands.acquireUninterruptibly();
    }
  }

  /** Adds a command; it stands before its first step. */
  void add(Consumer<Turn> body) {
    Command command = new Command();
    commands.add(command);
    Thread.ofVirtual().start(() -> command.run(body));
    command.stands.acquireUninterruptibly();
  }

  /** Those that can do a step. */
  List<Integer> ready() {
    return IntStream.range(0, commands.size())
        .filter(i -> !commands.get(i).ended && commands.get(i).ready.getAsBoolean())
        .boxed()
        .toList();
  }

  /** Whether a command has come to its end, or to one. */
  boolean ended(int command) {
    return commands.get(command).ended;
  }

  /** One command does one step. */
  void step(int command) {
    commands.get(command).turn();
  }

  /** A command does nothing more. */
  void kill(int command) {
    commands.get(command).killed = true;
    commands.get(command).turn();
  }
}
