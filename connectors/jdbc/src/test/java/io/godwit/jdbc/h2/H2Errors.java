package io.godwit.jdbc.h2;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import java.sql.SQLException;
import org.h2.jdbc.JdbcException;

/** H2's errors, by SQLSTATE. */
final class H2Errors implements SqlErrors {

  @Override
  public Fault of(SQLException e) {
    String state = SqlErrors.state(e);
    return switch (state) {
      case "22001" -> new Fault.OfData(ErrorCode.TARGET_TOO_LONG);
      case "22003", "22007", "22018" -> new Fault.OfData(ErrorCode.TARGET_TYPE);
      case "23502" -> new Fault.OfData(ErrorCode.TARGET_NULL);
      case "23505", "23513" -> new Fault.OfData(ErrorCode.TARGET_CONSTRAINT);
      // Nobody but who alters the table brings it about, and it stops every record.
      case "42S02", "42S22" -> new Fault.Passing(ErrorCode.TARGET_ALTERED);
      case "40001", "90131", "HYT00" -> new Fault.Passing(ErrorCode.TARGET_CONFLICT);
      case "28000" -> new Fault.Passing(ErrorCode.TARGET_LOGIN);
      case "", "90067", "90098", "90121" -> new Fault.Passing(ErrorCode.TARGET_UNREACHABLE);
      default -> new Fault.Unknown(state);
    };
  }

  @Override
  public String message(SQLException e) {
    return String.valueOf(
        e instanceof JdbcException said ? said.getOriginalMessage() : e.getMessage());
  }
}
