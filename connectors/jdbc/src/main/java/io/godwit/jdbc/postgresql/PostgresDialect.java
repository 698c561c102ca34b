package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.postgresql.source.PostgresSource;
import io.godwit.jdbc.postgresql.wire.PostgresWire;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.LedgerStatements;
import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL, from version 12 on. */
public final class PostgresDialect implements Dialect {

  /** For {@link java.util.ServiceLoader}. */
  public PostgresDialect() {}

  @Override
  public String start() {
    return "jdbc:postgresql:";
  }

  @Override
  public SqlServer server(JdbcAccess access) {
    return PostgresServer.of(access);
  }

  @Override
  public Statements statements(int staging) {
    return PostgresStatements.of(staging);
  }

  @Override
  public TableCatalog catalog() {
    return new Catalog();
  }

  @Override
  public SqlErrors errors() {
    return new PostgresErrors();
  }

  @Override
  public Wire wire() {
    return new PostgresWire();
  }

  @Override
  public Optional<SchemaStatements> schema() {
    return Optional.of(new PostgresSchema());
  }

  @Override
  public Optional<LedgerStatements> ledger() {
    return Optional.of(new PostgresLedger());
  }

  @Override
  public Optional<PreImageStatements> preImages() {
    return Optional.of(new PostgresPreImages());
  }

  @Override
  public Optional<SourceDialect> source() {
    return Optional.of(new PostgresSource());
  }

  @Override
  public Guard guard(Connection connection, SqlServer server, FieldRules rules)
      throws SQLException {
    return PostgresLooking.guard(connection, server, rules);
  }
}
