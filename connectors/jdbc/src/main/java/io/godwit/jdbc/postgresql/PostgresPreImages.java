package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.sql.dialect.PreImageTable.names;

import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.fit.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** PostgreSQL's tables of pre-images. */
final class PostgresPreImages implements PreImageStatements {

  private static final String STEP = "godwit_undo_step";

  private static final Collector<CharSequence, ?, String> JOINED =
      Collectors.joining(" cross join ");

  /** Made of the target itself, so that types, domains and collations are its own. */
  @Override
  public List<String> create(PreImageTable images) {
    String key = names("", images.key());
    return List.of(
        "create table if not exists "
            + images.quoted()
            + " as select 0::bigint as godwit_run, 0::smallint as godwit_is,"
            + " 0::smallint as godwit_had, 0::smallint as godwit_there,"
            + " 0::smallint as godwit_left, null::text as godwit_why, "
            + names("t", images.columns())
            + " from "
            + images.target().quoted()
            + " t where false",
        "create unique index if not exists "
            + Quoting.name(images.name().name() + "_key")
            + " on "
            + images.quoted()
            + " (godwit_run, "
            + key
            + ", godwit_is)");
  }

  /** The offset keeps the query as it stands: each staged row looks for its own. */
  @Override
  public String stagedRows(PreImageTable images, String staging, String owned, boolean locked) {
    return " from %s s cross join lateral (select * from %s t where %s and (%s\n) offset 0%s) t where %s"
        .formatted(
            staging,
            images.target().quoted(),
            images.sameKey("t", "s"),
            owned,
            locked ? " for update" : "",
            ALL);
  }

  @Override
  public String locking() {
    return "";
  }

  @Override
  public String orSet(PreImageTable images, List<String> columns) {
    return " on conflict (godwit_run, "
        + names("", images.key())
        + ", godwit_is) do update set "
        + columns.stream()
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
  }

  @Override
  public String step() {
    return "pg_temp." + STEP;
  }

  @Override
  public String makeStep(PreImageTable images) {
    return "create temporary table "
        + STEP
        + " on commit drop as select "
        + names("", images.key())
        + ", 0::smallint as godwit_left from "
        + images.quoted()
        + " where false; ";
  }

  /** By the index of each row's key, however many rows the planner expects. */
  @Override
  public String filledStep() {
    return "analyze "
        + step()
        + "; set local enable_hashjoin = off; set local enable_mergejoin = off;"
        + " set local enable_seqscan = off; ";
  }

  @Override
  public String lockStep(PreImageTable images) {
    return "select count(*) from (select 1 from %s s join %s t on %s for update of t) locked"
        .formatted(step(), images.target().quoted(), images.sameKey("t", "s"));
  }

  @Override
  public String update(Joined changed, List<Joined> by, Map<String, String> sets, String where) {
    return "update %s %s set %s from %s where %s and %s"
        .formatted(
            changed.table(),
            changed.alias(),
            sets.entrySet().stream()
                .map(set -> set.getKey() + " = " + set.getValue())
                .collect(Collectors.joining(", ")),
            tables(changed, by),
            found(changed),
            where);
  }

  @Override
  public String delete(Joined changed, List<Joined> by, String where) {
    return "delete from %s %s using %s where %s and %s"
        .formatted(changed.table(), changed.alias(), tables(changed, by), found(changed), where);
  }

  /**
   * In the order in which they are read. Of a table of ours the server may know nothing yet, and
   * would take all rows of a run for a handful to begin with.
   */
  private static String tables(Joined changed, List<Joined> by) {
    String others = by.stream().map(PostgresPreImages::table).collect(JOINED);
    return changed.ours()
        ? others
            + " cross join lateral (select ctid as place from %s %s where %s offset 0) found"
                .formatted(changed.table(), changed.alias(), changed.on())
        : others;
  }

  private static String table(Joined one) {
    return one.ours()
        ? "lateral (select * from %1$s %2$s where %3$s offset 0) %2$s"
            .formatted(one.table(), one.alias(), one.on())
        : one.table() + " " + one.alias();
  }

  private static String found(Joined changed) {
    return changed.ours() ? changed.alias() + ".ctid = found.place" : changed.on();
  }

  @Override
  public String overriding(List<Column> columns) {
    return columns.stream().anyMatch(c -> c.supply() == Column.Supply.IDENTITY_ALWAYS)
        ? " overriding system value"
        : "";
  }
}
