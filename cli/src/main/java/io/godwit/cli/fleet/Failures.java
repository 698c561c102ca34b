package io.godwit.cli.fleet;

import io.godwit.common.model.failure.Trouble;
import java.util.Optional;

/** Takes what ended another thread over to the thread of the command. */
public final class Failures {

  private Failures() {}

  /**
   * Throws what is there.
   *
   * @throws Trouble where that is what ended the thread
   */
  public static void rethrow(Optional<? extends Throwable> failure) throws Trouble {
    if (failure.isEmpty()) {
      return;
    }
    switch (failure.get()) {
      case Trouble trouble -> throw trouble;
      case RuntimeException broken -> throw broken;
      // As an exception, which the command ends with at once and in words. Nobody catches an error,
      // and then the process would wait for a command that has ended.
      case Error fatal -> throw new IllegalStateException("ended by " + fatal, fatal);
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
