package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
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
          PostgresSink.open(
              TestSchema.spec("t", "id"), schema.access("clerk", 1), BareTexts.NONE)) {
        sink.write(BATCH);
        schema.execute("revoke insert on t from clerk");

        assertThatThrownBy(() -> sink.write(BATCH))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_RIGHTS));
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
    "42501, TARGET_RIGHTS",
    "40001, TARGET_BUSY",
    "40P01, TARGET_BUSY",
    "55P03, TARGET_BUSY",
    "57014, TARGET_BUSY",
    "53100, TARGET_FULL",
    "53200, TARGET_FULL",
    "53400, TARGET_FULL",
    "42P01, TARGET_ALTERED",
    "08P01, TARGET_REFUSES_ALL",
    "25006, TARGET_READ_ONLY",
    "XX000, TARGET_BUSY"
  })
  void statesOfTroubleAreNeverTheRecords(String state, ErrorCode code) {
    SQLException error = new SQLException("something\nhappened", state);

    assertThat(Faults.ofData(error)).isEmpty();
    assertThat(Faults.trouble("h:1/d", error).code()).isEqualTo(code);
    assertThat(Faults.trouble("h:1/d", error)).hasMessage("h:1/d: something happened [%s]", state);
  }
}
