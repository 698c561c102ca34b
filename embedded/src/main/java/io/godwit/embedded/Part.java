package io.godwit.embedded;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A server of the embedded stack. */
public enum Part {
  /** An Apache Kafka broker in KRaft mode, alone, with replication factor 1. */
  BROKER,
  /** PostgreSQL with a database named {@code godwit}. */
  POSTGRESQL,
  /**
   * MariaDB with a database named {@code godwit}. Its programs are fetched by Maven when it is
   * started for the first time, so it is started only where a job names it.
   */
  MARIADB,
  /**
   * A server that speaks MongoDB's protocol of version 4.2, without sessions and transactions; it
   * may lose a second of acknowledged writes if its process is killed.
   */
  MONGODB;

  /** Those whose programs Godwit brings along. */
  public static Set<Part> own() {
    return EnumSet.complementOf(EnumSet.of(MARIADB));
  }

  /** The part that job files call so behind {@code embedded:}; empty where there is none. */
  public static Optional<Part> named(String server) {
    return Arrays.stream(values())
        .filter(part -> part.name().equals(server.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
