package io.godwit.jdbc.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.spi.sink.Fault;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainErrorsTest {

  private final PlainErrors errors = new PlainErrors();

  @ParameterizedTest
  @CsvSource({
    "22001, TARGET_TOO_LONG",
    "22003, TARGET_TYPE",
    "2200G, TARGET_TYPE",
    "23502, TARGET_NULL",
    "23505, TARGET_CONSTRAINT",
    "23513, TARGET_CONSTRAINT"
  })
  void whatTheStandardSaysOfARowBlamesIt(String state, ErrorCode code) {
    assertThat(errors.of(new SQLException("no", state))).isEqualTo(new Fault.OfData(code));
  }

  @ParameterizedTest
  @CsvSource({
    "08001, TARGET_UNREACHABLE",
    "28000, TARGET_LOGIN",
    "40001, TARGET_CONFLICT",
    "HYT00, TARGET_SLOW",
    "42S02, TARGET_ALTERED",
    "25006, TARGET_READ_ONLY"
  })
  void whatTheStandardSaysOfTheServerPasses(String state, ErrorCode code) {
    assertThat(errors.of(new SQLException("no", state))).isEqualTo(new Fault.Passing(code));
  }

  /** A foreign key may be met later, and some databases say 23000 of every constraint. */
  @ParameterizedTest
  @CsvSource({"23503", "23000", "72000", "ZZZZZ"})
  void whatIsNotSureIsUnknown(String state) {
    assertThat(errors.of(new SQLException("no", state))).isEqualTo(new Fault.Unknown(state));
  }

  @Test
  void whereThereIsNoStateTheClassTells() {
    assertThat(errors.of(new SQLException("no", null, 1400)))
        .isEqualTo(new Fault.Unknown("code 1400"));
    assertThat(errors.of(new SQLRecoverableException("gone")))
        .isEqualTo(new Fault.Passing(ErrorCode.TARGET_UNREACHABLE));
    assertThat(errors.of(new SQLNonTransientConnectionException("gone")))
        .isEqualTo(new Fault.Passing(ErrorCode.TARGET_UNREACHABLE));
    assertThat(errors.of(new SQLTimeoutException("late")))
        .isEqualTo(new Fault.Passing(ErrorCode.TARGET_SLOW));
    assertThat(errors.of(new SQLTransactionRollbackException("deadlock")))
        .isEqualTo(new Fault.Passing(ErrorCode.TARGET_CONFLICT));
  }

  @Test
  void ofABatchItIsWhatWasSaidOfTheRow() {
    BatchUpdateException batch = new BatchUpdateException("failed batch", new int[] {1});
    batch.setNextException(new SQLException("there is one", "23505"));
    assertThat(errors.of(batch)).isEqualTo(new Fault.OfData(ErrorCode.TARGET_CONSTRAINT));
    assertThat(errors.message(batch)).isEqualTo("there is one");
  }
}
