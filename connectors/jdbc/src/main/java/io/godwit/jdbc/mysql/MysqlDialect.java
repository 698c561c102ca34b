package io.godwit.jdbc.mysql;

import io.godwit.jdbc.mysql.wire.MysqlWire;
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

/** MariaDB from version 10.6 on, and MySQL from version 8.0.17 on; both by MariaDB's driver. */
public final class MysqlDialect implements Dialect {

  /** For {@link java.util.ServiceLoader}. */
  public MysqlDialect() {}

  @Override
  public String start() {
    return "jdbc:mariadb:";
  }

  /** MySQL's own driver is not needed: that of MariaDB speaks to both. */
  @Override
  public boolean speaks(String url) {
    return url.startsWith(start()) || url.startsWith(MysqlServer.MYSQL);
  }

  @Override
  public SqlServer server(JdbcAccess access) {
    return MysqlServer.of(access);
  }

  @Override
  public Statements statements(int staging) {
    return MysqlStatements.of(staging);
  }

  @Override
  public TableCatalog catalog() {
    return new MysqlCatalog();
  }

  @Override
  public SqlErrors errors() {
    return new MysqlErrors();
  }

  @Override
  public Wire wire() {
    return new MysqlWire();
  }

  @Override
  public Guard guard(Connection connection, SqlServer server, FieldRules rules)
      throws SQLException {
    MysqlCatalog.requireTransactions(connection, rules.table());
    return MysqlLooking.guard(connection, server.name(), rules);
  }

  @Override
  public Optional<SchemaStatements> schema() {
    return Optional.of(new MysqlSchema());
  }

  @Override
  public Optional<LedgerStatements> ledger() {
    return Optional.of(new MysqlLedger());
  }

  @Override
  public Optional<PreImageStatements> preImages() {
    return Optional.of(new MysqlPreImages());
  }

  @Override
  public Optional<SourceDialect> source() {
    return Optional.of(new MysqlSource());
  }
}
