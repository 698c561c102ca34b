package io.godwit.cli.log;

import io.godwit.cli.option.CommonOptions;

/** A command that keeps a log. */
public interface Logged {

  /** Where it goes. */
  Logging logging();

  /** The options of the command. */
  CommonOptions options();
}
