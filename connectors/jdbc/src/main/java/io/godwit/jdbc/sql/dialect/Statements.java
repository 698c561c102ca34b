package io.godwit.jdbc.sql.dialect;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a database says what the flows of a sink and a lookup need. Names come quoted, from its
 * catalogue. A batch goes into a staging table of its connection, and from there by one statement
 * into the target; savepoints are spelt as the SQL standard has them, and several statements may be
 * joined by semicolons.
 */
public interface Statements {

  /**
   * Whether there are staging tables. Where not, pieces wait in memory ({@link WaitingPiece}),
   * statements are not joined, and savepoints are those of JDBC; of the other methods, only those
   * about lookups count.
   */
  default boolean stages() {
    return true;
  }

  /** The staging table's name for SQL. */
  String staging();

  /**
   * Makes a staging table in the place of any that is there: every column of the target that can be
   * written, with its type and limits, and no constraint, default or index.
   *
   * @param lasting whether it stays and is emptied at each commit, or goes with its transaction;
   *     the second only where sessions may be shared
   * @return statements, each with its semicolon
   */
  String createStaging(Table target, boolean lasting);

  /**
   * Has the rows of a staging table known by {@link #stagedOrder}, once it is made and before
   * anything is in it; nothing where they always are, or where it costs a load something that does
   * not ask for it.
   */
  default String numberStaging() {
    return "";
  }

  /** Empties it within a transaction and without ending that; a statement with its semicolon. */
  String clearStaging();

  /** Whether a lasting staging table is empty after each commit without being told. */
  default boolean emptiesItself() {
    return true;
  }

  /**
   * Takes the rows of the staging table, none of one key twice, into the target. What it reports is
   * for {@link #tookAll}, but where the layout has the key only.
   *
   * @param write how a row meets one of its key
   */
  String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout);

  /**
   * Whether a merge took all rows, as far as the number tells that it reported: some databases let
   * triggers and rules leave rows out without an error.
   *
   * @param rows that were staged
   */
  default boolean tookAll(int reported, int rows) {
    return reported == rows;
  }

  /**
   * Deletes the rows of the target whose keys were staged.
   *
   * @param sameKey whether a row {@code t} of the target and a row {@code s} that was staged have
   *     one key
   */
  default String deleteStaged(Table target, String sameKey) {
    return "delete from %s t where exists (select 1 from %s s where %s)"
        .formatted(target.quoted(), staging(), sameKey);
  }

  /** Whether a row {@code t} of the target and a row {@code s} that was staged have one key. */
  static String sameKey(List<Column> key) {
    return key.stream()
        .map(column -> "t." + column.quoted() + " = s." + column.quoted())
        .collect(Collectors.joining(" and "));
  }

  /**
   * What is to be executed when all keys of a search are staged, so that the database finds them
   * without looking at each for each row; or nothing.
   */
  default String stagedAll(List<Column> key) {
    return "";
  }

  /**
   * Deletes the rows {@code t} of the target whose keys were staged.
   *
   * @param owned a condition, in which columns without a prefix are those of the target
   */
  default String deleteOwned(Table target, List<Column> key, String owned) {
    return "delete from %s t where %s and exists (select 1 from %s s where %s)"
        .formatted(target.quoted(), owned, staging(), sameKey(key));
  }

  /**
   * Sets a column of the rows {@code t} of the target whose keys were staged.
   *
   * @param value in SQL
   * @param owned as for {@link #deleteOwned}
   */
  default String markStaged(
      Table target, List<Column> key, Column column, String value, String owned) {
    return "update %s t set %s = %s where %s and exists (select 1 from %s s where %s)"
        .formatted(target.quoted(), column.quoted(), value, owned, staging(), sameKey(key));
  }

  /** A column in a list of what is selected, such that {@link Wire#read} reads its value. */
  default String shown(String name, Column column) {
    return name;
  }

  /** Has a statement looked at, with the rights that it needs, and not executed. */
  default String check(String statement) {
    return "explain " + statement;
  }

  /**
   * By what the rows of a staging table that numbers them are in the order in which they were sent;
   * {@code s} is the table.
   */
  String stagedOrder();

  /**
   * Whether a row that is there needs no writing as far as a column goes: the same value, and shown
   * the same, since a text in other cases is another one, whatever its collation says.
   *
   * @param held what the target has
   * @param sent what was staged
   */
  default String unchanged(Column column, String held, String sent) {
    return same(held, sent);
  }

  /** Whether two values of one type are the same, of which nulls are, too. */
  default String same(String one, String other) {
    return one + " is not distinct from " + other;
  }

  /**
   * What comes behind {@code select ... from} the table to have one row of it, any one; several
   * ways where the row that one of them finds may be one that the table does not take any more.
   */
  default List<String> anyRow(Table table) {
    return List.of(" fetch first 1 rows only");
  }

  /**
   * Finds rows by many keys. It answers the number of a key, from 1, then the taken columns.
   *
   * @param keys the columns that are compared
   * @param values for each of them what stands for all its values, which {@link Wire#ask} fills in
   */
  String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values);

  /** The most keys of one lookup; from 1. */
  default int mostKeys() {
    return Integer.MAX_VALUE;
  }

  /**
   * The same for a number of keys, where the text depends on it.
   *
   * @param asked how many keys, up to {@link #mostKeys}
   */
  default String lookup(
      Table table, List<Column> keys, List<Column> taken, List<String> values, int asked) {
    return lookup(table, keys, taken, values);
  }

  /** What stands for no key in a lookup that is only looked at. */
  String noKeys();
}
