package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Excerpt;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Fault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error of the server means: surely a record's fault, surely something that passes, or
 * neither of the two.
 *
 * <p>By SQLSTATE, as "PostgreSQL Error Codes" in its documentation lists them, since texts come in
 * the server's language. Two lists are closed: what the server itself says of a value or of a
 * constraint of the table, and what it says of its own state. Everything else is unknown: a trigger
 * may raise any state, for one row or for all of them, and extensions have their own. A foreign key
 * is unknown too, since the row that it asks for may come; so is a view's condition, which may ask
 * other tables; and a missing permission, which a row-level policy shares its state with.
 */
final class PostgresErrors {

  /** The state of a lacking right, and of a row that a policy refuses. */
  static final String PERMISSION = "42501";

  private static final int MOST_SHOWN = 500;

  private PostgresErrors() {}

  /** Whose fault an error is. */
  static Fault of(SQLException e) {
    String state = state(e);
    Optional<ErrorCode> data = ofData(state);
    Optional<ErrorCode> passing = passing(state, e);
    return data.<Fault>map(Fault.OfData::new)
        .or(() -> passing.map(Fault.Passing::new))
        .orElseGet(() -> new Fault.Unknown(state));
  }

  /** The code of an error that surely blames the data; empty where it does not. */
  static Optional<ErrorCode> ofData(SQLException e) {
    return ofData(state(e));
  }

  private static Optional<ErrorCode> ofData(String state) {
    return switch (state) {
      case "22001" -> Optional.of(ErrorCode.TARGET_TOO_LONG);
      // Limits of the server's own formats; the row of an index that outgrows its page, above all.
      case "54000" -> Optional.of(ErrorCode.TARGET_TOO_LONG);
      case "22003", "22P02", "22P03", "22P05", "22007", "22008", "22009", "22021" ->
          Optional.of(ErrorCode.TARGET_TYPE);
      case "23502" -> Optional.of(ErrorCode.TARGET_NULL);
      case "23505", "23514", "23P01" -> Optional.of(ErrorCode.TARGET_CONSTRAINT);
      // A malformed COPY is ours, or the columns are others by now.
      case "22P04", "23503" -> Optional.empty();
      default ->
          state.startsWith("22") || state.startsWith("23")
              ? Optional.of(ErrorCode.TARGET_REFUSED)
              : Optional.empty();
    };
  }

  /** Whether an error may come of a table that is not there any more as it was. */
  static boolean mayBeAltered(SQLException e) {
    String state = state(e);
    return isProtocol(e)
        || switch (state) {
          case "42P01", "42P10", "42703", "42804", "3F000", "0A000" -> true;
          default -> false;
        };
  }

  /** Whether the server could not read what it was sent, which is no word about the data. */
  static boolean isProtocol(SQLException e) {
    return state(e).equals("08P01");
  }

  /** The constraint or index of a table that an error of integrity names; empty where none. */
  static Optional<String> constraint(SQLException e, Table table) {
    return server(e)
        .filter(message -> state(e).startsWith("23") && message.getConstraint() != null)
        .filter(message -> table.name().name().equals(message.getTable()))
        .map(message -> String.valueOf(message.getConstraint()));
  }

  private static Optional<ErrorCode> passing(String state, SQLException e) {
    return switch (state) {
      case "" -> Optional.of(lost(e));
      // The driver's word for an answer that it does not understand, which says nothing of why.
      case "08P01" -> Optional.empty();
      // A whole transaction has a time limit of its own, which ends the session with it.
      case "57014", "25P04" -> Optional.of(ErrorCode.TARGET_SLOW);
      case "25P03" -> Optional.of(ErrorCode.TARGET_UNREACHABLE);
      case "40001", "40003", "40P01", "55P03" -> Optional.of(ErrorCode.TARGET_CONFLICT);
      case "53200", "53400" -> Optional.of(ErrorCode.TARGET_TOO_MUCH);
      case "53300" -> Optional.of(ErrorCode.TARGET_UNREACHABLE);
      case "58030" -> Optional.of(ErrorCode.TARGET_FULL);
      case "25006" -> Optional.of(ErrorCode.TARGET_READ_ONLY);
      case "3D000" -> Optional.of(ErrorCode.TARGET_LOGIN);
      default ->
          switch (state.substring(0, 2)) {
            case "08" -> Optional.of(lost(e));
            case "28" -> Optional.of(ErrorCode.TARGET_LOGIN);
            case "53" -> Optional.of(ErrorCode.TARGET_FULL);
            case "57" -> Optional.of(ErrorCode.TARGET_UNREACHABLE);
            default -> Optional.empty();
          };
    };
  }

