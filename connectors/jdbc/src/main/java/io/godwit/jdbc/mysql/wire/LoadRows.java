package io.godwit.jdbc.mysql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.DirectPath;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends the records of a piece by LOAD DATA LOCAL, or by inserts of many rows where the server
 * forbids that.
 *
 * <p>LOAD DATA LOCAL goes on over whatever it meets, and leaves a warning: it cuts a value or
 * leaves a row out. So a warning is an error here, and what it let in is undone with the piece.
 */
final class LoadRows implements Rows, DirectPath {

  private final LoadBuffer out = new LoadBuffer();
  private final String staging;
  private final Table target;
  private Optional<Boolean> mayLoad = Optional.empty();

  LoadRows(String staging, Table target) {
    this.staging = staging;
    this.target = target;
  }

  @Override
  public void stage(Connection connection, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    send(connection, staging, batch, slice, sent);
  }

  @Override
  public Optional<DirectPath> direct() {
    return Optional.of(this);
  }

  @Override
  public void send(Connection connection, Batch batch, Slice slice) throws SQLException {
    send(connection, target.quoted(), batch, slice, new SentRows(slice.records().length));
  }

  /** {@inheritDoc} There is one form, which all values have. */
  @Override
  public boolean sendCompact(Connection connection, Batch batch, Slice slice) throws SQLException {
    send(connection, batch, slice);
    return true;
  }

  @Override
  public void committed() {
    out.clear();
  }

  private void send(Connection connection, String table, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    if (mayLoad.isEmpty()) {
      mayLoad = Optional.of(mayLoad(connection));
    }
    List<Column> columns = batch.layout(slice.group()).columns();
    if (mayLoad.get()) {
      load(connection, table, columns, batch, slice, sent);
    } else {
      insert(connection, table, columns, batch, slice, sent);
    }
  }

  /** Whether the server lets its clients send files. */
  static boolean mayLoad(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select @@local_infile")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void load(
      Connection connection,
      String table,
      List<Column> columns,
      Batch batch,
      Slice slice,
      SentRows sent)
      throws SQLException {
    out.cut(0);
    for (int place = 0; place < slice.records().length; place++) {
      int record = slice.records()[place];
      Optional<Failure> failure = line(batch, record, columns);
      if (failure.isPresent()) {
        batch.fail(record, failure.get());
      } else {
        sent.row(place);
      }
    }
    if (sent.rows() == 0) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(out.stream());
      int taken = statement.executeUpdate(loading(table, columns));
      requireUnharmed(statement, sent.rows(), taken);
    }
  }

  private static String loading(String table, List<Column> columns) {
    List<String> places = new ArrayList<>();
    List<String> readings = new ArrayList<>();
    for (Column column : columns) {
      String variable = "@v" + places.size();
      if (Spelling.isPlaced(column)) {
        readings.add(column.quoted() + " = " + Spelling.placed(variable, column));
        places.add(variable);
      } else {
        places.add(column.quoted());
      }
    }
    return "load data local infile 'rows' into table "
        + table
        + " character set utf8mb4 fields terminated by '\\t' escaped by '\\\\'"
        + " lines terminated by '\\n' ("
        + String.join(", ", places)
        + ")"
        + (readings.isEmpty() ? "" : " set " + String.join(", ", readings));
  }

  /**
   * Makes an error of the first warning; its text tells the row as that of an error does. A note is
   * none: it tells of blanks.
   */
  private static void requireUnharmed(Statement statement, int sent, int taken)
      throws SQLException {
    if (statement.getWarnings() == null && taken == sent) {
      return;
    }
    try (Statement asking = statement.getConnection().createStatement();
        ResultSet told = asking.executeQuery("show warnings")) {
      while (told.next()) {
        if (!told.getString("Level").equals("Note")) {
          throw new SQLException(told.getString("Message"), "01000", told.getInt("Code"));
        }
      }
    }
    if (taken != sent) {
      throw new SQLException(
          "LOAD DATA took " + taken + " rows of " + sent + " and did not say why", "01000");
    }
  }

  /** Writes a record as a line; answers why not where it cannot be sent as it is. */
  private Optional<Failure> line(Batch batch, int record, List<Column> columns) {
    int start = out.length();
    Document document = batch.fields(record);
    int[] fields = batch.places(record);
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.raw('\t');
      }
      switch (ValueCell.of(document.value(fields[i]), columns.get(i))) {
        case Cell.Text(String text) -> out.text(text);
        case Cell.Nothing ignored -> out.nul();
        case Cell.Unfit(Failure failure) -> {
          out.cut(start);
          return Optional.of(failure);
        }
      }
    }
    out.raw('\n');
    return Optional.empty();
  }

  private static void insert(
      Connection connection,
      String table,
      List<Column> columns,
      Batch batch,
      Slice slice,
      SentRows sent)
      throws SQLException {
    String insert =
        "insert into %s (%s) values (%s)"
            .formatted(
                table,
                ColumnLayout.names(columns),
                columns.stream()
                    .map(column -> Spelling.placed("?", column))
                    .collect(Collectors.joining(", ")));
    try (PreparedStatement rows = connection.prepareStatement(insert)) {
      for (int place = 0; place < slice.records().length; place++) {
        int record = slice.records()[place];
        Optional<Failure> failure = bind(batch, record, columns, rows);
        if (failure.isPresent()) {
          batch.fail(record, failure.get());
        } else {
          rows.addBatch();
          sent.row(place);
        }
      }
      if (sent.rows() > 0) {
        rows.executeBatch();
      }
    }
  }

  private static Optional<Failure> bind(
      Batch batch, int record, List<Column> columns, PreparedStatement row) throws SQLException {
    Document document = batch.fields(record);
    int[] fields = batch.places(record);
    for (int i = 0; i < fields.length; i++) {
      switch (ValueCell.of(document.value(fields[i]), columns.get(i))) {
        case Cell.Text(String text) -> row.setString(i + 1, text);
        case Cell.Nothing ignored -> row.setString(i + 1, null);
        case Cell.Unfit(Failure failure) -> {
          return Optional.of(failure);
        }
      }
    }
    return Optional.empty();
  }
}
