package io.godwit.common.spec;

import java.util.Optional;

/**
 * A database, as the job file names it: texts may hold references ({@code ${env:X}}, {@code
 * ${env:X:-default}}, {@code ${file:path}}) that are resolved only where a connection is opened,
 * and so never travel.
 */
public sealed interface ConnectionSpec {

  /**
   * A SQL database.
   *
   * @param jdbc its JDBC URL, or {@code embedded:postgresql}
   * @param user the user, where the URL does not name one
   * @param password a reference to the password; a password in clear text is refused
   * @param pool the most connections that one worker opens; 1 to 64
   */
  record Jdbc(String jdbc, Optional<String> user, Optional<String> password, int pool)
      implements ConnectionSpec {
    /** Refuses a password in clear text. */
    public Jdbc {
      if (jdbc.toLowerCase(java.util.Locale.ROOT).contains("password=")) {
        throw new IllegalArgumentException(
            "a URL holds no password: use password with a reference such as ${env:DB_PASSWORD}");
      }
      if (password.isPresent() && !password.get().startsWith("${")) {
        throw new IllegalArgumentException(
            "a password is a reference such as ${env:DB_PASSWORD} or ${file:/run/secrets/db}");
      }
      if (pool < 1 || pool > 64) {
        throw new IllegalArgumentException("pool lies between 1 and 64");
      }
    }
  }

  /**
   * A MongoDB database.
   *
   * @param mongodb its connection string with the database's name, or {@code embedded:mongodb};
   *     with a password only as a reference to the whole string
   */
  record MongoDb(String mongodb) implements ConnectionSpec {
    /** Refuses a password in clear text. */
    public MongoDb {
      if (mongodb.matches("mongodb(\\+srv)?://[^/@]*:[^/@$][^/@]*@.*")) {
        throw new IllegalArgumentException(
            "a connection string with a password is a reference such as ${env:MONGODB_URL}");
      }
    }
  }
}
