package io.godwit.jdbc.plain;

import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.LedgerStatements;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.util.Optional;

/**
 * Any database with a driver of JDBC 4.2. It makes no tables, keeps nothing to undo a run by, finds
 * nothing that is gone, and guards no table: all of that needs SQL that databases do not share.
 */
public final class PlainDialect implements Dialect {

  /** For {@link java.util.ServiceLoader}. */
  public PlainDialect() {}

  /** {@inheritDoc} Every one; a dialect whose beginning is longer goes first. */
  @Override
  public String start() {
    return "jdbc:";
  }

  @Override
  public SqlServer server(JdbcAccess access) {
    return PlainServer.of(access);
  }

  @Override
  public Statements statements(int staging) {
    return new PlainStatements();
  }

  @Override
  public TableCatalog catalog() {
    return new PlainCatalog();
  }

  @Override
  public SqlErrors errors() {
    return new PlainErrors();
  }

  @Override
  public Wire wire() {
    return new PlainWire();
  }

  @Override
  public Optional<LedgerStatements> ledger() {
    return Optional.of(new PlainLedger());
  }

  @Override
  public Optional<SourceDialect> source() {
    return Optional.of(new PlainSource());
  }
}
