package io.godwit.jdbc.mysql;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.mysql.wire.Spelling;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of MariaDB and MySQL.
 *
 * @param staging the staging table's name, in the database of the connection
 */
record MysqlStatements(String staging) implements Statements {

  private static final String STAGING = "godwit_staging";

  /** Numbers the staged rows: some servers are told to refuse tables without a primary key. */
  private static final String NUMBER = "godwit_row";

  /** The statements about a staging table. */
  static MysqlStatements of(int staging) {
    return new MysqlStatements(staging == 0 ? STAGING : STAGING + "_" + staging);
  }

  /**
   * {@inheritDoc} Its texts have the collations of the target's, by which keys are compared. A
   * table that is temporary is made without ending a transaction. It is one of InnoDB, since what
   * is undone in the target must be undone in it, too.
   */
  @Override
  public String createStaging(Table target, boolean lasting) {
    String columns =
        target.columns().stream()
            .filter(column -> column.supply() != Column.Supply.GENERATED)
            .map(MysqlStatements::definition)
            .collect(joined());
    return "drop temporary table if exists %s; ".formatted(staging)
        + "create temporary table %s (%s bigint not null auto_increment primary key, %s)"
            .formatted(staging, NUMBER, columns)
        + " engine = InnoDB; ";
  }

  /** A column of a copy, which takes every value of its own. */
  static String definition(Column column) {
    return column.quoted()
        + " "
        + column.type()
        + Spelling.collation(column).map(by -> " collate " + by).orElse("")
        + " null default null";
  }

  /** By deleting: TRUNCATE would end the transaction. */
  @Override
  public String clearStaging() {
    return "delete from " + staging + "; ";
  }

  @Override
  public boolean emptiesItself() {
    return false;
  }

  /**
   * {@inheritDoc} ON DUPLICATE KEY UPDATE takes any unique index for the key. A row that it finds
   * by another one is not the record's, and must stay as it is: then the first column of the key is
   * given a query of two rows, which no column takes ({@link MysqlErrors#TWO_ROWS}). That query
   * names the record's row, or the server would be free to ask it beforehand.
   */
  @Override
  public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
    List<Column> columns = named(rules, layout);
    String insert =
        "insert into %s (%s) select %s from %s s"
            .formatted(
                rules.table().quoted(),
                ColumnLayout.names(columns),
                columns.stream().map(c -> "s." + c.quoted()).collect(joined()),
                staging);
    return switch (write) {
      case UPSERT, REPLACE ->
          insert + " on duplicate key update " + update(rules, layout, layout.others());
      case INSERT -> insert;
      case INSERT_IF_ABSENT ->
          insert + " on duplicate key update " + update(rules, layout, List.of());
    };
  }

  private static String update(FieldRules rules, ColumnLayout layout, List<Column> others) {
    return Stream.concat(
            Stream.of(sameRow(rules.table(), layout.keyColumns())),
            others.stream().map(c -> set(rules.table(), c, "s." + c.quoted())))
        .collect(joined());
  }

  /**
   * What an insert names. Where that lacks a column that must have a value, no record has the
   * layout, and the statement is only looked at; the server would refuse it all the same.
   */
  static List<Column> named(FieldRules rules, ColumnLayout layout) {
    Stream<Column> demanded =
        rules.table().columns().stream()
            .filter(column -> column.required() && column.supply() == Column.Supply.NOTHING)
            .filter(column -> !layout.columns().contains(column));
    return Stream.concat(layout.columns().stream(), demanded).toList();
  }

  private static String sameRow(Table table, List<Column> key) {
    Column first = key.getFirst();
    String same =
        key.stream()
            .map(column -> held(table, column) + " = s." + column.quoted())
            .collect(Collectors.joining(" and "));
    return set(
        table,
        first,
        "if(%s, %s, (select s.%3$s union all select s.%3$s))"
            .formatted(same, held(table, first), first.quoted()));
  }

  private static String set(Table table, Column column, String value) {
    return held(table, column) + " = " + value;
  }

  private static String held(Table table, Column column) {
    return table.quoted() + "." + column.quoted();
  }

  /**
   * {@inheritDoc} Always: neither a trigger nor a table can leave a row out without an error, and
   * what is reported counts an updated row as two.
   */
  @Override
  public boolean tookAll(int reported, int rows) {
    return true;
  }

  @Override
  public String deleteStaged(Table target, String sameKey) {
    return "delete t from %s t join %s s on %s".formatted(target.quoted(), staging, sameKey);
  }

  /** An index; without one each row of the target would be compared with every key. */
  @Override
  public String stagedAll(List<Column> key) {
    return "create index godwit_key on %s (%s); ".formatted(staging, ColumnLayout.names(key));
  }

  @Override
  public String deleteOwned(Table target, List<Column> key, String owned) {
    return "delete t from %s where %s".formatted(joined(target, key), owned);
  }

  @Override
  public String markStaged(
      Table target, List<Column> key, Column column, String value, String owned) {
    return "update %s set t.%s = %s where %s"
        .formatted(joined(target, key), column.quoted(), value, owned);
  }

  /** The staged keys under names of ours: a condition of the job names columns without a prefix. */
  private String joined(Table target, List<Column> key) {
    List<String> renamed = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      renamed.add(key.get(i).quoted() + " as godwit_key_" + i);
      same.add("t." + key.get(i).quoted() + " = s.godwit_key_" + i);
    }
    return "%s t join (select %s from %s) s on %s"
        .formatted(
            target.quoted(), String.join(", ", renamed), staging, String.join(" and ", same));
  }

  @Override
  public String shown(String name, Column column) {
    return Spelling.shown(name, column);
  }

  @Override
  public String stagedOrder() {
    return "s." + NUMBER;
  }

  /** By value, and by what is shown of it, which tells apart what a collation finds equal. */
  @Override
  public String same(String one, String other) {
    return "(%1$s <=> %2$s and cast(%1$s as binary) <=> cast(%2$s as binary))"
        .formatted(one, other);
  }

  @Override
  public List<String> anyRow(Table table) {
    return List.of(" limit 1");
  }

  @Override
  public String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values) {
    StringBuilder query = new StringBuilder("select k0.n, ");
    query.append(
        taken.stream()
            .map(column -> Spelling.shown("t." + column.quoted(), column))
            .collect(joined()));
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      query
          .append(i == 0 ? " from " : " join ")
          .append(
              "json_table(%s, '$[*]' columns (n for ordinality, v text path '$')) k%d"
                  .formatted(values.get(i), i))
          .append(i == 0 ? "" : " on k%d.n = k0.n".formatted(i));
      equal.add(Spelling.isKey("t." + keys.get(i).quoted(), "k%d.v".formatted(i), keys.get(i)));
    }
    return query + " join %s t on %s".formatted(table.quoted(), String.join(" and ", equal));
  }

  @Override
  public String noKeys() {
    return "'[]'";
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
