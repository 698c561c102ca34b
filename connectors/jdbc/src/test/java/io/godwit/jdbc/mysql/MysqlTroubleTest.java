package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.mysql.TestDatabase.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.sink.Fault;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may pass is trouble, blames no record, and the same sink goes on when it is over. */
class MysqlTroubleTest {

  private static final List<DataRecord> BATCH =
      IntStream.range(0, 20).mapToObj(i -> record("id", i, "v", i)).toList();

  private static final String TABLE = "create table t (id int primary key, v int)";

  /** A transaction of somebody else that has a row, until the test ends it. */
  private record Other(Connection connection) implements AutoCloseable {

    static Other holding(TestDatabase database, String... statements) throws SQLException {
      Other other = new Other(TestDatabase.connect());
      other.connection.setCatalog(database.name());
      other.connection.setAutoCommit(false);
      for (String statement : statements) {
        other.execute(statement);
      }
      return other;
    }

    void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }

  /** Whoever writes to the table, by whichever way, and waits. */
  private static String writing(TestDatabase database) {
    return "select id from information_schema.processlist where id <> connection_id()"
        + " and info like '%into%`"
        + database.name()
        + "`.`t`%'";
  }

  private static String awaitWriting(TestDatabase database) {
    return Awaitility.await()
        .until(() -> database.rows(writing(database)), rows -> rows.size() == 1)
        .getFirst();
  }

  private static void assertTrouble(Callable<?> write, ErrorCode code) {
    assertThatThrownBy(write::call)
        .isInstanceOfSatisfying(
            Trouble.class, trouble -> assertThat(trouble.code()).isEqualTo(code));
  }

