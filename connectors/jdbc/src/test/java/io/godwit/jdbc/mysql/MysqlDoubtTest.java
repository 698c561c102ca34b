package io.godwit.jdbc.mysql;

import static io.godwit.jdbc.mysql.TestDatabase.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Errors that tell neither of a record nor of an outage leave a doubt, and a witness. */
class MysqlDoubtTest {

  private static final String TABLE = "create table t (id int primary key, v varchar(9))";

  /** It may be broken by some rows, and by all while the table {@code strict} has a row. */
  private static final String RULE =
      """
      create trigger rule7 before insert on t for each row
      if new.v = 'bad' or exists (select 1 from strict) then
        signal sqlstate '45000' set message_text = 'rule 7 is broken';
      end if
      """;

  private static TestDatabase database() throws Exception {
    return new TestDatabase(TABLE, "create table strict (n int primary key)", RULE);
  }

  private static List<DataRecord> batch(int size, IntPredicate bad) {
    return IntStream.range(0, size)
        .mapToObj(i -> record("id", i, "v", bad.test(i) ? "bad" : "good"))
        .toList();
  }

  private static List<Integer> doubted(List<Answer> answers) {
    return IntStream.range(0, answers.size())
        .filter(i -> answers.get(i) instanceof Answer.Doubt)
        .boxed()
        .toList();
  }

  @Test
  void anUnknownErrorIsIsolatedAndLeavesADoubt() throws Exception {
    try (var database = database();
        var sink = database.sink("t", "id")) {
      List<Answer> answers = sink.write(batch(1000, i -> i == 617));

      assertThat(doubted(answers)).containsExactly(617);
      assertThat(answers.get(617))
          .isInstanceOfSatisfying(
              Answer.Doubt.class,
              doubt -> {
                assertThat(doubt.reason()).isEqualTo("1644");
                assertThat(doubt.failure().message()).isEqualTo("rule 7 is broken [1644]");
                assertThat(doubt.failure().code()).isEqualTo(ErrorCode.TARGET_REFUSED);
              });
      assertThat(database.rows("select count(*) from t")).containsExactly("999");
    }
  }

  @Test
  void aMissingParentMayComeAndIsInDoubt() throws Exception {
    try (var database =
            new TestDatabase(
                "create table p (id int primary key)",
                "create table t (id int primary key, p int, foreign key (p) references p (id))",
                "insert into p values (1)");
        var sink = database.sink("t", "id")) {
      List<Answer> answers = sink.write(List.of(record("id", 1, "p", 1), record("id", 2, "p", 2)));
      assertThat(doubted(answers)).containsExactly(1);
      assertThat(((Answer.Doubt) answers.get(1)).failure().code())
          .isEqualTo(ErrorCode.TARGET_CONSTRAINT);
      assertThat(database.rows("select * from t")).containsExactly("1|1");
    }
  }

  @Test
  void whatRefusesEverythingIsTrouble() throws Exception {
    try (var database = database();
        var sink = database.sink("t", "id")) {
      database.execute("insert into strict values (1)");
      assertThatThrownBy(() -> sink.write(batch(1000, i -> false)))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL))
          .hasMessageContaining("rule 7 is broken [1644]");
    }
  }

  @Test
  void aWitnessGoesInAndLeavesNothing() throws Exception {
    DataRecord bad = record("id", 7, "v", "bad");
    DataRecord good = record("id", 1, "v", "good");
    try (var database = database();
        var sink = database.sink("t", "id")) {
      assertThat(sink.witness(Optional.empty(), bad)).as("no row").isEqualTo(Witness.NOTHING);
      sink.write(List.of(good));
      assertThat(sink.witness(Optional.of(good), bad)).isEqualTo(Witness.RECORD);
      assertThat(sink.witness(Optional.empty(), bad)).as("a row").isEqualTo(Witness.RECORD);
      assertThat(database.rows("select * from t")).containsExactly("1|good");
      database.execute("insert into strict values (1)");
      assertThatThrownBy(() -> sink.witness(Optional.of(good), bad))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("rule 7 is broken");
    }
  }

  /** Held is what is there to the letter, whatever the collation finds equal. */
  @Test
  void whatIsHeldIsToldToTheLetter() throws Exception {
    try (var database =
            new TestDatabase(
                "create table t (id int primary key, v varchar(9) collate utf8mb4_uca1400_ai_ci,"
                    + " f float, d decimal(9,3), b varbinary(3), at datetime(6))");
        var sink = database.sink("t", "id")) {
      DataRecord row =
          record("id", 1, "v", "Ab", "f", 7, "d", "1.5", "b", "\\x00", "at", "2024-01-01 00:00:00");
      sink.write(List.of(row, record("id", 2, "v", Value.Null.NULL)));
      assertThat(
              sink.holds(
                  List.of(
                      row,
                      record("id", 2, "v", Value.Null.NULL),
                      record("id", 1, "v", "ab"),
                      record("id", 1, "v", "Ab "),
                      record("id", 1, "b", "\\x01"),
                      record("id", 3, "v", "Ab"))))
          .containsExactly(true, true, false, false, false, false);
    }
  }

  /** Where there are triggers, the query with two rows may be one of theirs. */
  @Test
  void besideTriggersAnotherKeysRowIsInDoubtAndStays() throws Exception {
    try (var database = database()) {
      database.execute("alter table t add unique u (v)");
      try (var sink = database.sink("t", "id")) {
        List<Answer> answers =
            sink.write(List.of(record("id", 1, "v", "a"), record("id", 2, "v", "a")));
        assertThat(doubted(answers)).containsExactly(1);
        assertThat(database.rows("select * from t")).containsExactly("1|a");
      }
    }
  }
}
