package io.godwit.cli;

/** A command that keeps a log. */
interface Logged {

  /** Where it goes. */
  Logging logging();

  /** The options of the command. */
  CommonOptions options();
}
