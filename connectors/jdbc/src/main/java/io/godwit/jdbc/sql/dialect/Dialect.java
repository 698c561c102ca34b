package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A kind of SQL database. Found through {@link java.util.ServiceLoader}, so it has a public
 * constructor without parameters; without state, for any thread.
 */
public interface Dialect {

  /** With what the JDBC URLs of its databases begin: {@code jdbc:postgresql:}. */
  String start();

  /** Whether it knows the database of a URL. */
  default boolean speaks(String url) {
    return url.startsWith(start());
  }

  /**
   * The way to a database; connects to nothing yet.
   *
   * @param access with a URL that it speaks
   * @throws io.godwit.common.model.failure.Refused where the driver cannot read the URL
   */
  SqlServer server(JdbcAccess access);

  /**
   * How it says what is to be done.
   *
   * @param staging which of a connection's staging tables they are about, from 0: there is one for
   *     each table that one transaction writes
   */
  Statements statements(int staging);

  /** The same where a connection has one staging table, or needs none. */
  default Statements statements() {
    return statements(0);
  }

  /** What it knows of its tables. */
  TableCatalog catalog();

  /** What its errors mean. */
  SqlErrors errors();

  /** How rows go there, and come back. */
  Wire wire();

  /** How it makes tables; empty where none are made in its databases. */
  default Optional<SchemaStatements> schema() {
    return Optional.empty();
  }

  /** How it spells the table of a ledger; empty where its targets keep none. */
  default Optional<LedgerStatements> ledger() {
    return Optional.empty();
  }

  /** How it keeps pre-images of rows; empty where its targets keep none. */
  default Optional<PreImageStatements> preImages() {
    return Optional.empty();
  }

  /** How its databases are read as sources; empty where it has only sinks and lookups. */
  default Optional<SourceDialect> source() {
    return Optional.empty();
  }

  /**
   * Guards a table from now on. Without one of its own, a dialect's tables are taken to stay as
   * they are until the sink is opened again; it then has no baseline either. A guard that is also
   * {@link io.godwit.common.spi.sink.SupportsBaseline} gives its sink one.
   *
   * @param connection on which the table has just been read, within the same transaction
   */
  default Guard guard(Connection connection, SqlServer server, FieldRules rules)
      throws SQLException {
    return new Unguarded(server.name(), rules);
  }
}
