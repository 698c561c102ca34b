package io.godwit.embedded;

import java.util.Locale;

/** A server of the embedded stack. */
public enum Part {
  /** An Apache Kafka broker in KRaft mode, alone, with replication factor 1. */
  BROKER,
  /** PostgreSQL with a database named {@code godwit}. */
  POSTGRESQL,
  /**
   * A server that speaks MongoDB's protocol of version 4.2, without sessions and transactions; it
   * may lose a second of acknowledged writes if its process is killed.
   */
  MONGODB;

  /**
   * The part that job files call so behind {@code embedded:}.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Part named(String server) {
    return valueOf(server.toUpperCase(Locale.ROOT));
  }
}
