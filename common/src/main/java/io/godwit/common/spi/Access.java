package io.godwit.common.spi;

import io.godwit.common.model.Secret;
import java.util.Optional;

/** How to reach a database, with all references resolved. */
public sealed interface Access {

  /**
   * A SQL database.
   *
   * @param url a JDBC URL without a password
   * @param pool the most connections to open
   */
  record Jdbc(String url, Optional<String> user, Optional<Secret> password, int pool)
      implements Access {}

  /**
   * A MongoDB database.
   *
   * @param uri a connection string that names the database; it may hold a password
   */
  record MongoDb(Secret uri) implements Access {}
}
