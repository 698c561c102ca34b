package io.godwit.jdbc.plain;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is said in SQL where nothing is staged: only the lookup. */
final class PlainStatements implements Statements {

  /** So many tables stand in one statement; databases bound that, and the length of a text. */
  private static final int MOST_KEYS = 32;

  @Override
  public boolean stages() {
    return false;
  }

  @Override
  public String staging() {
    return "";
  }

  @Override
  public String createStaging(Table target, boolean lasting) {
    return "";
  }

  @Override
  public String clearStaging() {
    return "";
  }

  @Override
  public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
    throw unstaged();
  }

  @Override
  public String stagedOrder() {
    throw unstaged();
  }

  private static IllegalStateException unstaged() {
    return new IllegalStateException("rows wait in memory, and nothing is staged");
  }

  @Override
  public int mostKeys() {
    return MOST_KEYS;
  }

  /**
   * {@inheritDoc} A query for each key, all in one statement: the database compares each as it
   * compares it with the column, which it would not do with the columns of a list of keys.
   */
  @Override
  public String lookup(
      Table table, List<Column> keys, List<Column> taken, List<String> values, int asked) {
    String from =
        ", "
            + ColumnLayout.names(taken)
            + " from "
            + table.quoted()
            + " where "
            + RowStatements.equal(keys);
    return IntStream.rangeClosed(1, asked)
        .mapToObj(key -> "select " + key + " as godwit_key" + from)
        .collect(Collectors.joining(" union all "));
  }

  @Override
  public String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values) {
    return "select 1 as godwit_key, "
        + ColumnLayout.names(taken)
        + " from "
        + table.quoted()
        + " where 1 = 0";
  }

  /** {@inheritDoc} Not every database explains; the statement that comes here meets no row. */
  @Override
  public String check(String statement) {
    return statement;
  }

  @Override
  public String noKeys() {
    return "";
  }
}
