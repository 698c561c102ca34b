package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Notes in a transaction what it makes of its records. */
public interface Noting {

  /** The run whose records they are. */
  JobRun run();

  /**
   * Notes it, as the last thing before the commit.
   *
   * @param answers one a write
   * @throws Trouble where the transaction must not be committed
   */
  void note(Connection connection, List<Write> writes, List<Answer> answers)
      throws SQLException, Trouble;

  /** The same for one transaction, whose writes are known. */
  @FunctionalInterface
  interface Page {
    /** Notes it. */
    void note(Connection connection, List<Answer> answers) throws SQLException, Trouble;
  }

  /** What one transaction over these writes notes by; empty where nothing is noted. */
  static Optional<Page> page(Optional<Noting> noting, List<Write> writes) {
    return noting.map(by -> (connection, answers) -> by.note(connection, writes, answers));
  }
}
