package io.godwit.jdbc.postgresql;

import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PostgreSQL's statements, from version 12 on.
 *
 * @param table the staging table's name in the schema of temporary tables, which is each
 *     connection's own
 */
record PostgresStatements(String table) implements Statements {

  private static final String STAGING = "godwit_staging";

  /** Numbers the staged rows where their order counts. */
  private static final String NUMBER = "godwit_row";

  /** The statements about a staging table. */
  static PostgresStatements of(int staging) {
    return new PostgresStatements(staging == 0 ? STAGING : STAGING + "_" + staging);
  }

  @Override
  public String staging() {
    return "pg_temp." + table;
  }

  @Override
  public String createStaging(Table target, boolean lasting) {
    return "drop table if exists "
        + staging()
        + "; create temporary table "
        + table
        + " ("
        + target.definitions()
        + ") on commit "
        + (lasting ? "delete rows" : "drop")
        + "; ";
  }

  /**
   * A column of its own: COPY fills the space that it finds, also in pages behind which others have
   * been filled already, so that the place of a row says nothing of when it was sent.
   */
  @Override
  public String numberStaging() {
    return "alter table %s add column %s bigint generated always as identity; "
        .formatted(staging(), NUMBER);
  }

  @Override
  public String clearStaging() {
    return "truncate " + staging() + "; ";
  }

  @Override
  public String merge(SinkSpec.Write write, FieldRules rules, ColumnLayout layout) {
    return switch (write) {
      case UPSERT, REPLACE ->
          insert(rules, layout) + conflict(layout) + " do " + update(layout.others());
      case INSERT -> insert(rules, layout);
      case INSERT_IF_ABSENT -> insert(rules, layout) + conflict(layout) + " do nothing";
    };
  }

  private String insert(FieldRules rules, ColumnLayout layout) {
    // A key that is an identity is the source's to say, so that a repeated batch finds its rows.
    boolean override =
        layout.columns().stream().anyMatch(c -> c.supply() == Column.Supply.IDENTITY_ALWAYS);
    return "insert into "
        + rules.table().quoted()
        + " ("
        + layout.names()
        + ")"
        + (override ? " overriding system value" : "")
        + " select "
        + layout.names()
        + " from "
        + staging();
  }

  private static String conflict(ColumnLayout layout) {
    return " on conflict (" + ColumnLayout.names(layout.keyColumns()) + ")";
  }

  private static String update(List<Column> others) {
    return others.isEmpty()
        ? "nothing"
        : others.stream()
            .map(column -> column.quoted() + " = excluded." + column.quoted())
            .collect(Collectors.joining(", ", "update set ", ""));
  }

  /** Without statistics the server takes a table that was just filled for a small one. */
  @Override
  public String stagedAll(List<Column> key) {
    return "analyze " + staging() + "; ";
  }

  @Override
  public String stagedOrder() {
    return "s." + NUMBER;
  }

  /** By its equality where that tells all values apart that are shown apart, which is cheaper. */
  @Override
  public String unchanged(Column column, String held, String sent) {
    boolean equality =
        switch (column.kind()) {
          case BOOL, INT2, INT4, INT8, BYTES, UUID -> true;
          case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
          case TEXT, CHAR -> column.bytewise();
          // Minus zero; digits behind the point; documents and whatever else.
          case FLOAT4, FLOAT8, NUMERIC, JSON, JSONB, ARRAY, OTHER, CUTTING -> false;
        };
    return equality ? held + " is not distinct from " + sent : same(held, sent);
  }

  /** As the server's own texts: every type has one, and not every type has an equality. */
  @Override
  public String same(String one, String other) {
    return one + "::text is not distinct from " + other + "::text";
  }

  /**
   * On any page, since a rule may have come that refuses those in front; and the first one that
   * comes, for tables of which a page cannot be asked.
   */
  @Override
  public List<String> anyRow(Table table) {
    String anywhere =
        (" where ctid >= format('(%%s,0)', floor(random() * pg_relation_size(%d)"
                + " / current_setting('block_size')::int))::tid limit 1")
            .formatted(table.number());
    return List.of(anywhere, anywhere, " limit 1");
  }

  /** Without the column's limits in the cast, which would round and cut the keys to find a row. */
  @Override
  public String lookup(Table table, List<Column> keys, List<Column> taken, List<String> values) {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      arrays.add(
          "cast(cast(%s as text[]) as %s[])".formatted(values.get(i), keys.get(i).bareType()));
      names.add("v" + i);
      equal.add("t.%s = k.v%d".formatted(keys.get(i).quoted(), i));
    }
    return "select k.n, %s from unnest(%s) with ordinality as k(%s, n) join %s t on %s"
        .formatted(
            taken.stream().map(c -> "t." + c.quoted()).collect(Collectors.joining(", ")),
            String.join(", ", arrays),
            String.join(", ", names),
            table.quoted(),
            String.join(" and ", equal));
  }

  @Override
  public String noKeys() {
    return "'{}'";
  }
}
