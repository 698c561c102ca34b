package io.godwit.jdbc.sql.dialect;

import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.batch.SentRows;
import io.godwit.jdbc.sql.batch.Slice;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The rows of one connection on their way to the server, with what is kept between batches. It is
 * kept with the connection and must not hold it, or neither would ever be let go. For one thread at
 * a time.
 */
public interface Rows {

  /**
   * Sends a piece into the staging table, or has it wait in memory, values as they are. A record
   * that cannot be sent as it is fails by {@link Batch#fail} and is left out.
   *
   * @param sent is told of each row
   * @throws SQLException where the server refuses; {@code sent} says how far it went
   */
  void stage(Connection connection, Batch batch, Slice slice, SentRows sent) throws SQLException;

  /** The piece itself, where it waits in memory instead of in a staging table. */
  default Optional<WaitingPiece> waiting() {
    return Optional.empty();
  }

  /** A way straight into the target, where the database has a bulk path. */
  default Optional<DirectPath> direct() {
    return Optional.empty();
  }

  /** Takes note that a batch is committed: what it held may be given back. */
  default void committed() {}
}
