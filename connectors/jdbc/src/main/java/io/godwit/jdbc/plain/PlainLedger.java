package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.LedgerStatements;
import java.util.regex.Pattern;

/**
 * The ledger in the words of the SQL standard. A database that spells one of its types otherwise
 * refuses to make it; whoever makes it there by hand, with types that hold the same, has it used.
 */
final class PlainLedger implements LedgerStatements {

  private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9_]*\\.)?[A-Za-z]\\w*");

  /** {@inheritDoc} Not quoted: it is as the database keeps names that nobody quotes. */
  @Override
  public String quoted(TableName name) {
    if (!NAME.matcher(name.toString()).matches()) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "ledger: '" + name + "' is no name of letters, digits and _, which it is here");
    }
    return name.toString();
  }

  @Override
  public String create(TableName name) {
    return "create table "
        + quoted(name)
        + " (job varchar(200) not null, part integer not null, run varchar(100) not null,"
        + " page bigint not null, epoch bigint not null, upto bigint not null,"
        + " outcomes blob not null, primary key (job, part, run, page))";
  }
}
