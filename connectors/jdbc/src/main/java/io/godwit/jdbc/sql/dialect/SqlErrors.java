package io.godwit.jdbc.sql.dialect;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.fit.Table;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a database's errors mean: surely a record's fault, surely something that passes, or neither
 * of the two. Whatever a trigger may raise is unknown, and so is what another row may heal: the
 * evidence decides about it.
 */
public interface SqlErrors {

  /** Whose fault an error is. */
  Fault of(SQLException e);

  /** The server's words alone. */
  default String message(SQLException e) {
    return String.valueOf(e.getMessage());
  }

  /** What the server says in it, where the rows that were sent are a table's. */
  default ErrorWords words(SQLException e, Table table) {
    int[] counts = e instanceof BatchUpdateException batch ? batch.getUpdateCounts() : new int[0];
    int row =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] == Statement.EXECUTE_FAILED)
            .findFirst()
            // A driver that stops at the first failure has no count for it.
            .orElse(e instanceof BatchUpdateException ? counts.length : -1);
    return new ErrorWords(message(e), Optional.empty(), row + 1);
  }

  /**
   * Whether one statement met two rows of what the target holds for one key. Never, where a merge
   * takes its rows one after the other.
   */
  default boolean isClash(SQLException e) {
    return false;
  }

  /** Whether an error may come of a table that is not there any more as it was. */
  default boolean mayBeAltered(SQLException e) {
    return code(e) == ErrorCode.TARGET_ALTERED;
  }

  /** Whether it is the statement that cannot be, whatever the rows and the rights. */
  default boolean isUnfit(SQLException e) {
    return state(e).startsWith("42");
  }

  /** The code of an unknown error outside of a record's own statement; empty where it has none. */
  default Optional<ErrorCode> ofStatement(SQLException e) {
    return Optional.empty();
  }

  /** The code of a record that was refused for an unknown reason, as {@link #of} spells it. */
  default ErrorCode ofDoubt(String reason) {
    return ErrorCode.TARGET_REFUSED;
  }

  /** Whether a row that was refused for an unknown reason may be so for want of a right. */
  default boolean mayLackRight(String reason) {
    return false;
  }

  /** Whether an answer did not come in the time that the driver gives it. */
  default boolean isTimeOut(SQLException e) {
    return e.getCause() instanceof SocketTimeoutException
        && !(e instanceof SQLTransientConnectionException);
  }

  /** Whether an error surely passes, and so says nothing of what the target takes. */
  default boolean isPassing(SQLException e) {
    return of(e) instanceof Fault.Passing;
  }

  /** What an error says of a record that is alone; empty where it says nothing of it. */
  default Optional<Answer> refusal(SQLException e, Table table) {
    return switch (of(e)) {
      case Fault.OfData(ErrorCode code) -> Optional.of(new Outcome.Failed(failure(code, e, table)));
      case Fault.Unknown(String reason) -> {
        Failure failure = failure(ofDoubt(reason), e, table);
        String words = failure.message() + " [" + reason + "]";
        yield Optional.of(
            new Answer.Doubt(reason, new Failure(failure.code(), words, failure.column())));
      }
      case Fault.Passing ignored -> Optional.empty();
    };
  }

  private Failure failure(ErrorCode code, SQLException e, Table table) {
    ErrorWords words = words(e, table);
    return new Failure(code, words.message(), words.column());
  }

  /**
   * The trouble that an error is.
   *
   * @param server what was asked, for the message
   */
  default Trouble trouble(String server, SQLException e) {
    // The pool wraps what kept it from connecting, which is what the user must know.
    SQLException root =
        e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException cause
            ? cause
            : e;
    String network =
        root.getCause() instanceof IOException io
            ? " (" + ErrorWords.oneLine(String.valueOf(io)) + ")"
            : "";
    String state = state(root).isEmpty() ? "" : " [" + state(root) + "]";
    return new Trouble(
        code(root), server + ": " + ErrorWords.oneLine(message(root)) + network + state, e);
  }

  /** An unknown error outside of a record's own statement: nothing goes in by it. */
  private ErrorCode code(SQLException e) {
    return ofStatement(e)
        .orElseGet(() ->
            switch (of(e)) {
              case Fault.Passing(ErrorCode code) -> code;
              case Fault.OfData ignored -> ErrorCode.TARGET_REFUSES_ALL;
              case Fault.Unknown ignored -> ErrorCode.TARGET_REFUSES_ALL;
            });
  }

  /** The SQLSTATE; the empty text where the driver gives none. */
  static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() != 5 ? "" : state;
  }
}
