package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.mysql.TestDatabase.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records and rows, beyond what every sink keeps to. */
class MysqlSinkTest {

  private static void assertRefused(Answer answer, ErrorCode code, String words) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().code()).isEqualTo(code);
              assertThat(failed.failure().message()).contains(words);
            });
  }

  /** ON DUPLICATE KEY UPDATE alone would give the row of key 1 the name of key 2, or worse. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRowThatAnotherUniqueIndexFindsIsNeverOverwritten(boolean mayLoad) throws Exception {
    try (var database =
        new TestDatabase(
            "create table t (id bigint primary key, mail varchar(40) unique, v int)",
            "insert into t values (1, 'one@x', 10), (2, 'two@x', 20)")) {
      database.execute("set global local_infile = " + mayLoad);
      try (var sink = database.sink("t", "id")) {
        List<Answer> answers =
            sink.write(
                List.of(
                    // Another key's mail, of a row that is there; of a new row.
                    record("id", 3, "mail", "one@x", "v", 30),
                    record("id", 2, "mail", "one@x", "v", 31),
                    // The own one.
                    record("id", 1, "mail", "one@x", "v", 11),
                    record("id", 4, "mail", "four@x", "v", 40),
                    record("id", 5, "mail", "FOUR@x", "v", 50)));

        assertRefused(answers.get(0), ErrorCode.TARGET_CONSTRAINT, "another key");
        assertRefused(answers.get(1), ErrorCode.TARGET_CONSTRAINT, "'one@x' for key 'mail'");
        assertThat(answers.subList(2, 4)).containsOnly(Outcome.Written.WRITTEN);
        assertRefused(answers.get(4), ErrorCode.TARGET_CONSTRAINT, "another key");
        assertThat(database.rows("select * from t order by id"))
            .containsExactly("1|one@x|11", "2|two@x|20", "4|four@x|40");
      } finally {
        database.execute("set global local_infile = on");
      }
    }
  }

  /**
   * The sink's key need not be the primary one; then a primary key may not be taken over either.
   */
  @Test
  void theKeyMayBeAnyUniqueIndex() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id bigint auto_increment primary key, a int not null,"
                    + " b varchar(5) not null, v int, unique (b, a))",
                "insert into t values (7, 1, 'x', 10)");
        var sink = database.sink("t", "a", "b")) {
      List<Answer> answers =
          sink.write(
              List.of(
                  record("a", 1, "b", "x", "v", 11),
                  record("a", 2, "b", "x", "v", 20),
                  record("a", 3, "b", "x", "v", 30, "id", 7L)));

      assertThat(answers.subList(0, 2)).containsOnly(Outcome.Written.WRITTEN);
      assertRefused(answers.get(2), ErrorCode.TARGET_CONSTRAINT, "another key");
      assertThat(database.rows("select a, b, v, id = 7 from t order by a"))
          .containsExactly("1|x|11|1", "2|x|20|0");
    }
  }

  /** What is found is given the key that it has, through an expression that must not change it. */
  @ParameterizedTest
  @CsvSource({
    "bigint, 9223372036854775807",
    "bigint unsigned, 18446744073709551615",
    "'decimal(65,30)', 12345678901234567890123456789012345.123456789012345678901234567890",
    "double, 1.7976931348623157E308",
    "float, 16777215",
    "bit(64), 18446744073709551615",
    "varchar(9) collate latin1_german1_ci, \u00e4",
    "char(9) collate utf8mb4_bin, ab",
    "varbinary(4), \\x00ff5c27",
    "date, 9999-12-31",
    "time(6), 23:59:59.999999",
    "datetime(6), 9999-12-31T23:59:59.999999",
    "timestamp(6), 2024-10-27T01:30:00.000001Z",
    "year, 2155",
    "'enum(''b'',''a'')', a",
    "'set(''b'',''a'')', 'b,a'",
    "uuid, 00000000-0000-0001-0000-000000000002",
    "inet6, 2001:db8::1"
  })
  void aKeyOfAnyTypeStaysWhatItIs(String type, String key) throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (k " + type + " not null, v int, w int unique, primary key (k))");
        var sink = database.sink("t", "k")) {
      assertThat(sink.write(List.of(record("k", key, "v", 1, "w", 1))))
          .containsExactly(Outcome.Written.WRITTEN);
      List<String> held = database.rows("select hex(k), k from t");
      // In rounds, as a batch that is new, and as one that is not.
      assertThat(sink.write(List.of(record("k", key, "v", 2), record("k", key, "v", 3, "w", 1))))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(database.rows("select hex(k), k from t")).isEqualTo(held);
      assertThat(database.rows("select v, w from t")).containsExactly("3|1");
      assertThat(sink.holds(List.of(record("k", key, "v", 3, "w", 1)))).containsExactly(true);
    }
  }

  /** Keys that its collation takes for one are one, in the order of the batch. */
  @Test
  void spellingsOfOneKeyAreWrittenInTheirOrder() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (k varchar(10) character set utf8mb4"
                    + " collate utf8mb4_uca1400_ai_ci primary key, v varchar(3))",
                "insert into t values ('b', '0')");
        var sink = database.sink("t", "k")) {
      List<Answer> answers =
          sink.write(
              List.of(
                  record("k", "A", "v", "1"),
                  record("k", "a", "v", "2"),
                  record("k", "\u00e1 ", "v", "3"),
                  record("k", "B", "v", "4"),
                  record("k", "b", "v", "toolong")));

      assertThat(answers.subList(0, 4)).containsOnly(Outcome.Written.WRITTEN);
      assertRefused(answers.get(4), ErrorCode.TARGET_TOO_LONG, "at most 3");
      assertThat(database.rows("select * from t order by k")).containsExactly("A|3", "b|4");
      assertThat(sink.as(SupportsKeyEquality.class).unknownEquality()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "utf8mb4_bin, true",
    "utf8mb4_nopad_bin, true",
    "latin1_bin, true",
    "utf8mb4_uca1400_as_cs, true",
    "utf8mb4_general_ci, false",
    "utf8mb4_unicode_ci, false",
    "latin1_swedish_ci, false",
    "utf8mb4_uca1400_german2_ai_ci, false"
  })
  void itIsKnownWhichKeysSomeCollationsTakeForOne(String collation, boolean known)
      throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (k varchar(9) collate " + collation + " primary key)");
        var sink = database.sink("t", "k")) {
      Optional<String> why = sink.as(SupportsKeyEquality.class).unknownEquality();
      assertThat(why.isEmpty()).isEqualTo(known);
      assertThat(why.orElse(collation)).contains(collation);
    }
  }

  @Test
  void namesMayBeOdd() throws Exception {
    String odd = "Or`der \u00fc'\"";
    String quoted = "`Or``der \u00fc'\"`";
    try (var database =
            new TestDatabase(
                "create table "
                    + quoted
                    + " (`order` int, `sel ect` varbinary(3), "
                    + quoted
                    + " bit(4), primary key (`order`, `sel ect`))");
        var sink = database.sink(odd, "order", "sel ect")) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThat(sink.write(List.of(record("order", 1, "sel ect", "\\x00ff", odd, attempt))))
            .containsExactly(Outcome.Written.WRITTEN);
      }
      assertThat(database.rows("select `order`, hex(`sel ect`), " + quoted + " + 0 from " + quoted))
          .containsExactly("1|00FF|2");
    }
  }

  @Test
  void generatedColumnsAreNotWrittenAndDefaultsAreLeft() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id int primary key, v int default 5, w int as (v + 1) stored,"
                    + " x int as (v + 2), n int not null, at timestamp not null default"
                    + " '2020-01-01 00:00:00')");
        var sink = database.sink("t", "id")) {
      assertThat(sink.write(List.of(record("id", 1, "n", 1), record("id", 2, "v", 7, "n", 2))))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(sink.write(List.of(record("id", 1, "v", 6, "n", 1))))
          .containsOnly(Outcome.Written.WRITTEN);
      assertRefused(
          sink.write(List.of(record("id", 3))).getFirst(), ErrorCode.TARGET_NULL, "column n");
      assertRefused(
          sink.write(List.of(record("id", 3, "w", 1, "n", 1))).getFirst(),
          ErrorCode.TARGET_REFUSED,
          "computed");
      assertThat(database.rows("select id, v, w, x, n, year(at) from t order by id"))
          .containsExactly("1|6|7|8|1|2020", "2|7|8|9|2|2020");
    }
  }

  @Test
  void constraintsRefuseTheirRecordsAlone() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id int primary key, v int check (v < 100), w tinyint)");
        var sink = database.sink("t", "id")) {
      List<DataRecord> batch = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        batch.add(record("id", i, "v", i == 150 ? 100 : i % 100, "w", i == 151 ? 128 : 0));
      }
      List<Answer> answers = sink.write(batch);

      assertRefused(answers.get(150), ErrorCode.TARGET_CONSTRAINT, "CONSTRAINT");
      assertRefused(answers.get(151), ErrorCode.TARGET_TYPE, "column 'w'");
      assertThat(answers.stream().filter(Outcome.Written.WRITTEN::equals)).hasSize(298);
      assertThat(sink.write(batch)).isEqualTo(answers);
      assertThat(database.rows("select count(*) from t")).containsExactly("298");
    }
  }

  @Test
  void aTableWithoutTransactionsIsRefused() throws Exception {
    try (var database =
        new TestDatabase("create table t (id int primary key, v int) engine = MyISAM")) {
      assertThatThrownBy(() -> database.sink("t", "id"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("MyISAM")
          .hasMessageContaining("engine = InnoDB");
    }
  }

  @Test
  void whereFilesAreForbiddenItIsSaid() throws Exception {
    try (var database = new TestDatabase("create table t (id int primary key, v int)")) {
      try (OpenSink sink = database.sink("t", "id")) {
        assertThat(sink.as(SupportsNotices.class).notices(Optional.of(Set.of("id")))).isEmpty();
      }
      database.execute("set global local_infile = off");
      try (OpenSink sink = database.sink("t", "id")) {
        assertThat(sink.as(SupportsNotices.class).notices(Optional.of(Set.of("id"))))
            .singleElement()
            .asString()
            .contains("local_infile");
        assertThat(sink.write(List.of(record("id", 1, "v", 1), record("id", 2, "v", 2))))
            .containsOnly(Outcome.Written.WRITTEN);
      } finally {
        database.execute("set global local_infile = on");
      }
    }
  }

  @Test
  void whatTheUserLacksIsNamedWithWhatToGrant() throws Exception {
    try (var database = new TestDatabase("create table t (id int primary key, v int)")) {
      database.execute("create user few@'%'");
      database.execute("grant select, insert on " + database.name() + ".t to few@'%'");
      try {
        assertThatThrownBy(() ->
                TestDatabase.open(
                    TestDatabase.spec("t", "id"), database.access("few", 1), BareTexts.NONE))
            .isInstanceOfSatisfying(
                Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_RIGHTS))
            .hasMessageContaining("lacks update, create temporary tables")
            .hasMessageContaining("grant update on `" + database.name() + "`.`t` to 'few'@'%'");
        database.execute("grant update on " + database.name() + ".t to few@'%'");
        database.execute("grant create temporary tables on " + database.name() + ".* to few@'%'");
        try (OpenSink sink =
            TestDatabase.open(
                TestDatabase.spec("t", "id"), database.access("few", 1), BareTexts.NONE)) {
          assertThat(sink.write(List.of(record("id", 1, "v", 1))))
              .containsOnly(Outcome.Written.WRITTEN);
          database.execute("set global read_only = on");
          assertThatThrownBy(() ->
                  TestDatabase.open(
                      TestDatabase.spec("t", "id"), database.access("few", 1), BareTexts.NONE))
              .isInstanceOfSatisfying(
                  Refused.class,
                  refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_READ_ONLY));
        } finally {
          database.execute("set global read_only = off");
        }
      } finally {
        database.execute("drop user few@'%'");
      }
    }
  }
}
