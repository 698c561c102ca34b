package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.spi.sink.SupportsWitness;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.tables.TableTarget;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes with rows of two tables: what is refused for unknown reasons, repeated, and altered. */
class SeveralTablesTest {

  private static final String[] TABLES = {
    "create table t (id int primary key, v text)",
    "create table p (id int primary key, v text)",
    "create function deny() returns trigger language plpgsql as $$ begin"
        + " if new.v = 'bad' then raise exception 'denied' using errcode = 'ZZ001'; end if;"
        + " return new; end $$"
  };

  private static final String DENY =
      "create trigger deny before insert or update on p for each row execute function deny()";

  private static OpenSink open(TestSchema schema) throws Exception {
    return OpenSink.of(
        TableTarget.open(
            new PostgresDialect(),
            List.of(TestSchema.spec("t", "id"), TestSchema.spec("p", "id")),
            schema.access()));
  }

  private static Row row(int table, int id, String v) {
    return new Row(table, TestSchema.record("id", id, "v", v).fields());
  }

  private static Write write(Row... rows) {
    return new Write.OfRows(TestSchema.record("id", 0), List.of(rows));
  }

  private static List<Write> batch(int size, int bad) {
    return IntStream.range(0, size)
        .mapToObj(i -> write(row(0, i, "t" + i), row(1, i, i == bad ? "bad" : "p" + i)))
        .toList();
  }

  @Test
  void aRowThatIsRefusedForAnUnknownReasonIsADoubtAboutItsRecord() throws Exception {
    try (var schema = new TestSchema(TABLES);
        OpenSink sink = open(schema)) {
      schema.execute(DENY);
      SupportsBaseline target = sink.as(SupportsBaseline.class);
      SortedMap<String, String> altered;
      try (OpenSink other = open(schema)) {
        altered = other.as(SupportsBaseline.class).baseline();
      }
      target.restOn(() -> altered);
      List<Write> batch = batch(200, 77);

      List<Answer> answers = sink.sink().write(batch);

      assertThat(answers.get(77)).isInstanceOf(Answer.Doubt.class);
      assertThat(answers.stream().filter(Outcome.Written.WRITTEN::equals)).hasSize(199);
      assertThat(schema.rows("select count(*), bool_or(id = 77) from t")).containsExactly("199|f");
      assertThat(schema.rows("select count(*), bool_or(id = 77) from p")).containsExactly("199|f");
      SupportsWitness asked = sink.as(SupportsWitness.class);
      assertThat(asked.witness(Optional.of(batch.getFirst()), batch.get(77)))
          .isEqualTo(Witness.RECORD);
      assertThat(schema.rows("select count(*) from t")).containsExactly("199");
    }
  }

  @Test
  void whereNothingGoesInItStops() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      schema.execute(DENY);
      try (OpenSink sink = open(schema)) {
        List<Write> batch =
            IntStream.range(0, 100).mapToObj(i -> write(row(0, i, "x"), row(1, i, "bad"))).toList();

        assertThatThrownBy(() -> sink.sink().write(batch))
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL))
            .hasMessageContaining("tables t, p: denied");
        assertThat(schema.rows("select count(*) from t")).containsExactly("0");
      }
    }
  }

  /**
   * An attempt of which nobody heard wrote both, and the rule that refuses the second came later.
   */
  @Test
  void aRecordThatIsHeldIsNotWrittenOverByTheOneBeforeIt() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      List<Write> batch =
          new ArrayList<>(
              List.of(
                  write(row(0, 1, "a"), row(1, 9, "b")),
                  write(row(0, 2, "c"), row(1, 9, "bad")),
                  write(row(0, 3, "e"), row(1, 3, "f"))));
      try (OpenSink sink = open(schema)) {
        assertThat(sink.sink().write(batch)).containsOnly(Outcome.Written.WRITTEN);
      }
      schema.execute(DENY);
      try (OpenSink sink = open(schema)) {
        assertThat(sink.sink().write(batch)).hasSize(3).containsOnly(Outcome.Written.WRITTEN);
      }
      assertThat(schema.rows("select * from p order by id")).containsExactly("3|f", "9|bad");
      assertThat(schema.rows("select * from t order by id")).containsExactly("1|a", "2|c", "3|e");
    }
  }

  @Test
  void anAlterationOfOneTableIsToldWithItsName() throws Exception {
    try (var schema = new TestSchema(TABLES);
        OpenSink sink = open(schema)) {
      SupportsBaseline target = sink.as(SupportsBaseline.class);
      SortedMap<String, String> began = target.baseline();
      target.restOn(() -> began);
      schema.execute("create unique index extra on p (v)");

      assertThatThrownBy(() -> sink.sink().write(batch(3, -1)))
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_ALTERED))
          .hasMessageContaining("extra");

      try (OpenSink other = open(schema)) {
        assertThat(other.as(SupportsBaseline.class).differences(began))
            .singleElement()
            .asString()
            .contains("\"p\": ", "extra");
      }
      assertThat(schema.rows("select count(*) from t")).containsExactly("0");
    }
  }

  @Test
  void tablesOfTwoConnectionsAreRefusedSinceNoTransactionSpansThem() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      TableSpec elsewhere = new TableSpec("p", "other", List.of("id"), SinkSpec.Write.UPSERT);
      assertThatThrownBy(() ->
              TableTarget.open(
                  new PostgresDialect(),
                  List.of(TestSchema.spec("t", "id"), elsewhere),
                  schema.access()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("one connection, not app and other");
    }
  }
}
