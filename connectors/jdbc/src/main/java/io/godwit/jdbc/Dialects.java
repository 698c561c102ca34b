package io.godwit.jdbc;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The databases that are spoken to, told apart by the JDBC URL. They are found through {@link
 * ServiceLoader}, as connectors are, so that another jar brings one along with its driver.
 */
record Dialects(List<Dialect> all) {

  /** Those that are there. */
  static Dialects found() {
    return new Dialects(
        ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * The dialect of a connection: of those that speak its URL the one that says most about it, since
   * one of them speaks them all.
   *
   * @throws Refused where none speaks its URL
   */
  Dialect of(JdbcAccess access) {
    return all.stream()
        .filter(dialect -> dialect.speaks(access.url()))
        .max(Comparator.comparingInt(dialect -> dialect.start().length()))
        .orElseThrow(() -> unknown(access.url()));
  }

  /** Only the scheme is shown: what follows in the URL of an unknown driver may be a secret. */
  private Refused unknown(String url) {
    String[] parts = url.split(":", 3);
    return new Refused(
        ErrorCode.JOB_INVALID,
        "no SQL dialect for '"
            + (parts.length < 3 ? "" : parts[0] + ":" + parts[1] + ":")
            + "...': a JDBC URL starts with "
            + all.stream().map(Dialect::start).sorted().collect(Collectors.joining(" or ")));
  }
}