  @Test
  void aConnectionThatIsKilledInMidBatchLeavesNothing() throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink = database.sink("t", "id");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      sink.write(BATCH.subList(10, 20));
      try (Other other = Other.holding(database, "update t set v = -1 where id = 15")) {
        Future<List<Answer>> writing = threads.submit(() -> sink.write(BATCH));
        database.execute("kill " + awaitWriting(database));
        assertThatThrownBy(writing::get)
            .cause()
            .isInstanceOfSatisfying(
                Trouble.class,
                trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE));
        assertThat(other.connection().isValid(1)).isTrue();
      }
      assertThat(database.rows("select count(*) from t")).containsExactly("10");
      assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(database.rows("select count(*) from t")).containsExactly("20");
    }
  }

  @Test
  void ofADeadlockTheSmallerTransactionIsTriedAgain() throws Exception {
    try (var database = new TestDatabase(TABLE, "create table u (n int primary key)");
        var sink = database.sink("t", "id");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      sink.write(BATCH);
      // InnoDB undoes the transaction that has changed least.
      try (Other other =
          Other.holding(
              database,
              "insert into u select seq from seq_1_to_5000",
              "update t set v = -1 where id = 15")) {
        Future<List<Answer>> writing = threads.submit(() -> sink.write(BATCH));
        awaitWriting(database);
        other.execute("update t set v = -1 where id = 3");
        assertThatThrownBy(writing::get)
            .cause()
            .isInstanceOfSatisfying(
                Trouble.class,
                trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_CONFLICT));
      }
      assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
    }
  }

  /** Two workers that write the same rows in the orders of their batches meet in one order. */
  @Test
  void writersOfTheSameRowsDoNotMeetInADeadlock() throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink = database.sink("t", "id");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Answer>>> writers =
          IntStream.range(0, 40)
              .<Callable<List<Answer>>>mapToObj(
                  i -> () -> sink.write(i % 2 == 0 ? BATCH : BATCH.reversed()))
              .toList();
      for (Future<List<Answer>> written : threads.invokeAll(writers)) {
        assertThat(written.get()).containsOnly(Outcome.Written.WRITTEN);
      }
    }
  }

  @Test
  void aLockThatIsNotHadInTimeIsTrouble() throws Exception {
    try (var database = new TestDatabase(TABLE, "set global innodb_lock_wait_timeout = 1")) {
      try (var sink = database.sink("t", "id")) {
        sink.write(BATCH);
        try (Other other = Other.holding(database, "update t set v = -1 where id = 15")) {
          assertTrouble(() -> sink.write(BATCH), ErrorCode.TARGET_CONFLICT);
          assertThat(other.connection().isValid(1)).isTrue();
        }
        assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
      } finally {
        database.execute("set global innodb_lock_wait_timeout = 50");
      }
    }
  }

  @Test
  void aStatementThatTakesTooLongIsSlow() throws Exception {
    try (var database =
        new TestDatabase(
            TABLE,
            "create trigger g before insert on t for each row set @slept = sleep(new.v)",
            "set global max_statement_time = 0.5")) {
      try (var sink = database.sink("t", "id")) {
        assertTrouble(() -> sink.write(List.of(record("id", 1, "v", 30))), ErrorCode.TARGET_SLOW);
        assertThat(sink.write(List.of(record("id", 1, "v", 0))))
            .containsOnly(Outcome.Written.WRITTEN);
      } finally {
        database.execute("set global max_statement_time = 0");
      }
    }
  }

  /** What the client has given up goes on at the server, so it is ended there. */
  @Test
  void aStatementThatIsGivenUpIsEndedAtTheServer() throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink =
            TestDatabase.open(
                TestDatabase.spec("t", "id"),
                TestDatabase.access(database.url() + "&socketTimeout=1000", "root", 1),
                BareTexts.NONE)) {
      sink.write(BATCH);
      try (Other other = Other.holding(database, "update t set v = -1 where id = 15")) {
        assertTrouble(() -> sink.write(BATCH), ErrorCode.TARGET_SLOW);
        Awaitility.await().until(() -> database.rows(writing(database)).isEmpty());
        assertThat(other.connection().isValid(1)).isTrue();
      }
      assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
    }
  }

  @Test
  void aRightThatIsTakenAwayIsTrouble() throws Exception {
    try (var database = new TestDatabase(TABLE, "create user clerk@'%'")) {
      database.execute("grant all on " + database.name() + ".t to clerk@'%'");
      database.execute("grant create temporary tables on " + database.name() + ".* to clerk@'%'");
      try (OpenSink sink =
          TestDatabase.open(
              TestDatabase.spec("t", "id"), database.access("clerk", 1), BareTexts.NONE)) {
        sink.write(BATCH);
        database.execute("revoke insert on " + database.name() + ".t from clerk@'%'");
        assertTrouble(() -> sink.write(BATCH), ErrorCode.TARGET_RIGHTS);
        database.execute("grant insert on " + database.name() + ".t to clerk@'%'");
        assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
      } finally {
        database.execute("drop user clerk@'%'");
      }
    }
  }

  /** A login that is refused says so, and no message holds what it was tried with. */
  @Test
  void aRefusedLoginIsToldWithoutThePassword() throws Exception {
    try (var database = new TestDatabase(TABLE)) {
      JdbcAccess wrong =
          new JdbcAccess(
              database.url(), Optional.of("root"), Optional.of(new Secret("hunter2")), 1);
      assertThatThrownBy(() ->
              TableTarget.open(new MysqlDialect(), List.of(TestDatabase.spec("t", "id")), wrong))
          .isInstanceOfSatisfying(
              Trouble.class,
              trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_LOGIN))
          .hasMessageContaining("Access denied")
          .message()
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://h:1/", "jdbc:mariadb://h", "jdbc:mariadb:nothing"})
  void aUrlWithoutADatabaseIsRefused(String url) {
    assertThatThrownBy(() -> MysqlServer.of(TestDatabase.access(url, "u", 1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("jdbc:mariadb://host:port/name");
  }

  @Test
  void theUrlsOfMysqlAreSpokenByTheDriverOfMariaDb() {
    MysqlServer server =
        MysqlServer.of(TestDatabase.access("jdbc:mysql://h:1,i/d?useAffectedRows=true", "u", 1));
    assertThat(server.name()).isEqualTo("h:1,i:3306/d");
    assertThat(server.access().url())
        .startsWith("jdbc:mariadb://h:1,i/d?useAffectedRows=true&allowMultiQueries=true");
  }

  @ParameterizedTest
  @CsvSource({
    "1213, 40001, TARGET_CONFLICT",
    "1205, HY000, TARGET_CONFLICT",
    "1020, HY000, TARGET_CONFLICT",
    "1040, 08004, TARGET_UNREACHABLE",
    "1203, 42000, TARGET_UNREACHABLE",
    "1226, 42000, TARGET_UNREACHABLE",
    "1053, 08S01, TARGET_UNREACHABLE",
    "1927, 70100, TARGET_UNREACHABLE",
    "0, 08000, TARGET_UNREACHABLE",
    "1290, HY000, TARGET_READ_ONLY",
    "1836, HY000, TARGET_READ_ONLY",
    "1021, HY000, TARGET_FULL",
    "1114, HY000, TARGET_FULL",
    "1153, 08S01, TARGET_TOO_MUCH",
    "1969, 70100, TARGET_SLOW",
    "3024, HY000, TARGET_SLOW",
    "1045, 28000, TARGET_LOGIN",
    "1049, 42000, TARGET_LOGIN"
  })
  void numbersOfTroubleAreNeverTheRecords(int number, String state, ErrorCode code) {
    SQLException error = new SQLException("(conn=7) something\nhappened", state, number);

    assertThat(new MysqlErrors().of(error)).isEqualTo(new Fault.Passing(code));
    assertThat(new MysqlErrors().trouble("h:1/d", error).code()).isEqualTo(code);
    assertThat(new MysqlErrors().trouble("h:1/d", error))
        .hasMessage("h:1/d: something happened [%s]", state);
  }

  @ParameterizedTest
  @ValueSource(ints = {1644, 1452, 1242, 1146, 1054, 1142, 1044, 1064, 1030, 1105, 1526, 45000})
  void allOtherNumbersAreUnknownAndBlameNobody(int number) {
    SQLException error = new SQLException("rule 7 is broken", "HY000", number);

    assertThat(new MysqlErrors().of(error)).isEqualTo(new Fault.Unknown(Integer.toString(number)));
    assertThat(new MysqlErrors().trouble("h:1/d", error).code())
        .isEqualTo(
            switch (number) {
              case 1142, 1044 -> ErrorCode.TARGET_RIGHTS;
              case 1146, 1054 -> ErrorCode.TARGET_ALTERED;
              default -> ErrorCode.TARGET_REFUSES_ALL;
            });
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsSlowness() {
    SQLException late = new SQLException("late", "08000", 0, new SocketTimeoutException("Read"));
    assertThat(new MysqlErrors().of(late)).isEqualTo(new Fault.Passing(ErrorCode.TARGET_SLOW));
  }
}
