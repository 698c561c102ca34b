package io.godwit.jdbc;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.jdbc.sql.JdbcAccess;

/** The databases that this connector speaks to, told apart by the JDBC URL. */
enum Dialect {
  POSTGRESQL;

  /**
   * The dialect of a connection.
   *
   * @throws Refused where no dialect knows the URL
   */
  static Dialect of(JdbcAccess access) {
    if (access.url().startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    // Only the scheme is shown: what follows in the URL of an unknown driver may be a secret.
    String[] parts = access.url().split(":", 3);
    throw new Refused(
        ErrorCode.JOB_INVALID,
        "no SQL dialect for '"
            + (parts.length < 3 ? "" : parts[0] + ":" + parts[1] + ":")
            + "...': a JDBC URL starts with jdbc:postgresql:");
  }
}
