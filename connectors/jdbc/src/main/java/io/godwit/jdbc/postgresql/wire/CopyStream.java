package io.godwit.jdbc.postgresql.wire;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/**
 * One COPY on its way to the server. The connection takes no other statement while it is open, so
 * closing it without {@link #end} gives it up, and with it the transaction.
 */
final class CopyStream implements AutoCloseable {

  /** Enough for few system calls, and little enough to stay in the processor's cache. */
  private static final int SEND = 1 << 16;

  private final CopyIn copy;
  private final CopyBuffer out;

  private CopyStream(CopyIn copy, CopyBuffer out) {
    this.copy = copy;
    this.out = out;
  }

  /** Opens a COPY; what the buffer holds already is the beginning of it. */
  static CopyStream open(PgConnection connection, String statement, CopyBuffer out)
      throws SQLException {
    return new CopyStream(connection.getCopyAPI().copyIn(statement), out);
  }

  /** Sends what the buffer holds where that is worth it. */
  void sendWhereFull() throws SQLException {
    if (out.length() >= SEND) {
      send();
    }
  }

  /** Sends the rest; the server has then taken all. */
  void end() throws SQLException {
    send();
    copy.endCopy();
  }

  private void send() throws SQLException {
    copy.writeToCopy(out.bytes(), 0, out.length());
    out.cut(0);
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
