package io.godwit.jdbc.postgresql;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.SQLException;
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
final class PostgresErrors implements SqlErrors {

  private static final String FOREIGN_KEY = "23503";

  /** The state of a lacking right, and of a row that a policy refuses. */
  private static final String PERMISSION = "42501";

  @Override
  public Fault of(SQLException e) {
    String state = SqlErrors.state(e);
    Optional<ErrorCode> data = ofData(state);
    Optional<ErrorCode> passing = passing(state, e);
    return data.<Fault>map(Fault.OfData::new)
        .or(() -> passing.map(Fault.Passing::new))
        .orElseGet(() -> new Fault.Unknown(state));
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

  @Override
  public boolean mayBeAltered(SQLException e) {
    return isProtocol(e) || isAltered(SqlErrors.state(e));
  }

  private static boolean isAltered(String state) {
    return switch (state) {
      case "42P01", "42P10", "42703", "42804", "3F000", "0A000" -> true;
      default -> false;
    };
  }

  @Override
  public Optional<ErrorCode> ofStatement(SQLException e) {
    String state = SqlErrors.state(e);
    if (state.equals(PERMISSION)) {
      return Optional.of(ErrorCode.TARGET_RIGHTS);
    }
    return isAltered(state) ? Optional.of(ErrorCode.TARGET_ALTERED) : Optional.empty();
  }

  @Override
  public boolean isUnfit(SQLException e) {
    String state = SqlErrors.state(e);
    return !state.equals(PERMISSION) && (state.startsWith("42") || state.startsWith("0A"));
  }

  @Override
  public ErrorCode ofDoubt(String reason) {
    return reason.equals(FOREIGN_KEY) ? ErrorCode.TARGET_CONSTRAINT : ErrorCode.TARGET_REFUSED;
  }

  @Override
  public boolean mayLackRight(String reason) {
    return reason.equals(PERMISSION);
  }

  /** Whether the server could not read what it was sent, which is no word about the data. */
  static boolean isProtocol(SQLException e) {
    return SqlErrors.state(e).equals("08P01");
  }

  /** The constraint or index of a table that an error of integrity names; empty where none. */
  static Optional<String> constraint(SQLException e, Table table) {
    return server(e)
        .filter(message -> SqlErrors.state(e).startsWith("23") && message.getConstraint() != null)
        .filter(message -> table.name().name().equals(message.getTable()))
        .map(message -> String.valueOf(message.getConstraint()));
  }

  private Optional<ErrorCode> passing(String state, SQLException e) {
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
  private ErrorCode lost(SQLException e) {
    return isTimeOut(e) ? ErrorCode.TARGET_SLOW : ErrorCode.TARGET_UNREACHABLE;
  }

  /** Whether one statement met two rows of what the target holds for one key. */
  @Override
  public boolean isClash(SQLException e) {
    return SqlErrors.state(e).equals("21000");
  }

  /** For errors that name no column, it is the one that the context of COPY names. */
  @Override
  public ErrorWords words(SQLException e, Table table) {
    CopyContext context =
        CopyContext.of(
            server(e).flatMap(said -> Optional.ofNullable(said.getWhere())).orElse(""), table);
    Optional<String> column =
        server(e)
            .flatMap(said ->
                Stream.of(said.getColumn(), said.getConstraint())
                    .flatMap(Stream::ofNullable)
                    .findFirst())
            .or(context::column);
    return new ErrorWords(message(e), column, context.line());
  }

  @Override
  public String message(SQLException e) {
    return server(e)
        .flatMap(said -> Optional.ofNullable(said.getMessage()))
        .orElse(String.valueOf(e.getMessage()));
  }

  private static Optional<ServerErrorMessage> server(SQLException e) {
    return e instanceof PSQLException error
        ? Optional.ofNullable(error.getServerErrorMessage())
        : Optional.empty();
  }
}
