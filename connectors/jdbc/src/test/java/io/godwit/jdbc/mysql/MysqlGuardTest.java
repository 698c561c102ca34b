package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.mysql.TestDatabase.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.testkit.contract.OpenSink;
import java.sql.Connection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that is altered while it is written to is seen before the next batch is committed. */
class MysqlGuardTest {

  private static final String TABLE =
      "create table t (id int primary key, v smallint, name varchar(5), n int default 1)";

  private static void assertWritten(List<Answer> answers) {
    assertThat(answers).containsOnly(Outcome.Written.WRITTEN);
  }

  private static void assertAltered(OpenSink sink, String words) {
    assertThatThrownBy(() -> sink.write(List.of(record("id", 2, "v", 2, "name", "b"))))
        .isInstanceOfSatisfying(
            Trouble.class,
            trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "alter table t add unique u (v); unique index u is new: (v); alter table t drop index u",
        "alter table t add constraint c check (v < 9); constraint c is new;"
            + " alter table t drop constraint c",
        "alter table t modify id bigint unsigned; by it rows are found; alter table t modify id"
            + " int",
        "create trigger g before insert on t for each row set new.v = 7; trigger g is new;"
            + " drop trigger g",
        "alter table t drop primary key; no unique index over exactly id; alter table t"
            + " add primary key (id)",
        "rename table t to u; doesn't exist; rename table u to t",
        "alter table t engine = MyISAM; engine was InnoDB, is MyISAM; alter table t engine = InnoDB"
      })
  void whatMayRefuseOrChangeARowStopsUntilItIsUndone(String alter, String words, String undo)
      throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink = database.sink("t", "id")) {
      assertWritten(sink.write(List.of(record("id", 1, "v", 1, "name", "a"))));
      database.execute(alter);
      assertAltered(sink, words);
      assertAltered(sink, words);
      database.execute(undo);
      assertWritten(sink.write(List.of(record("id", 2, "v", 2, "name", "b"))));
      assertThat(database.rows("select id, v, name from t order by id"))
          .containsExactly("1|1|a", "2|2|b");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alter table t add w int",
    "alter table t modify v int",
    "alter table t modify name varchar(9)",
    "alter table t add index i (v)",
    "alter table t drop n",
    "alter table t modify n int not null default 3"
  })
  void whatLeavesEveryValueItsPlaceIsReadAnew(String alter) throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink = database.sink("t", "id")) {
      assertWritten(sink.write(List.of(record("id", 1, "v", 1, "name", "a"))));
      database.execute(alter);
      assertWritten(sink.write(List.of(record("id", 2, "v", 2, "name", "b"))));
      assertThat(database.rows("select id, v, name from t order by id"))
          .containsExactly("1|1|a", "2|2|b");
    }
  }

  @Test
  void aRecordIsNotFailedForAColumnThatIsAltered() throws Exception {
    try (var database = new TestDatabase(TABLE);
        var sink = database.sink("t", "id")) {
      assertWritten(sink.write(List.of(record("id", 1, "v", 1, "name", "a"))));
      database.execute("alter table t modify v tinyint, drop name");
      assertThatThrownBy(() -> sink.write(List.of(record("id", 2, "v", 200))))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("column v was smallint(6), is tinyint(4)");
      assertAltered(sink, "column name (varchar(5)");
      assertWritten(sink.write(List.of(record("id", 2, "v", 100))));
      assertThat(database.rows("select id, v from t order by id")).containsExactly("1|1", "2|100");
    }
  }

  /** What others write alters no table, and neither do numbers that are given. */
  @Test
  void rowsOfOthersAreNoAlteration() throws Exception {
    try (var database =
            new TestDatabase("create table t (id int auto_increment primary key, v int)");
        var sink = database.sink("t", "id")) {
      for (int i = 1; i <= 5; i++) {
        database.execute("insert into t (v) values (1)");
        database.execute("analyze table t");
        assertWritten(sink.write(List.of(record("id", 10 * i, "v", i))));
      }
    }
  }

  @Test
  void anAlterationWaitsForTheBatch() throws Exception {
    try (var database = new TestDatabase(TABLE);
        Connection writer = new MysqlDialect().server(database.access()).connect()) {
      writer.setAutoCommit(false);
      new MysqlLooking(new Place(database.name(), "t")).look(writer, false);
      AtomicReference<String> refusal = new AtomicReference<>("");
      database.execute("set lock_wait_timeout = 1");
      assertThatThrownBy(() -> database.execute("alter table t add x int"))
          .hasMessageContaining("Lock wait timeout");
      refusal.set("seen");
      writer.rollback();
      database.execute("alter table t add x int");
    }
  }

  /** A worker that opens later compares with what the run began with. */
  @Test
  void whatWasAlteredWhileNobodyLookedIsToldAndMayBeAccepted() throws Exception {
    try (var database = new TestDatabase(TABLE)) {
      SortedMap<String, String> began;
      try (var sink = database.sink("t", "id")) {
        began = sink.as(SupportsBaseline.class).baseline();
      }
      database.execute("alter table t add unique u (v)");
      try (var sink = database.sink("t", "id")) {
        SupportsBaseline baseline = sink.as(SupportsBaseline.class);
        assertThat(baseline.differences(began)).containsExactly("unique index u is new: (v)");
        baseline.restOn(() -> began);
        assertAltered(sink, "unique index u is new");
        SortedMap<String, String> accepted = baseline.baseline();
        baseline.restOn(() -> accepted);
        assertWritten(sink.write(List.of(record("id", 2, "v", 2, "name", "b"))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "int(11); bigint(20); true",
        "int(10) unsigned; bigint(20) unsigned; true",
        "int(10) unsigned; bigint(20); false",
        "bigint(20); int(11); false",
        "tinyint(1); tinyint(4); false",
        "varchar(5) collate utf8mb4_bin; varchar(6) collate utf8mb4_bin; true",
        "varchar(5) collate utf8mb4_bin; varchar(6) collate latin1_bin; false",
        "text collate utf8mb4_bin; longtext collate utf8mb4_bin; true",
        "decimal(5,2); decimal(7,3); true",
        "decimal(5,2); decimal(5,3); false",
        "float; double; true",
        "double; float; false",
        "datetime; datetime(3); true",
        "enum('a'); enum('a','b'); false"
      })
  void aTypeIsWiderThanAnother(String was, String is, boolean wider) {
    assertThat(WiderType.is(was, is)).isEqualTo(wider);
  }
}
