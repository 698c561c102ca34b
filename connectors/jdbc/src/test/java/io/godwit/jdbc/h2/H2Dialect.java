package io.godwit.jdbc.h2;

import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.Pool;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.LedgerStatements;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * H2, as far as the contracts of sinks and lookups go. It has no bulk path, so every batch goes
 * through the staging table in batched inserts. It has no guard either: the contract lets that be
 * absent, and its sinks have no baseline. A table that is altered while it is written to shows by
 * what H2 refuses. Types that it does not name (bytes, JSON, arrays, intervals) take nothing.
 */
public final class H2Dialect implements Dialect {

  @Override
  public String start() {
    return "jdbc:h2:mem:staged";
  }

  @Override
  public SqlServer server(JdbcAccess access) {
    return new Server(access);
  }

  private record Server(JdbcAccess access) implements SqlServer {
    @Override
    public String name() {
      return access.url().replaceFirst(";.*", "");
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(access.url(), access.user().orElse(""), "");
    }

    @Override
    public Pool pool(String purpose, boolean autoCommit, boolean shared) {
      return Pool.of("h2 " + purpose, access, autoCommit, Map.of(), "select 1");
    }
  }

  @Override
  public Statements statements(int staging) {
    return new H2Statements("godwit_staging_" + staging);
  }

  @Override
  public TableCatalog catalog() {
    return new H2Catalog();
  }

  @Override
  public SqlErrors errors() {
    return new H2Errors();
  }

  @Override
  public Wire wire() {
    return new H2Wire();
  }

  @Override
  public Optional<LedgerStatements> ledger() {
    return Optional.of(new H2Ledger());
  }

  private static final class H2Ledger implements LedgerStatements {
    @Override
    public String quoted(TableName name) {
      return name.toString();
    }

    @Override
    public String create(TableName name) {
      return "create table if not exists "
          + name
          + " (job varchar not null, part int not null, run varchar not null, page bigint not null,"
          + " epoch bigint not null, upto bigint not null, outcomes blob not null,"
          + " primary key (job, part, run, page))";
    }
  }

  @Override
  public Optional<SourceDialect> source() {
    return Optional.of(new H2Source());
  }
}
