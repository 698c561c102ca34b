package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of ours that keeps rows of a target's table, in columns of the same names, types and
 * collations, so that no value is ever converted. Beside them it has
 *
 * <pre>
 * godwit_run    the run, by its number
 * godwit_is     0: the row as it was before the run; 1: as the run has left it
 * godwit_had    of a row as it was left, whether there was one before
 * godwit_there  of a row as it was left, whether it was left at all: 0 where the run deleted it
 * godwit_left   0, or why an undo has left it
 * godwit_why    the target's words to that
 * </pre>
 *
 * <p>Its key is the run, the key of the sink and {@code godwit_is}. A key that had no row before
 * has none of {@code godwit_is} 0, which says it all: what a load of new rows costs is one row here
 * for each row there.
 *
 * @param name its name
 * @param quoted the name for SQL
 * @param target the table whose rows it keeps
 * @param key the columns by which a row is found
 * @param columns those that are kept: all that can be written
 */
public record PreImageTable(
    TableName name, String quoted, Table target, List<Column> key, List<Column> columns) {

  /** The columns of ours that every row has, in the order in which rows are given. */
  public static final String OURS = "godwit_run, godwit_is, godwit_had, godwit_there, godwit_left";

  /** The names of columns, with a prefix where it is not empty. */
  public static String names(String prefix, List<Column> columns) {
    String before = prefix.isEmpty() ? "" : prefix + ".";
    return columns.stream()
        .map(column -> before + column.quoted())
        .collect(Collectors.joining(", "));
  }

  /** Whether rows of two names have one key. */
  public String sameKey(String one, String other) {
    return key.stream()
        .map(column -> "%s.%s = %s.%s".formatted(one, column.quoted(), other, column.quoted()))
        .collect(Collectors.joining(" and "));
  }

  /** The columns that are no part of the key. */
  public List<Column> others() {
    return columns.stream().filter(column -> !isKey(column)).toList();
  }

  /** Those of them that an update may set. */
  public List<Column> settable() {
    return others().stream()
        .filter(column -> column.supply() != Column.Supply.IDENTITY_ALWAYS)
        .toList();
  }

  private boolean isKey(Column column) {
    return key.stream().anyMatch(one -> one.name().equals(column.name()));
  }
}
