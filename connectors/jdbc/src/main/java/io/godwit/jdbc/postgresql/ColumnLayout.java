package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns some records of a batch have, and the statements for them. Columns that a record
 * has not are left to their default when its row is inserted, and alone when it is updated.
 *
 * @param columns the key's first, in the order of the sink, then the others in the table's
 * @param copy puts rows into the staging table
 * @param direct puts rows straight into the target, where none of their keys may be yet
 * @param binary the same for rows in binary form
 * @param merge takes them from there into the target
 * @param counts whether the merge must report every row: not where it only inserts
 * @param failure why none of these records can be written; empty where they can
 */
record ColumnLayout(
    List<Column> columns,
    String copy,
    String direct,
    String binary,
    String merge,
    boolean counts,
    Optional<Failure> failure) {

  /** The layout of records. */
  static ColumnLayout of(Table table, List<Column> key, List<Column> others) {
    List<Column> columns = Stream.concat(key.stream(), others.stream()).toList();
    return new ColumnLayout(
        columns,
        copy(Staging.NAME, columns),
        copy(table.quoted(), columns),
        copy(table.quoted(), columns) + " (format binary)",
        merge(table, key, columns, others),
        !others.isEmpty(),
        failure(table, columns));
  }

  private static String copy(String table, List<Column> columns) {
    return "copy " + table + " (" + names(columns) + ") from stdin";
  }

  private static String merge(
      Table table, List<Column> key, List<Column> columns, List<Column> others) {
    // A key that is an identity is the source's to say, so that a repeated batch finds its rows.
    boolean override = columns.stream().anyMatch(c -> c.supply() == Column.Supply.IDENTITY_ALWAYS);
    String update =
        others.stream()
            .map(c -> c.quoted() + " = excluded." + c.quoted())
            .collect(Collectors.joining(", "));
    return "insert into "
        + table.quoted()
        + " ("
        + names(columns)
        + ")"
        + (override ? " overriding system value" : "")
        + " select "
        + names(columns)
        + " from "
        + Staging.NAME
        + " on conflict ("
        + names(key)
        + ") do "
        + (others.isEmpty() ? "nothing" : "update set " + update);
  }

  /** A column that must not be null, is not in the records, and that nothing else supplies. */
  private static Optional<Failure> failure(Table table, List<Column> columns) {
    return table.columns().stream()
        .filter(Column::required)
        .filter(column -> column.supply() == Column.Supply.NOTHING)
        .filter(column -> !columns.contains(column))
        .findFirst()
        .flatMap(ValueMessages::isNull);
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
  }
}
