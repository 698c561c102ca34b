package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.sink.Fault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

  private static final List<DataRecord> BATCH =
      IntStream.range(0, 500).mapToObj(i -> record("id", i, "v", i == 400 ? -1 : 1)).toList();

  /** A lock holds the write in the merge, whatever the machine's speed; then its backend dies. */
  @Test
  void aKilledBackendIsTroubleAndTheRepetitionWorks() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int check (v > 0))");
        var sink = schema.sink("t", "id");
        var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      try (var blocker = DriverManager.getConnection(schema.url() + "&user=postgres")) {
        blocker.setAutoCommit(false);
        blocker.createStatement().execute("insert into t values (250, 1)");
        Future<List<Answer>> write = thread.submit(() -> sink.write(BATCH));
        awaitBlocked(schema);
        schema.rows("select pg_terminate_backend(pid) from pg_stat_activity where " + BLOCKED);

        assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS))
            .cause()
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE));
        blocker.rollback();
      }
      assertThat(schema.rows("select count(*) from t")).containsExactly("0");

      assertThat(sink.write(BATCH).stream().filter(Outcome.Written.WRITTEN::equals)).hasSize(499);
      assertThat(schema.rows("select count(*) from t")).containsExactly("499");
    }
  }

  private static final String BLOCKED =
      "wait_event_type = 'Lock' and application_name = 'godwit' and datname = 'postgres'";

  private static void awaitBlocked(TestSchema schema) {
    Awaitility.await()
        .until(() ->
            schema
                .rows("select count(*) from pg_stat_activity where " + BLOCKED)
                .equals(List.of("1")));
  }

  @Test
  void aTableDroppedDuringTheRunIsTroubleAndNoOutcome() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int)");
        var sink = schema.sink("t", "id")) {
      sink.write(BATCH);
      schema.execute("alter table t rename to gone");
      assertThatThrownBy(() -> sink.write(BATCH))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
          .hasMessageContaining("42P01");
      schema.execute("alter table gone rename to t");

      assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
    }
  }

  @Test
  void aPermissionTakenAwayIsTrouble() throws Exception {
    try (var schema =
        new TestSchema("create table t (id int primary key, v int)", "create role clerk login")) {
      schema.execute("grant usage on schema " + schema.name() + " to clerk");
      schema.execute("grant all on t to clerk");
      try (var sink =
          TestSchema.open(TestSchema.spec("t", "id"), schema.access("clerk", 1), BareTexts.NONE)) {
        sink.write(BATCH);
        schema.execute("revoke insert on t from clerk");

        assertThatThrownBy(() -> sink.write(BATCH))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_RIGHTS))
            .hasMessageContaining("permission denied")
            .hasMessageContaining("42501");
      } finally {
        schema.execute("drop owned by clerk");
        schema.execute("drop role clerk");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08006, TARGET_UNREACHABLE",
    "57P01, TARGET_UNREACHABLE",
    "57P03, TARGET_UNREACHABLE",
    "53300, TARGET_UNREACHABLE",
    "28P01, TARGET_LOGIN",
    "3D000, TARGET_LOGIN",
    "40001, TARGET_CONFLICT",
    "40P01, TARGET_CONFLICT",
    "55P03, TARGET_CONFLICT",
    "57014, TARGET_SLOW",
    "25P04, TARGET_SLOW",
    "25P03, TARGET_UNREACHABLE",
    "53100, TARGET_FULL",
    "53200, TARGET_TOO_MUCH",
    "53400, TARGET_TOO_MUCH",
    "25006, TARGET_READ_ONLY"
  })
  void statesOfTroubleAreNeverTheRecords(String state, ErrorCode code) {
    SQLException error = new SQLException("something\nhappened", state);

    assertThat(new PostgresErrors().of(error)).isEqualTo(new Fault.Passing(code));
    assertThat(new PostgresErrors().trouble("h:1/d", error).code()).isEqualTo(code);
    assertThat(new PostgresErrors().trouble("h:1/d", error))
        .hasMessage("h:1/d: something happened [%s]", state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UX001", "P0001", "P0002", "44000", "42501", "42601", "42P01", "XX000", "0A000", "58000",
        "23503", "22P04", "42804", "08P01", "55000", "HV000", "21000"
      })
  void allOtherStatesAreUnknownAndBlameNobody(String state) {
    SQLException error = new SQLException("rule 7 is broken", state);

    assertThat(new PostgresErrors().of(error)).isEqualTo(new Fault.Unknown(state));
    assertThat(new PostgresErrors().trouble("h:1/d", error).code())
        .isEqualTo(
            switch (state) {
              case "42501" -> ErrorCode.TARGET_RIGHTS;
              case "42P01", "42804", "0A000" -> ErrorCode.TARGET_ALTERED;
              default -> ErrorCode.TARGET_REFUSES_ALL;
            });
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsSlowness() {
    SQLException lost = new SQLException("gone", "08006", new IOException("reset"));
    SQLException late = new SQLException("late", "08006", new SocketTimeoutException("Read"));

    assertThat(new PostgresErrors().of(lost))
        .isEqualTo(new Fault.Passing(ErrorCode.TARGET_UNREACHABLE));
    assertThat(new PostgresErrors().of(late)).isEqualTo(new Fault.Passing(ErrorCode.TARGET_SLOW));
  }
}
