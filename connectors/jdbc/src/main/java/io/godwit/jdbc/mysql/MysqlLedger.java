package io.godwit.jdbc.mysql;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.LedgerStatements;

/** The table of a ledger in MariaDB and MySQL. */
final class MysqlLedger implements LedgerStatements {

  @Override
  public String quoted(TableName name) {
    return new MysqlSchema().quoted(name);
  }

  /** Of InnoDB: what another engine keeps is not undone with the rows. */
  @Override
  public String create(TableName name) {
    return "create table if not exists "
        + quoted(name)
        + " (job varchar(200) not null, part int not null, run varchar(100) not null,"
        + " page bigint not null, epoch bigint not null, upto bigint not null,"
        + " outcomes longblob not null, primary key (job, part, run, page))"
        + " engine = InnoDB character set ascii collate ascii_bin";
  }
}
