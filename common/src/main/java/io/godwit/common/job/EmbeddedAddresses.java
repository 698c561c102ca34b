package io.godwit.common.job;

import java.util.Optional;

/** Where the servers of the embedded stack listen; given by whoever started them. */
@FunctionalInterface
public interface EmbeddedAddresses {

  /** For a command that runs without the embedded stack. */
  EmbeddedAddresses NONE = part -> Optional.empty();

  /**
   * The address of a server, as a JDBC URL or a MongoDB connection string with a database's name.
   *
   * @return empty where it does not run
   */
  Optional<String> of(EmbeddedPart part);
}
