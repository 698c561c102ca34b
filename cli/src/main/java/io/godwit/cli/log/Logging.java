package io.godwit.cli.log;

import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * Where the log goes. It has to be said before the first logger is made, so no class that is loaded
 * before a command runs may hold one.
 */
public enum Logging {
  /** To a file in the home: the screen belongs to the progress. */
  FILE("command-log4j2.xml"),
  /** To the standard error stream, as containers expect it. */
  STDERR("role-log4j2.xml");

  private static final String FOLDER = "classpath:io/godwit/cli/log/";

  private final String configuration;

  /**
   * What logs by the JDK's own logger writes to the standard error stream, unless told otherwise:
   * among others PostgreSQL's driver, which repeats the parts of a URL that it cannot read, and
   * these may be secrets. What matters of it is in what it throws, which is worded by us.
   */
  private static void silenceDrivers() {
    LogManager.getLogManager().reset();
  }

  Logging(String configuration) {
    this.configuration = configuration;
  }

  /**
   * Begins to log, before the first logger is made.
   *
   * @param file where a log goes that goes to a file
   */
  public void begin(Path file, LogForm form) {
    silenceDrivers();
    // The second of two configurations replaces the appender of the first and nothing else.
    String json = this == STDERR && form == LogForm.JSON ? "," + FOLDER + "json-log4j2.xml" : "";
    System.setProperty("log4j2.configurationFile", FOLDER + configuration + json);
    System.setProperty("godwit.log", file.toString());
    // The log would else ask the JVM for a hook before it reads that its configuration wants none.
    // A process that is told to stop has no more hooks, and its first logger may be made after
    // that.
    System.setProperty("log4j2.shutdownHookEnabled", "false");
  }
}
