package io.godwit.jdbc.sql.source;

import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.relation.KeyBinding;
import io.godwit.jdbc.sql.relation.KeyCondition;
import io.godwit.jdbc.sql.relation.KeyCondition.Side;
import io.godwit.jdbc.sql.relation.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements about a range.
 *
 * @param behind the key behind which it begins; empty where it begins before every key
 * @param upTo the key at which it ends; empty where it ends behind every one
 */
record KeysetQuery(
    Selection selection,
    KeyBinding keys,
    Optional<List<String>> behind,
    Optional<List<String>> upTo) {

  /** Reads its rows in their order; the caller sets the fetch size and executes it. */
  PreparedStatement read(Connection connection) throws SQLException {
    return filled(
        connection.prepareStatement(
            selection.select(conditions()),
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY));
  }

  /** How many rows there are, as the database counts them. */
  long count(Connection connection) throws SQLException {
    String count =
        "select count(*) from " + selection.relation().quoted() + selection.where(conditions());
    try (PreparedStatement statement = filled(connection.prepareStatement(count));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<String> conditions() {
    return compared().stream().map(compared -> compared.condition().sql()).toList();
  }

  private record Compared(KeyCondition condition, List<String> key) {}

  private List<Compared> compared() {
    List<Compared> compared = new ArrayList<>();
    List<Column> columns = selection.ordered();
    behind.ifPresent(key -> compared.add(new Compared(keys.compare(columns, Side.BEHIND), key)));
    upTo.ifPresent(key -> compared.add(new Compared(keys.compare(columns, Side.UP_TO), key)));
    return compared;
  }

  private PreparedStatement filled(PreparedStatement statement) throws SQLException {
    List<Column> columns = selection.ordered();
    int place = 0;
    for (Compared compared : compared()) {
      for (int part : compared.condition().parts()) {
        keys.bind(statement, ++place, compared.key().get(part), columns.get(part));
      }
    }
    return statement;
  }
}
