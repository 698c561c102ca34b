package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Failure;
import io.godwit.jdbc.sql.Slice;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.jdbc.PgConnection;

/** Sends the records of a piece as the lines of one COPY, or as its rows in binary form. */
final class CopySender {

  private CopySender() {}

  /**
   * Sends a piece; records that cannot be sent as they are fail.
   *
   * @param statement the COPY
   * @param out used for what is sent next
   * @throws SQLException where the server refuses; {@code sending} says how far it went
   */
  static void copy(
      PgConnection connection,
      String statement,
      Batch batch,
      Slice slice,
      CopyBuffer out,
      SentLines sentLines)
      throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    out.cut(0);
    try (CopyStream copy = CopyStream.open(connection, statement, out)) {
      for (int place = 0; place < slice.records().length; place++) {
        int record = slice.records()[place];
        Optional<Failure> failure = batch.line(record, layout, out);
        if (failure.isPresent()) {
          batch.fail(record, failure.get());
        } else {
          sentLines.line(place);
        }
        copy.sendWhereFull();
      }
      copy.end();
    }
  }

  /**
   * Sends a piece in binary form, where all of it has one.
   *
   * @return whether it has; where not, the transaction may be lost
   */
  static boolean copyBinary(PgConnection connection, Batch batch, Slice slice, CopyBuffer out)
      throws SQLException {
    ColumnLayout layout = batch.layout(slice.group());
    int[] records = slice.records();
    out.cut(0);
    BinaryForm.begin(out);
    // Mostly the first record is like all others, and nothing has been sent yet.
    if (!batch.row(records[0], layout, out)) {
      return false;
    }
    try (CopyStream copy = CopyStream.open(connection, layout.binary(), out)) {
      for (int place = 1; place < records.length; place++) {
        if (!batch.row(records[place], layout, out)) {
          return false;
        }
        copy.sendWhereFull();
      }
      BinaryForm.end(out);
      copy.end();
      return true;
    }
  }
}
