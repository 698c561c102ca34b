package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.TableName;

/** How a dialect spells the table of a ledger. Without state, for any thread. */
public interface LedgerStatements {

  /** The table's name for SQL. */
  String quoted(TableName name);

  /**
   * Makes the table where it is not there: {@code job} and {@code run}, texts that are equal and in
   * order by their bytes; {@code part}, a whole number of 32 bits; {@code page}, {@code epoch} and
   * {@code upto}, of 64; {@code outcomes}, bytes, up to some megabytes. Its key is {@code job,
   * part, run, page} in this order, so that the rows of two partitions are apart.
   */
  String create(TableName name);
}
