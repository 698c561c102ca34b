package io.godwit.jdbc.postgresql.source;

import io.godwit.jdbc.sql.relation.Cuts;
import io.godwit.jdbc.sql.relation.Quantiles;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where to cut a table, by some of its pages. What a sample costs follows from the number of parts:
 * so many pages for each that, even where all rows of a page lie side by side in the key's order, a
 * part is hardly larger than another by half.
 */
final class PageSample {

  private static final int PAGES_A_PART = 40;

  /** A table that has not many more pages than the sample would have is looked at as a whole. */
  private static final double WHOLE_FROM_PERCENT = 25;

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
    double percent = 100.0 * PAGES_A_PART * parts / pages;
    if (percent >= WHOLE_FROM_PERCENT) {
      List<List<String>> all = keys(connection, selection, "");
      return new Cuts(Quantiles.ends(all, Cuts.parts(all.size(), inPart)), all.size());
    }
    String sample = String.format(Locale.ROOT, " tablesample system (%.6f)", percent);
    return new Cuts(Quantiles.ends(keys(connection, selection, sample), parts), estimate);
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

  private static List<List<String>> keys(Connection connection, Selection selection, String sample)
      throws SQLException {
    String columns = Selection.list(selection.order());
    String statement =
        "select distinct "
            + columns
            + " from "
            + selection.relation().quoted()
            + sample
            + selection.where(List.of())
            + " order by "
            + columns;
    List<List<String>> keys = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(statement)) {
      query.setFetchSize(10_000);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          keys.add(PostgresRelations.texts(rows, selection.order()));
        }
      }
    }
    return keys;
  }
}
