package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.Slice;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A bulk path straight into the target, for pieces of which the target has no key yet; the first
 * row that it has refuses the whole piece. Taken only where the table is plain.
 */
public interface DirectPath {

  /**
   * Sends a piece. A record that cannot be sent as it is fails by {@link Batch#fail} and is left
   * out.
   *
   * @throws SQLException where the server refuses any of it
   */
  void send(Connection connection, Batch batch, Slice slice) throws SQLException;

  /**
   * Sends a piece in a cheaper form that not all values have, where there is one.
   *
   * @return whether all of it has it; where not, the transaction may be lost
   */
  boolean sendCompact(Connection connection, Batch batch, Slice slice) throws SQLException;
}
