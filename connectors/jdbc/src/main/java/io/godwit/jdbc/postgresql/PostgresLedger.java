package io.godwit.jdbc.postgresql;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.LedgerStatements;

/** PostgreSQL's table of a ledger. */
final class PostgresLedger implements LedgerStatements {

  @Override
  public String quoted(TableName name) {
    return new PostgresSchema().quoted(name);
  }

  /** Texts in the order of their bytes, whatever the database's collation says. */
  @Override
  public String create(TableName name) {
    return "create table if not exists "
        + quoted(name)
        + " (job text collate \"C\" not null, part integer not null,"
        + " run text collate \"C\" not null, page bigint not null, epoch bigint not null,"
        + " upto bigint not null, outcomes bytea not null, primary key (job, part, run, page))";
  }
}
