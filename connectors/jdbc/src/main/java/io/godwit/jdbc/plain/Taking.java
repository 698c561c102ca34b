package io.godwit.jdbc.plain;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes rows into a table. One that is alone goes by a statement of its own: what a driver says of
 * a batch is often less than what the database said of the row.
 */
record Taking(Connection connection, RowStatements statements) {

  /** How a row is bound to a statement. */
  private interface Binding {
    void of(PreparedStatement statement, List<Optional<Object>> row) throws SQLException;
  }

  /**
   * Updates the rows that are there and inserts the others. Another program may insert one of them
   * in between: then the insert is refused, and the next attempt updates.
   */
  void upsert(List<List<Optional<Object>>> rows) throws SQLException {
    if (rows.isEmpty()) {
      execute(statements.updateOfNone());
      insert(rows);
      return;
    }
    int[] found = statements.layout().others().isEmpty() ? present(rows) : update(rows);
    List<Integer> places = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (found[row] == 0) {
        places.add(row);
      }
    }
    insert(rows, places);
  }

  private int[] update(List<List<Optional<Object>>> rows) throws SQLException {
    int[] counts = batched(statements.update(), rows, statements::bindUpdate);
    // Some drivers do not count what is in a batch.
    return Arrays.stream(counts).allMatch(count -> count >= 0) ? counts : present(rows);
  }

  private int[] present(List<List<Optional<Object>>> rows) throws SQLException {
    int[] counts = new int[rows.size()];
    try (PreparedStatement query = connection.prepareStatement(statements.select())) {
      for (int row = 0; row < rows.size(); row++) {
        statements.bindKey(query, 1, rows.get(row));
        try (ResultSet found = query.executeQuery()) {
          counts[row] = found.next() ? 1 : 0;
        }
      }
    }
    return counts;
  }

  void insert(List<List<Optional<Object>>> rows) throws SQLException {
    if (rows.isEmpty()) {
      execute(statements.insertOfNone());
      return;
    }
    batched(statements.insert(), rows, statements::bindInsert);
  }

  /** What the batch says of a row is said of its place among all. */
  private void insert(List<List<Optional<Object>>> rows, List<Integer> places) throws SQLException {
    if (places.isEmpty()) {
      return;
    }
    try {
      batched(statements.insert(), places.stream().map(rows::get).toList(), statements::bindInsert);
    } catch (BatchUpdateException e) {
      int failed = failed(e.getUpdateCounts());
      int[] counts = new int[failed < places.size() ? places.get(failed) : rows.size()];
      BatchUpdateException told =
          new BatchUpdateException(
              e.getMessage(), e.getSQLState(), e.getErrorCode(), counts, e.getCause());
      Optional.ofNullable(e.getNextException()).ifPresent(told::setNextException);
      throw told;
    }
  }

  private static int failed(int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == Statement.EXECUTE_FAILED) {
        return i;
      }
    }
    return counts.length;
  }

  private int[] batched(String sql, List<List<Optional<Object>>> rows, Binding binding)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (rows.size() == 1) {
        binding.of(statement, rows.getFirst());
        return new int[] {statement.executeUpdate()};
      }
      for (List<Optional<Object>> row : rows) {
        binding.of(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
