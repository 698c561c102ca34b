package io.godwit.jdbc.mysql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.dialect.ErrorWords;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of the server means: surely a record's fault, surely something that passes, or
 * neither of the two.
 *
 * <p>By the servers' own numbers, of which most SQLSTATEs say less. Two lists are closed: what the
 * server itself says of a value or of a constraint of the table, and what it says of its own state.
 * Everything else is unknown: a trigger may signal any number, for one row or for all of them. A
 * foreign key is unknown too, since the row that it asks for may come; and so is a right, which the
 * body of a trigger may lack for some rows only.
 *
 * <p>Sessions speak English, so that the texts tell rows and columns. Without them everything works
 * too, only slower.
 */
final class MysqlErrors implements SqlErrors {

  /** A query in the place of a value that has two rows: what a merge asks for. */
  static final int TWO_ROWS = 1242;

  /** What a database is that takes no writes. */
  static final Fault READ_ONLY = new Fault.Passing(ErrorCode.TARGET_READ_ONLY);

  private static final int FOREIGN_KEY = 1452;

  /** What the driver puts before the server's words: another number at each attempt. */
  private static final Pattern CONNECTION = Pattern.compile("^(?:\\(conn[:=]\\d+\\) )+");

  private static final Pattern ROW = Pattern.compile("at row (\\d{1,9})$");
  private static final Pattern COLUMN =
      Pattern.compile(
          "(?:for column (?:`[^`]+`\\.){0,2}|^Column |^Field |for key |^CONSTRAINT "
              + "|^Check constraint |, CONSTRAINT )['`]([^'`]+)['`]");

  @Override
  public Fault of(SQLException e) {
    int code = e.getErrorCode();
    Optional<ErrorCode> data = ofData(code);
    return data.<Fault>map(Fault.OfData::new)
        .or(() -> passing(code, e).map(Fault.Passing::new))
        .orElseGet(() -> new Fault.Unknown(Integer.toString(code)));
  }

  private static Optional<ErrorCode> ofData(int code) {
    return switch (code) {
      // Too long for the column; for a row of the table; for an index.
      case 1406, 1118, 1071 -> Optional.of(ErrorCode.TARGET_TOO_LONG);
      // Cut or out of range; no such value, date, characters; what a function cannot read.
      case 1264, 1265, 1292, 1300, 1366, 1367, 1411, 1690, 3140, 3141, 3156 ->
          Optional.of(ErrorCode.TARGET_TYPE);
      case 1048, 1263, 1364 -> Optional.of(ErrorCode.TARGET_NULL);
      case 1062, 1169, 1586, 3819, 4025 -> Optional.of(ErrorCode.TARGET_CONSTRAINT);
      default -> Optional.empty();
    };
  }

  private Optional<ErrorCode> passing(int code, SQLException e) {
    return switch (code) {
      // A deadlock; a lock not had in time; a row that another transaction was faster with.
      case 1205, 1213, 1020, 1412, 1614, 3572 -> Optional.of(ErrorCode.TARGET_CONFLICT);
      case 1969, 3024, 1907 -> Optional.of(ErrorCode.TARGET_SLOW);
      // Too many connections, of all or of this user; a server that goes down; a session ended.
      case 1040, 1203, 1226, 1053, 1077, 1078, 1079, 1129, 1317, 1927 ->
          Optional.of(ErrorCode.TARGET_UNREACHABLE);
      case 1290, 1792, 1836 -> Optional.of(ErrorCode.TARGET_READ_ONLY);
      case 1021, 1114, 1135 -> Optional.of(ErrorCode.TARGET_FULL);
      case 1037, 1038, 1041, 1153, 1206 -> Optional.of(ErrorCode.TARGET_TOO_MUCH);
      case 1045, 1049, 1130, 1251, 1698, 4151 -> Optional.of(ErrorCode.TARGET_LOGIN);
      default ->
          SqlErrors.state(e).startsWith("08") || (code == 0 && SqlErrors.state(e).isEmpty())
              ? Optional.of(isTimeOut(e) ? ErrorCode.TARGET_SLOW : ErrorCode.TARGET_UNREACHABLE)
              : Optional.empty();
    };
  }

  /** Of a table with triggers, it may be a query of theirs that has two rows. */
  @Override
  public Optional<Answer> refusal(SQLException e, Table table) {
    return e.getErrorCode() == TWO_ROWS && table.plain()
        ? Optional.of(new Outcome.Failed(new Failure(ErrorCode.TARGET_CONSTRAINT, message(e))))
        : SqlErrors.super.refusal(e, table);
  }

  @Override
  public boolean mayBeAltered(SQLException e) {
    return isAltered(e.getErrorCode());
  }

  private static boolean isAltered(int code) {
    return switch (code) {
      // No such table, column, database; other columns than there are.
      case 1146, 1054, 1051, 1136, 1356, 1932 -> true;
      default -> false;
    };
  }

  /** Whether a right is missing. */
  static boolean isRight(int code) {
    return switch (code) {
      case 1044, 1142, 1143, 1227, 1370 -> true;
      default -> false;
    };
  }

  @Override
  public Optional<ErrorCode> ofStatement(SQLException e) {
    if (isRight(e.getErrorCode())) {
      return Optional.of(ErrorCode.TARGET_RIGHTS);
    }
    return isAltered(e.getErrorCode()) ? Optional.of(ErrorCode.TARGET_ALTERED) : Optional.empty();
  }

  @Override
  public boolean isUnfit(SQLException e) {
    return !isRight(e.getErrorCode()) && SqlErrors.state(e).startsWith("42");
  }

  @Override
  public ErrorCode ofDoubt(String reason) {
    return reason.equals(Integer.toString(FOREIGN_KEY)) || reason.equals(Integer.toString(TWO_ROWS))
        ? ErrorCode.TARGET_CONSTRAINT
        : ErrorCode.TARGET_REFUSED;
  }

  @Override
  public boolean mayLackRight(String reason) {
    return reason.matches("\\d{1,9}") && isRight(Integer.parseInt(reason));
  }

  @Override
  public ErrorWords words(SQLException e, Table table) {
    String message = message(e);
    Matcher row = ROW.matcher(message);
    Matcher column = COLUMN.matcher(message);
    return new ErrorWords(
        message,
        column.find() ? Optional.of(column.group(1)) : Optional.empty(),
        row.find() ? Integer.parseInt(row.group(1)) : 0);
  }

  @Override
  public String message(SQLException e) {
    if (e.getErrorCode() == TWO_ROWS) {
      return "a row of another key has the record's value in a unique index, and would have been"
          + " overwritten";
    }
    return CONNECTION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
  }
}
