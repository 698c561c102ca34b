package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedRecordsTest {

  private static final String PARENT =
      "create table parent (id int primary key); insert into parent values (1)";
  private static final String TABLE =
      """
      create table t (
        id int primary key,
        number int,
        short varchar(5),
        required text not null,
        email text unique,
        parent int references parent,
        late int references parent deferrable initially deferred,
        price numeric(5,2) constraint positive check (price > 0),
        day date,
        small smallint,
        id_text char(3))
      """;

  /** Each fault among good rows: exactly its record fails, and every good one is written. */
  @ParameterizedTest
  @CsvSource({
    "number, abc, target-type, number",
    "number, 99999999999, target-type, number",
    "small, 70000, target-type, small",
    "day, 2024-02-30, target-type, day",
    "price, 1000, target-type, price",
    "price, 1.005, target-type, price",
    "short, 123456, target-too-long, short",
    "id_text, 1234, target-too-long, id_text",
    "required, <null>, target-null, required",
    "required, <absent>, target-null, required",
    "parent, 7, target-constraint, t_parent_fkey",
    "late, 7, target-constraint, t_late_fkey",
    "email, mail3, target-constraint, t_email_key",
    "price, -1, target-constraint, positive"
  })
  void oneBadAmongGood(String field, String value, String code, String column) throws Exception {
    try (var schema = new TestSchema(PARENT, TABLE);
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch = new ArrayList<>();
      IntStream.range(0, 20).forEach(i -> batch.add(good(i)));
      batch.set(13, bad(good(13), field, value));

      List<Answer> outcomes = sink.write(batch);

      assertThat(failure(outcomes.get(13)))
          .hasValueSatisfying(failure -> {
            assertThat(failure.code().id()).isEqualTo(code);
            assertThat(failure.column().orElse("")).isEqualTo(column);
            assertThat(failure.message()).isNotBlank().doesNotContain("\n");
          });
      assertThat(IntStream.range(0, 20).filter(i -> i != 13).mapToObj(outcomes::get))
          .containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select count(*), bool_or(id = 13) from t")).containsExactly("19|f");
    }
  }

  /** With all fields, so that the bad one goes to the server among the good ones. */
  private static DataRecord good(int i) {
    String[] names = "number short required email parent late price day small id_text".split(" ");
    String[] values = {"1", "abc", "r", "mail" + i, "1", "1", "1.50", "2024-02-29", "1", "a"};
    Document fields = Document.of("id", new Value.Int32(i));
    for (int f = 0; f < names.length; f++) {
      fields = fields.with(names[f], new Value.Text(values[f]));
    }
    return record().withFields(fields);
  }

  private static DataRecord bad(DataRecord good, String field, String value) {
    return good.withFields(
        switch (value) {
          case "<null>" -> good.fields().with(field, Value.Null.NULL);
          case "<absent>" -> good.fields().without(field);
          default -> good.fields().with(field, new Value.Text(value));
        });
  }

  /** Faults that only the merge meets, so that no line of a COPY helps to find them. */
  @ParameterizedTest
  @CsvSource({"1, check", "500, check", "1000, check", "1, copy", "500, copy", "1000, copy"})
  void anyNumberOfBadAmongAThousand(int bad, String where) throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key, v int check (v >= 0))");
        var sink = schema.sink("t", "id")) {
      IntPredicate isBad = i -> bad == 1 ? i == 617 : i % (1000 / bad) == 0;
      String value = where.equals("copy") ? "no number" : "-1";
      List<DataRecord> batch =
          IntStream.range(0, 1000)
              .mapToObj(i -> record("id", i, "v", isBad.test(i) ? value : "1"))
              .toList();

      List<Answer> outcomes = sink.write(batch);

      for (int i = 0; i < 1000; i++) {
        assertThat(outcomes.get(i) == Outcome.Written.WRITTEN).isEqualTo(!isBad.test(i));
      }
      assertThat(schema.rows("select count(*) from t")).containsExactly(1000 - bad + "");
    }
  }

  /** The number of statements is what bounds the time: one bad record of n costs about 2 log n. */
  @Test
  void theSearchForOneBadRecordIsLogarithmic() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v int check (v >= 0))",
                "create table merges (n int)",
                "insert into merges values (0)",
                "create function tick() returns trigger language plpgsql as "
                    + "'begin insert into merges values (1); return null; end'",
                "create trigger tick after insert on t execute function tick()");
        var sink = schema.sink("t", "id")) {
      sink.write(
          IntStream.range(0, 1024).mapToObj(i -> record("id", i, "v", i == 700 ? -1 : 1)).toList());

      // Refused attempts are rolled back, with their ticks: one successful merge a level is left.
      assertThat(schema.rows("select count(*) - 1 from merges")).containsExactly("10");
    }
  }

  @Test
  void refusalsOfTriggersAndOfIndexesAreTheRecords() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, v text)",
                "create index i on t (v)",
                "create function judge() returns trigger language plpgsql as $$ begin"
                    + " if new.v = 'raise' then raise exception 'not this one'; end if;"
                    + " if new.v = 'skip' then return null; end if; return new; end $$",
                "create trigger judge before insert on t for each row execute function judge()");
        var sink = schema.sink("t", "id")) {
      String incompressible =
          IntStream.range(0, 1500)
              .mapToObj(i -> Integer.toHexString(i * 0x9E3779B1))
              .reduce("", String::concat);
      List<Answer> outcomes =
          sink.write(
              List.of(
                  record("id", 1, "v", "raise"),
                  record("id", 2, "v", "good"),
                  record("id", 3, "v", "skip"),
                  record("id", 4, "v", incompressible)));

      assertThat(outcomes.stream().map(PostgresSinkTest::code))
          .containsExactly("doubt P0001", "written", "doubt left out", "target-too-long");
      assertThat(message(outcomes.get(0))).isEqualTo("not this one [P0001]");
      assertThat(message(outcomes.get(2))).contains("left the record out");
      assertThat(schema.rows("select * from t")).containsExactly("2|good");
    }
  }

  @Test
  void isolationNeedsNoEnglishAndNoContext() throws Exception {
    try (var schema =
            new TestSchema(
                "create domain positive as int check (value > 0)",
                "create table t (id int primary key, v positive, w numeric(4,1)[])");
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          IntStream.range(0, 100)
              .mapToObj(i ->
                  record(
                      "id",
                      i,
                      "v",
                      i % 10 == 0 ? 0 : 1,
                      "w",
                      new Value.Array(
                          List.of(
                              new Value.Decimal(new BigDecimal(i % 10 == 1 ? "1.25" : "1.50"))))))
              .toList();

      List<Answer> outcomes = sink.write(batch);

      for (int i = 0; i < 100; i++) {
        assertThat(PostgresSinkTest.code(outcomes.get(i)))
            .isEqualTo(i % 10 == 0 ? "target-constraint" : i % 10 == 1 ? "target-type" : "written");
      }
      assertThat(schema.rows("select count(*), min(w) from t")).containsExactly("80|{1.5}");
    }
  }

  private static String message(Answer answer) {
    return failure(answer).map(Failure::message).orElse("");
  }

  private static Optional<Failure> failure(Answer answer) {
    return switch (answer) {
      case Answer.Doubt(var reason, var failure) -> Optional.of(failure);
      case Outcome.Failed(var failure) -> Optional.of(failure);
      case Outcome ignored -> Optional.empty();
    };
  }
}
