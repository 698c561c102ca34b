package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.fit.Column;
import java.util.List;
import java.util.Map;

/**
 * How a dialect spells what {@code sql.undo} is made of. Without state, for any thread.
 *
 * <p>Rows are found by the index of their key, one by one for each that was staged: a join would be
 * planned by statistics that a table which was just filled has not, and may read a whole table for
 * each batch.
 */
public interface PreImageStatements {

  /** The condition that every row meets. */
  String ALL = "1 = 1";

  /** Makes the table and its key where they are not there. */
  List<String> create(PreImageTable images);

  /**
   * The rows {@code t} of the target whose keys were staged, from {@code from} to the end of a
   * condition to which others may be added by {@code and}.
   *
   * @param owned a condition in which columns without a prefix are those of the target
   * @param locked whether they are locked until the transaction ends; then {@link #locking} follows
   *     at the end
   */
  String stagedRows(PreImageTable images, String staging, String owned, boolean locked);

  /** What ends a query whose rows are locked; or nothing. */
  String locking();

  /**
   * What ends an insert into the table where a row of the same key is there: these columns of it
   * are set to what was to be inserted.
   */
  String orSet(PreImageTable images, List<String> columns);

  /** The name of the table that holds the keys of one step of an undo. */
  String step();

  /**
   * Makes that table in the place of any that is there, with the key's columns and {@code
   * godwit_left}; statements with their semicolons.
   */
  String makeStep(PreImageTable images);

  /** What is to be executed when it is filled; statements with their semicolons, or nothing. */
  String filledStep();

  /** Locks the rows of the target whose keys are in it; a query. */
  String lockStep(PreImageTable images);

  /**
   * Sets columns of a table in which rows are found by those of others.
   *
   * @param changed the table
   * @param by the others, in the order in which they are to be read; none of their conditions names
   *     one behind it
   * @param sets the values by the names of the columns
   */
  String update(Joined changed, List<Joined> by, Map<String, String> sets, String where);

  /** Deletes rows of a table that are found by those of others; as {@link #update}. */
  String delete(Joined changed, List<Joined> by, String where);

  /** What stands between the columns of an insert into the target and the rows; or nothing. */
  default String overriding(List<Column> columns) {
    return "";
  }

  /**
   * A table in a join.
   *
   * @param table its name for SQL
   * @param alias how the statement calls it
   * @param on which of its rows belong to those of the tables before it
   * @param ours whether it is one of pre-images, of which a database may know nothing yet
   */
  record Joined(String table, String alias, String on, boolean ours) {}
}
