package io.godwit.jdbc.h2;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.dialect.Wire;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Fit;
import io.godwit.jdbc.sql.fit.Table;
import io.godwit.jdbc.sql.fit.TypedText;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Batched inserts in, and texts out: H2 reads and shows every type in the one spelling. */
final class H2Wire implements Wire {

  @Override
  public Rows rows(Table target, String staging) {
    return (connection, batch, slice, sent) -> stage(connection, staging, batch, slice, sent);
  }

  private static void stage(
      Connection connection, String staging, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    String places = "?, ".repeat(layout.columns().size()).replaceFirst(", $", "");
    String insert = "insert into " + staging + " (" + layout.names() + ") values (" + places + ")";
    try (PreparedStatement rows = connection.prepareStatement(insert)) {
      for (int place = 0; place < slice.records().length; place++) {
        int record = slice.records()[place];
        Optional<Failure> failure = bind(batch, record, layout.columns(), rows);
        if (failure.isPresent()) {
          batch.fail(record, failure.get());
        } else {
          rows.addBatch();
          sent.row(place);
        }
      }
      rows.executeBatch();
    }
  }

  private static Optional<Failure> bind(
      Batch batch, int record, List<Column> columns, PreparedStatement row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Value given = batch.fields(record).value(batch.places(record)[i]);
      Value value =
          given instanceof Value.Text(String text)
              ? TypedText.of(text, column).orElse(given)
              : given;
      Optional<Failure> failure = Fit.problem(value, column);
      if (failure.isPresent()) {
        return failure;
      }
      if (value instanceof Value.Float64(double d) && d == 0 && 1 / d < 0) {
        return ValueMessages.inexact("-0.0", column, "H2 has no minus zero");
      }
      row.setString(i + 1, value == Value.Null.NULL ? null : Key.display(value));
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> asked(Value value, Column column) {
    return Optional.of(Key.display(value));
  }

  @Override
  public void ask(PreparedStatement query, int place, List<String> values) throws SQLException {
    query.setArray(place, query.getConnection().createArrayOf("varchar", values.toArray()));
  }

  @Override
  public boolean reads(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8, NUMERIC, TEXT, CHAR, DATE, TIME, TIMESTAMP, UUID -> true;
      default -> false;
    };
  }

  @Override
  public Value read(ResultSet row, int place, Column column) throws SQLException {
    String text = row.getString(place);
    return text == null ? Value.Null.NULL : TypedText.of(text, column).orElseThrow();
  }
}
