package io.godwit.jdbc.postgresql.source;

import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where to cut a table, by some of its pages. What a sample costs follows from the number of parts
 * and not from the table: so many pages for each that, even where all rows of a page lie side by
 * side in the key's order, a part is hardly larger than another by half. Where parts are so many
 * that it would be a large sample, they may differ more, and each is the smaller for it.
 *
 * <p>The server puts the sample in order and answers the ends alone.
 */
final class PageSample {

  private static final int PAGES_A_PART = 40;
  private static final int MOST_PAGES = 8_000;

  /** A table of so few pages is looked at whole. */
  private static final int FEW_PAGES = 256;

  /**
   * The pages of a table with its partitions, and how many fit into one; none of what has no pages
   * that could be sampled: a view, a foreign table, an answer.
   */
  private static final String PAGES =
      """
      with recursive part(oid, kind) as (
        select c.oid, c.relkind from pg_class c where c.oid = ?
        union all
        select c.oid, c.relkind from part p
          join pg_inherits i on i.inhparent = p.oid join pg_class c on c.oid = i.inhrelid
      )
      select coalesce(sum(pg_relation_size(oid)), 0)::bigint
          / current_setting('block_size')::bigint
      from part where (select bool_and(kind in ('r', 'p', 'm')) from part)
      """;

  /** The rows with which a part ends: those by which the number of the part goes up. */
  private static final String ENDS =
      """
      select %1$s, "godwit all" from (
        select s.*, %4$s as "godwit parts" from (
          select %1$s, row_number() over (order by %1$s) as "godwit n",
            count(*) over () as "godwit all"
          from %2$s%3$s) as s) as p
      where "godwit n" < "godwit all"
        and "godwit n" * "godwit parts" / "godwit all"
          > ("godwit n" - 1) * "godwit parts" / "godwit all"
      order by "godwit n"
      """;

  private PageSample() {}

  /** The cuts of a selection that has about so many rows. */
  static Cuts cuts(Connection connection, Selection selection, int inPart, long estimate)
      throws SQLException {
    int parts = Cuts.parts(estimate, inPart);
    long pages = parts == 1 ? 0 : pages(connection, selection);
    if (pages == 0) {
      return Cuts.none(estimate);
    }
    if (selection.isByPlace()) {
      return new Cuts(places(pages, parts), estimate);
    }
    long sampled = Math.min((long) PAGES_A_PART * parts, MOST_PAGES);
    if (pages <= Math.max(sampled, FEW_PAGES)) {
      // Of all rows, their number is known as well, and the planner may have been far off.
      return ends(connection, selection, "", Cuts.partsOf("\"godwit all\"", inPart), estimate);
    }
    String sample =
        String.format(Locale.ROOT, " tablesample system (%.6f)", 100.0 * sampled / pages);
    Cuts cuts = ends(connection, selection, sample, Integer.toString(parts), estimate);
    return new Cuts(cuts.ends(), estimate);
  }

  private static long pages(Connection connection, Selection selection) throws SQLException {
    String identity = selection.relation().identity();
    if (identity.isEmpty()) {
      return 0;
    }
    try (PreparedStatement query = connection.prepareStatement(PAGES)) {
      query.setLong(1, Long.parseLong(identity.substring(0, identity.length() - 1)));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Between pages: no row has the number 0 in its page. */
  private static List<List<String>> places(long pages, int parts) {
    List<List<String>> ends = new ArrayList<>();
    long last = 0;
    for (int part = 1; part < parts; part++) {
      long page = Math.multiplyExact(pages, part) / parts;
      if (page > last) {
        ends.add(List.of("(" + page + ",0)"));
        last = page;
      }
    }
    return ends;
  }

  /** The ends, and how many rows were looked at; as many as were expected where there is no end. */
  private static Cuts ends(
      Connection connection, Selection selection, String sample, String parts, long expected)
      throws SQLException {
    List<RelationColumn> order = selection.order();
    String statement =
        ENDS.formatted(
            Selection.list(order),
            selection.relation().quoted() + sample,
            selection.where(List.of()),
            parts);
    List<List<String>> ends = new ArrayList<>();
    long rows = expected;
    try (PreparedStatement query = connection.prepareStatement(statement);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        List<String> end = new ArrayList<>();
        for (int i = 1; i <= order.size(); i++) {
          end.add(row.getString(i));
        }
        ends.add(end);
        rows = row.getLong(order.size() + 1);
      }
    }
    return new Cuts(ends, rows);
  }
}
