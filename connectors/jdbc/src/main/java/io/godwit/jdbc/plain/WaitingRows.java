package io.godwit.jdbc.plain;

import io.godwit.common.model.Match;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.WaitingPiece;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one piece, each value in the form in which the driver takes it. */
final class WaitingRows implements Rows, WaitingPiece {

  private final Table target;
  private final List<List<Optional<Object>>> waiting = new ArrayList<>();
  private Optional<Boolean> emptyIsNull = Optional.empty();

  WaitingRows(Table target) {
    this.target = target;
  }

  @Override
  public Optional<WaitingPiece> waiting() {
    return Optional.of(this);
  }

  @Override
  public void clear() {
    waiting.clear();
  }

  @Override
  public void stage(Connection connection, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    boolean takesEmptyForNull = takesEmptyForNull(connection);
    waiting.clear();
    List<Column> columns = batch.layout(slice.group()).columns();
    for (int place = 0; place < slice.records().length; place++) {
      int record = slice.records()[place];
      List<Optional<Object>> row = new ArrayList<>(columns.size());
      Optional<Failure> failure = Optional.empty();
      for (int i = 0; i < columns.size() && failure.isEmpty(); i++) {
        Column column = columns.get(i);
        Value value = DriverValue.read(batch.fields(record).value(batch.places(record)[i]), column);
        failure = DriverValue.problem(value, column, takesEmptyForNull);
        if (failure.isEmpty()) {
          row.add(DriverValue.form(value, column));
        }
      }
      if (failure.isPresent()) {
        batch.fail(record, failure.get());
      } else {
        waiting.add(row);
        sent.row(place);
      }
    }
  }

  /** No driver tells. A database that cannot say so in a query is taken to keep both apart. */
  private boolean takesEmptyForNull(Connection connection) {
    if (emptyIsNull.isEmpty()) {
      String query =
          "select case when '' is null and count(*) = 0 then 1 else 0 end from "
              + target.quoted()
              + " where 1 = 0";
      boolean takes = false;
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        takes = row.next() && row.getInt(1) == 1;
      } catch (SQLException ignored) {
        // What the matter is shows by the statements of the piece.
      }
      emptyIsNull = Optional.of(takes);
    }
    return emptyIsNull.get();
  }

  @Override
  public void take(
      Connection connection, SinkSpec.Write write, FieldRules rules, ColumnLayout layout)
      throws SQLException {
    Taking taking = new Taking(connection, new RowStatements(rules.table(), layout));
    switch (write) {
      case UPSERT, REPLACE -> taking.upsert(waiting);
      case INSERT, INSERT_IF_ABSENT -> taking.insert(waiting);
    }
  }

  @Override
  public List<Match> compare(Connection connection, FieldRules rules, ColumnLayout layout)
      throws SQLException {
    RowStatements statements = new RowStatements(rules.table(), layout);
    List<Match> matches = new ArrayList<>(waiting.size());
    try (PreparedStatement query = connection.prepareStatement(statements.select())) {
      for (List<Optional<Object>> row : waiting) {
        statements.bindKey(query, 1, row);
        try (ResultSet found = query.executeQuery()) {
          matches.add(Comparing.match(found, row, layout));
        }
      }
    }
    return matches;
  }

  @Override
  public boolean copyAny(Connection connection, FieldRules rules, ColumnLayout layout)
      throws SQLException {
    waiting.clear();
    String query = "select " + layout.names() + " from " + rules.table().quoted();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet row = statement.executeQuery(query)) {
        if (!row.next()) {
          return false;
        }
        List<Optional<Object>> copy = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
          Column column = layout.columns().get(i);
          copy.add(DriverValue.form(DriverValue.value(row, i + 1, column), column));
        }
        waiting.add(copy);
        return true;
      }
    }
  }

  @Override
  public void delete(
      Connection connection, FieldRules rules, ColumnLayout layout, List<Column> columns)
      throws SQLException {
    if (!layout.columns().containsAll(columns)) {
      // What the database would give such a row is not known, so none is the same.
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from " + rules.table().quoted() + " where " + RowStatements.equal(columns))) {
      for (List<Optional<Object>> row : waiting) {
        for (int i = 0; i < columns.size(); i++) {
          Column column = columns.get(i);
          DriverValue.bind(delete, i + 1, row.get(layout.columns().indexOf(column)), column);
        }
        delete.executeUpdate();
      }
    }
  }

  @Override
  public void tryValues(Connection connection, FieldRules rules) throws SQLException {
    for (Column column : rules.table().columns()) {
      Optional<Object> sample = DriverValue.sample(column);
      if (sample.isPresent() && rules.refusal(column.name()).isEmpty()) {
        String query =
            "select count(*) from "
                + rules.table().quoted()
                + " where 1 = 0 and "
                + column.quoted()
                + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
          DriverValue.bind(statement, 1, sample, column);
          statement.executeQuery().close();
        }
      }
    }
  }
}
