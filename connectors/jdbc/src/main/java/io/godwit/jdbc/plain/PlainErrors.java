package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;

/**
 * Errors by the classes of the SQL standard, and by JDBC's own where a driver has no SQLSTATE.
 * Within a class, databases use the same number for different things; what is not sure is unknown,
 * and the evidence decides. So is a constraint whose kind is not told: a row that a foreign key
 * asks for may still come.
 */
final class PlainErrors implements SqlErrors {

  /** What many databases have in common behind the class 23 of the standard. */
  private static final String NOT_NULL = "23502";

  private static final String UNIQUE = "23505";
  private static final String CHECK = "23513";
  private static final String CHECK_TOO = "23514";

  /** No such table, column or right, which is none of a row's doing. */
  private static final String ACCESS = "42";

  @Override
  public Fault of(SQLException e) {
    String state = told(e);
    if (isConnection(e) || state.startsWith("08")) {
      return new Fault.Passing(ErrorCode.TARGET_UNREACHABLE);
    }
    if (e instanceof SQLTimeoutException || state.equals("HYT00")) {
      return new Fault.Passing(ErrorCode.TARGET_SLOW);
    }
    if (e instanceof SQLTransactionRollbackException || state.startsWith("40")) {
      return new Fault.Passing(ErrorCode.TARGET_CONFLICT);
    }
    return switch (state) {
      case "22001" -> new Fault.OfData(ErrorCode.TARGET_TOO_LONG);
      case NOT_NULL -> new Fault.OfData(ErrorCode.TARGET_NULL);
      case UNIQUE, CHECK, CHECK_TOO -> new Fault.OfData(ErrorCode.TARGET_CONSTRAINT);
      case "25006" -> new Fault.Passing(ErrorCode.TARGET_READ_ONLY);
      default -> ofClass(state, e);
    };
  }

  private static Fault ofClass(String state, SQLException e) {
    if (state.startsWith("22")) {
      return new Fault.OfData(ErrorCode.TARGET_TYPE);
    }
    if (state.startsWith("28")) {
      return new Fault.Passing(ErrorCode.TARGET_LOGIN);
    }
    if (state.startsWith(ACCESS)) {
      return new Fault.Passing(ErrorCode.TARGET_ALTERED);
    }
    return new Fault.Unknown(state.isEmpty() ? "code " + e.getErrorCode() : state);
  }

  private static boolean isConnection(SQLException e) {
    return e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTransientConnectionException
        || (e instanceof SQLRecoverableException && !(e instanceof SQLTimeoutException));
  }

  /** The SQLSTATE of a batch stands, with some drivers, in the exception of its row alone. */
  private static String told(SQLException e) {
    String own = SqlErrors.state(e);
    SQLException next = e.getNextException();
    return own.isEmpty() && e instanceof BatchUpdateException && next != null
        ? SqlErrors.state(next)
        : own;
  }

  @Override
  public boolean isUnfit(SQLException e) {
    return told(e).startsWith(ACCESS) || e instanceof SQLFeatureNotSupportedException;
  }

  /** What is not there when something is opened is not waited for. */
  @Override
  public boolean isPassing(SQLException e) {
    return of(e) instanceof Fault.Passing && !told(e).startsWith(ACCESS);
  }

  @Override
  public ErrorCode ofDoubt(String reason) {
    return reason.startsWith("23") ? ErrorCode.TARGET_CONSTRAINT : ErrorCode.TARGET_REFUSED;
  }

  @Override
  public String message(SQLException e) {
    SQLException next = e.getNextException();
    String own = String.valueOf(e.getMessage());
    return e instanceof BatchUpdateException && next != null
        ? String.valueOf(next.getMessage())
        : own;
  }
}
