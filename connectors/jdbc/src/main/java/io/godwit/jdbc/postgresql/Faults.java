package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Brief;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Trouble;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error of the server means: a record's fault, or trouble that may pass.
 *
 * <p>By SQLSTATE, as "PostgreSQL Error Codes" in its documentation lists them, since texts come in
 * the server's language. Whatever is not known here to be the record's fault is trouble: an outcome
 * cannot be taken back, and waiting can.
 */
final class Faults {

  private static final int MOST_SHOWN = 500;

  private Faults() {}

  /** The code of an error that blames the data; empty where it does not. */
  static Optional<ErrorCode> ofData(SQLException e) {
    String state = state(e);
    return switch (state) {
      case "22001" -> Optional.of(ErrorCode.TARGET_TOO_LONG);
      // Limits of the server's own formats; the row of an index that outgrows its page, above all.
      case "54000" -> Optional.of(ErrorCode.TARGET_TOO_LONG);
      case "22003", "22P02", "22P03", "22P05", "22007", "22008", "22009", "22021", "42804" ->
          Optional.of(ErrorCode.TARGET_TYPE);
      case "23502" -> Optional.of(ErrorCode.TARGET_NULL);
      case "23503", "23505", "23514", "23P01" -> Optional.of(ErrorCode.TARGET_CONSTRAINT);
      // A trigger's own exception is how a database states a rule that no constraint can.
      case "P0001", "44000" -> Optional.of(ErrorCode.TARGET_REFUSED);
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

  private static ErrorCode code(SQLException e) {
    String state = state(e);
    return switch (state) {
      case "57P01", "57P02", "57P03", "57P04", "57P05", "53300" -> ErrorCode.TARGET_UNREACHABLE;
      case "3D000" -> ErrorCode.TARGET_LOGIN;
      case "42501" -> ErrorCode.TARGET_RIGHTS;
      case "25006" -> ErrorCode.TARGET_READ_ONLY;
      case "42P01", "42P10", "42703", "42804", "3F000", "0A000" -> ErrorCode.TARGET_ALTERED;
      case "08P01" -> ErrorCode.TARGET_REFUSES_ALL;
      case "53000", "53100", "53200", "53400", "58030" -> ErrorCode.TARGET_FULL;
      case "" -> ErrorCode.TARGET_UNREACHABLE;
      default ->
          switch (state.substring(0, 2)) {
            case "08" -> ErrorCode.TARGET_UNREACHABLE;
            case "28" -> ErrorCode.TARGET_LOGIN;
            // 40001, 40P01, 55P03 and 57014 by name; and all that nobody has thought of.
            default -> ErrorCode.TARGET_BUSY;
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
    return Brief.of(line, MOST_SHOWN);
  }
}
