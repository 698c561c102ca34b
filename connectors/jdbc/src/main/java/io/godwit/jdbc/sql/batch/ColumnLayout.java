package io.godwit.jdbc.sql.batch;

import io.godwit.common.model.failure.Failure;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which columns some records of a batch have. Columns that a record has not are left to their
 * default when its row is inserted, and alone when it is updated.
 *
 * @param columns the key's first, in the order of the sink, then the others in the table's
 * @param key how many of them are the key's
 * @param failure why none of these records can be written; empty where they can
 */
public record ColumnLayout(List<Column> columns, int key, Optional<Failure> failure) {

  /** The layout of records that have these columns beside the key's. */
  public static ColumnLayout of(FieldRules rules, List<Column> others) {
    List<Column> columns = Stream.concat(rules.key().stream(), others.stream()).toList();
    return new ColumnLayout(columns, rules.key().size(), failure(rules.table(), columns));
  }

  /** Of the key alone, or of any one column where there is no key. */
  public static ColumnLayout shortest(FieldRules rules) {
    Stream<Column> any =
        rules.table().columns().stream().filter(c -> rules.refusal(c.name()).isEmpty()).limit(1);
    return of(rules, rules.key().isEmpty() ? any.toList() : List.of());
  }

  /** The columns that find a row. */
  public List<Column> keyColumns() {
    return columns.subList(0, key);
  }

  /** The columns that are overwritten in a row that is there. */
  public List<Column> others() {
    return columns.subList(key, columns.size());
  }

  /** Whether a merge must report every row: not where it only inserts. */
  public boolean counts() {
    return key < columns.size();
  }

  /** The names of its columns for SQL, with commas between. */
  public String names() {
    return names(columns);
  }

  /** The names of columns for SQL, with commas between. */
  public static String names(List<Column> columns) {
    return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
  }

  /** A column that must not be null, is not in the records, and that nothing else supplies. */
  private static Optional<Failure> failure(Table table, List<Column> columns) {
    return table.columns().stream()
        .filter(Column::required)
        .filter(column ->
            column.supply() == Column.Supply.NOTHING || column.supply() == Column.Supply.CLOSED)
        .filter(column -> !columns.contains(column))
        .findFirst()
        .flatMap(ValueMessages::isNull);
  }
}
