package io.godwit.cli.log;

import io.godwit.cli.exit.ErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of the command itself; its logger is made at the first use, when the place is known. */
public final class LogOf {

  private LogOf() {}

  /** Keeps what an error message leaves out: where it was thrown, and what the system said. */
  public static void problem(ErrorMessage message, Throwable thrown) {
    Logger log = LoggerFactory.getLogger("io.godwit.cli");
    log.warn("the command ends: {}", message.code().id(), thrown);
  }
}
