package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.jdbc.sql.batch.AdaptiveAttempt;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.ColumnLayout;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import io.godwit.jdbc.sql.dialect.DirectPath;
import io.godwit.jdbc.sql.dialect.Rows;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/** Sends the records of a piece as the lines of one COPY, or as its rows in binary form. */
final class CopyRows implements Rows, DirectPath {

  private final CopyBuffer out = new CopyBuffer();
  private final AdaptiveAttempt isBinary = new AdaptiveAttempt();
  private final String staging;
  private final Table target;

  CopyRows(String staging, Table target) {
    this.staging = staging;
    this.target = target;
  }

  @Override
  public void stage(Connection connection, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    if (!stagedInBinary(connection, batch, slice, sent)) {
      copy(connection, staging, batch, slice, sent);
    }
  }

  /**
   * Sends a piece in binary form where all of its values have one; answers whether it did. Nothing
   * is sent before that is known: a COPY that is broken off would take the transaction with it. So
   * all of the piece is in the buffer once, which is some megabytes at most.
   */
  private boolean stagedInBinary(Connection connection, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    if (!isBinary.isLikely()) {
      return false;
    }
    ColumnLayout layout = batch.layout(slice.group());
    BinaryForm[] forms = forms(layout);
    out.cut(0);
    BinaryForm.begin(out);
    for (int record : slice.records()) {
      if (!row(batch, record, forms)) {
        isBinary.refuted();
        return false;
      }
    }
    BinaryForm.end(out);
    isBinary.confirmed();
    String statement = copy(staging, layout) + " (format binary)";
    try (CopyStream copy = open(connection, statement)) {
      for (int place = 0; place < slice.records().length; place++) {
        sent.row(place);
      }
      copy.end();
    }
    return true;
  }

  private BinaryForm[] forms(ColumnLayout layout) {
    return layout.columns().stream()
        .map(column -> new BinaryForm(out, column))
        .toArray(BinaryForm[]::new);
  }

  @Override
  public Optional<DirectPath> direct() {
    return Optional.of(this);
  }

  @Override
  public void send(Connection connection, Batch batch, Slice slice) throws SQLException {
    copy(connection, target.quoted(), batch, slice, new SentRows(slice.records().length));
  }

  @Override
  public void committed() {
    out.clear();
  }

  private void copy(Connection connection, String table, Batch batch, Slice slice, SentRows sent)
      throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    out.cut(0);
    try (CopyStream copy = open(connection, copy(table, layout))) {
      for (int place = 0; place < slice.records().length; place++) {
        int record = slice.records()[place];
        Optional<Failure> failure = line(batch, record, layout);
        if (failure.isPresent()) {
          batch.fail(record, failure.get());
        } else {
          sent.row(place);
        }
        copy.sendWhereFull();
      }
      copy.end();
    }
  }

  @Override
  public boolean sendCompact(Connection connection, Batch batch, Slice slice) throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    BinaryForm[] forms = forms(layout);
    int[] records = slice.records();
    out.cut(0);
    BinaryForm.begin(out);
    // Mostly the first record is like all others, and nothing has been sent yet.
    if (!row(batch, records[0], forms)) {
      return false;
    }
    String statement = copy(target.quoted(), layout) + " (format binary)";
    try (CopyStream copy = open(connection, statement)) {
      for (int place = 1; place < records.length; place++) {
        if (!row(batch, records[place], forms)) {
          return false;
        }
        copy.sendWhereFull();
      }
      BinaryForm.end(out);
      copy.end();
      return true;
    }
  }

  private static String copy(String table, ColumnLayout layout) {
    return "copy " + table + " (" + layout.names() + ") from stdin";
  }

  private CopyStream open(Connection connection, String statement) throws SQLException {
    return CopyStream.open(connection.unwrap(PgConnection.class), statement, out);
  }

  /** Writes a record as a line of COPY; answers why not where it cannot be sent as it is. */
  private Optional<Failure> line(Batch batch, int record, ColumnLayout layout) {
    int start = out.length();
    Document document = batch.fields(record);
    int[] fields = batch.places(record);
    List<Column> columns = layout.columns();
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.raw('\t');
      }
      Optional<Failure> failure = ValueWriter.write(document.value(fields[i]), columns.get(i), out);
      if (failure.isPresent()) {
        out.cut(start);
        return failure;
      }
    }
    out.raw('\n');
    return Optional.empty();
  }

  /**
   * Writes a record as a row of binary COPY; answers whether all of its values have such a form.
   */
  private boolean row(Batch batch, int record, BinaryForm[] forms) {
    Document document = batch.fields(record);
    int[] fields = batch.places(record);
    BinaryForm.row(fields.length, out);
    for (int i = 0; i < fields.length; i++) {
      if (!forms[i].write(document, fields[i])) {
        return false;
      }
    }
    return true;
  }
}
