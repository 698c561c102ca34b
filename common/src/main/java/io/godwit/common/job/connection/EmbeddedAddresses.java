package io.godwit.common.job.connection;

import java.util.Optional;

/** Where the servers of the embedded stack listen; given by whoever started them. */
@FunctionalInterface
public interface EmbeddedAddresses {

  /** For a command that runs without the embedded stack. */
  EmbeddedAddresses NONE = server -> Optional.empty();

  /**
   * The address of a server, in the form that connections to it have.
   *
   * @param server its name, as job files have it behind {@code embedded:}
   * @return empty where it does not run
   */
  Optional<String> of(String server);
}