  /** A server that took the statement and did not answer in time may be alive, and be slow. */
  private static ErrorCode lost(SQLException e) {
    return isTimeOut(e) ? ErrorCode.TARGET_SLOW : ErrorCode.TARGET_UNREACHABLE;
  }

  /** Whether an answer did not come in the time that the driver gives it. */
  static boolean isTimeOut(SQLException e) {
    return e.getCause() instanceof SocketTimeoutException
        && !(e instanceof SQLTransientConnectionException);
  }

  /** Whether one statement met two rows of what the target holds for one key. */
  static boolean isClash(SQLException e) {
    return state(e).equals("21000");
  }

  /**
   * The failure of a record.
   *
   * @param fallback the column that the context of COPY names, for errors that name none
   */
  static Failure failure(ErrorCode code, SQLException e, Optional<String> fallback) {
    Optional<ServerErrorMessage> server = server(e);
    String column =
        server
            .flatMap(message ->
                Stream.of(message.getColumn(), message.getConstraint())
                    .flatMap(Stream::ofNullable)
                    .findFirst())
            .or(() -> fallback)
            .orElse("");
    return new Failure(code, message(e), column);
  }

  /** The doubt about a record that an error of an unknown state leaves. */
  static Answer.Doubt doubt(Fault.Unknown fault, SQLException e, Optional<String> fallback) {
    boolean foreignKey = fault.reason().equals("23503");
    Failure failure =
        failure(foreignKey ? ErrorCode.TARGET_CONSTRAINT : ErrorCode.TARGET_REFUSED, e, fallback);
    return new Answer.Doubt(
        fault.reason(),
        new Failure(
            failure.code(), failure.message() + " [" + fault.reason() + "]", failure.column()));
  }

  /** Where an error happened, as the server describes it; empty where it does not. */
  static String where(SQLException e) {
    return server(e).flatMap(message -> Optional.ofNullable(message.getWhere())).orElse("");
  }

  /**
   * The trouble that an error is.
   *
   * @param server what was asked, for the message
   */
  static Trouble trouble(String server, SQLException e) {
    // The pool wraps what kept it from connecting, which is what the user must know.
    SQLException root =
        e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException cause
            ? cause
            : e;
    String network =
        root.getCause() instanceof IOException io ? " (" + oneLine(String.valueOf(io)) + ")" : "";
    String state = state(root).isEmpty() ? "" : " [" + state(root) + "]";
    return new Trouble(code(root), server + ": " + message(root) + network + state, e);
  }

  /** An unknown error outside of a record's own statement: nothing goes in by it. */
  private static ErrorCode code(SQLException e) {
    return switch (state(e)) {
      case PERMISSION -> ErrorCode.TARGET_RIGHTS;
      case "42P01", "42P10", "42703", "42804", "3F000", "0A000" -> ErrorCode.TARGET_ALTERED;
      default ->
          switch (of(e)) {
            case Fault.Passing(ErrorCode code) -> code;
            case Fault.OfData ignored -> ErrorCode.TARGET_REFUSES_ALL;
            case Fault.Unknown ignored -> ErrorCode.TARGET_REFUSES_ALL;
          };
    };
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() != 5 ? "" : state;
  }

  private static Optional<ServerErrorMessage> server(SQLException e) {
    return e instanceof PSQLException error
        ? Optional.ofNullable(error.getServerErrorMessage())
        : Optional.empty();
  }

  private static String message(SQLException e) {
    return oneLine(
        server(e)
            .flatMap(message -> Optional.ofNullable(message.getMessage()))
            .orElse(String.valueOf(e.getMessage())));
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    return Excerpt.of(line, MOST_SHOWN);
  }
}
