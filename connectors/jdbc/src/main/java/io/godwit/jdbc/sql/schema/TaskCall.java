package io.godwit.jdbc.sql.schema;

import io.godwit.common.model.Task;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.SchemaStatements;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Carries out a task. */
public final class TaskCall {

  private TaskCall() {}

  /**
   * Carries it out. Where the database says that what was to be made is there, it is taken to be
   * what an earlier attempt has made: names were free when the plan was made.
   *
   * @return why the database refuses it; empty where it is done
   * @throws SQLException where it does not answer, or is busy
   */
  public static Optional<String> of(
      Connection connection, SchemaStatements sql, SqlErrors errors, Task task)
      throws SQLException {
    for (String statement : task.statements()) {
      try (Statement call = connection.createStatement()) {
        call.execute(statement);
      } catch (SQLException e) {
        if (errors.isPassing(e)) {
          throw e;
        }
        if (task.looksItself() || !sql.isThere(e)) {
          return Optional.of(ErrorWords.oneLine(errors.message(e)));
        }
      }
    }
    return Optional.empty();
  }
}
