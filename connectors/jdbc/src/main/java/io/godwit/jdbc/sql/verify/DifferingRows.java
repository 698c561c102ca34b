package io.godwit.jdbc.sql.verify;

import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.value.Key;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Statements;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Staged rows beside those of the table with their keys, column by column. For one thread. */
final class DifferingRows {

  /** A server bounds what a query may select; of a wider table the first columns are told. */
  private static final int MOST_COLUMNS = 400;

  private static final int OF_COLUMN = 3;
  private static final int BEFORE = 2;

  private final Dialect dialect;
  private final Statements statements;
  private final FieldRules rules;
  private final List<Column> compared;

  DifferingRows(Dialect dialect, Statements statements, FieldRules rules, ColumnLayout layout) {
    this.dialect = dialect;
    this.statements = statements;
    this.rules = rules;
    this.compared = layout.others().stream().limit(MOST_COLUMNS).toList();
  }

  /**
   * What became of each staged row, in the order in which they were sent.
   *
   * @param staged how many they are
   */
  List<Match> of(Connection connection, int staged) throws SQLException {
    List<Match> matches = new ArrayList<>(staged);
    try (PreparedStatement query = connection.prepareStatement(query());
        ResultSet rows = query.executeQuery()) {
      long last = Long.MIN_VALUE;
      while (rows.next()) {
        long row = rows.getLong(1);
        if (row == last) {
          matches.set(matches.size() - 1, Match.Doubled.DOUBLED);
        } else {
          matches.add(match(rows));
        }
        last = row;
      }
    }
    return matches;
  }

  private Match match(ResultSet row) throws SQLException {
    if (row.getInt(BEFORE) == 0) {
      return Match.Missing.MISSING;
    }
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      int place = BEFORE + 1 + OF_COLUMN * i;
      if (row.getInt(place) == 0) {
        Column column = compared.get(i);
        differences.add(
            new Difference(
                column.name(), text(row, place + 1, column), text(row, place + 2, column)));
      }
    }
    // Somebody has written it between the two looks, or it differs where nothing is told.
    return differences.isEmpty()
        ? new Match.Unclear("the row was written while it was looked at, or is too wide to be told")
        : new Match.Different(differences);
  }

  private String text(ResultSet row, int place, Column column) throws SQLException {
    return dialect.wire().reads(column)
        ? Key.display(dialect.wire().read(row, place, column))
        : "a value of type " + column.type();
  }

  private String query() {
    StringBuilder query = new StringBuilder("select ").append(statements.stagedOrder());
    query
        .append(", case when t.")
        .append(rules.key().getFirst().quoted())
        .append(" is null then 0 else 1 end");
    for (Column column : compared) {
      String held = "t." + column.quoted();
      String sent = "s." + column.quoted();
      query
          .append(", case when ")
          .append(statements.unchanged(column, held, sent))
          .append(" then 1 else 0 end, ")
          .append(statements.shown(sent, column))
          .append(", ")
          .append(statements.shown(held, column));
    }
    return query
        + " from %s s left join %s t on %s order by %s"
            .formatted(
                statements.staging(),
                rules.table().quoted(),
                Statements.sameKey(rules.key()),
                statements.stagedOrder());
  }
}
