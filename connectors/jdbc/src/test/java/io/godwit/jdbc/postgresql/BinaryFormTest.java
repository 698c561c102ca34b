package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.postgresql.wire.BinaryForm;
import io.godwit.jdbc.postgresql.wire.CopyBuffer;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.testkit.contract.OpenSink;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether rows went in binary form or as text, the table holds the same. */
class BinaryFormTest {

  private static final AtomicInteger IDS = new AtomicInteger();

  /** A column beside which nothing goes in binary form. */
  private static final Value FORCES_TEXT = new Value.Nested(Document.of("a", new Value.Text("b")));

  /** Where the two would part first; chance seldom draws them. */
  private static List<Value> edges() {
    LocalDateTime fine = LocalDateTime.of(2026, 11, 22, 6, 7, 8, 123_456_000);
    List<Value> edges = new ArrayList<>();
    for (int nanos : new int[] {0, 1_000_000, 123_456_000, 999_999_999}) {
      LocalDateTime time = fine.withNano(nanos);
      edges.add(new Value.Time(time.toLocalTime()));
      for (int year : new int[] {-4712, 0, 1, 1999, 9999, 10_000}) {
        edges.add(new Value.LocalTimestamp(time.withYear(year)));
        edges.add(new Value.Timestamp(time.withYear(year).toInstant(ZoneOffset.UTC)));
      }
    }
    for (int year : new int[] {-4712, 0, 1, 1999, 9999, 10_000}) {
      edges.add(new Value.Date(LocalDate.of(year, 12, 31)));
    }
    for (String number :
        "0 0.00 -0.01 1.0000 10000 -99999999.99 9999.9999 0.00010001 123456789012345678 12e20"
            .split(" ")) {
      edges.add(new Value.Decimal(new BigDecimal(number)));
    }
    edges.add(new Value.Decimal(BigDecimal.valueOf(-999_999_999_999_999_999L, 16)));
    edges.add(new Value.Decimal(BigDecimal.valueOf(1, 17)));
    for (String text :
        new String[] {"", "a\u0000b", "\ud83d\ude00", "\ud83d", "four ", "12", "ßßßßß", "ßßßßßß"}) {
      edges.add(new Value.Text(text));
    }
    for (long whole : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 1L << 15, -10_000}) {
      edges.add(new Value.Int64(whole));
    }
    return edges;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean", "smallint", "integer", "bigint", "double precision", "real", "numeric",
        "numeric(12,2)", "numeric(3,-2)", "text", "varchar(5)", "char(6)", "bytea", "date",
        "time(3)", "timestamp", "timestamptz(3)", "uuid", "json"
      })
  void bothFormsWriteTheSame(String type) throws Exception {
    try (var schema =
            new TestSchema(
                "create table a (id int primary key, x " + type + ")",
                "create table b (id int primary key, x " + type + ", j json)");
        var connection = DriverManager.getConnection(schema.url() + "&user=postgres")) {
      Column column =
          new Catalog().table(connection, TableName.parse("a")).column("x").orElseThrow();
      List<Value> values = new ArrayList<>(edges());
      values.addAll(Values.ordinary());
      qt().withExamples(150).forAll(Values.any()).check(values::add);
      // What has no binary form would only keep the sink from trying it with the next.
      values.removeIf(value -> !hasBinaryForm(value, column));
      try (var text = schema.sink("b", "id")) {
        for (int from = 0; from < values.size(); from += 20) {
          same(schema, text, values.subList(from, Math.min(values.size(), from + 20)));
        }
      }
    }
  }

  private static boolean hasBinaryForm(Value value, Column column) {
    return new BinaryForm(new CopyBuffer(), column).write(Document.of("x", value), 0);
  }

  private static void same(TestSchema schema, OpenSink text, List<Value> values) throws Exception {
    try (var binary = schema.sink("a", "id")) {
      for (Value value : values) {
        int id = IDS.incrementAndGet();
        List<Answer> first = binary.write(List.of(record("id", id, "x", value)));
        List<Answer> second = text.write(List.of(record("id", id, "x", value, "j", FORCES_TEXT)));
        assertThat(first.getFirst().getClass())
            .as("%s", value)
            .isEqualTo(second.getFirst().getClass());
        assertThat(schema.rows("select x::text from a where id = " + id))
            .as("%s", value)
            .isEqualTo(schema.rows("select x::text from b where id = " + id));
      }
    }
  }

  private static final String[] NOTING = {
    "create table log (how text)",
    "create function noted() returns boolean language plpgsql as $$ begin"
        + " insert into log values (case when current_query() like '%(format binary)' then 'binary'"
        + " else left(current_query(), 4) end); return true; end $$",
    "create table t (id int primary key check (noted()), n numeric(12,2), d date, v varchar(10))"
  };

  private static DataRecord row(int id) {
    return record(
        "id",
        id,
        "n",
        new Value.Decimal(BigDecimal.valueOf(id - 7000L, 2)),
        "d",
        new Value.Date(LocalDate.ofEpochDay(id)),
        "v",
        "v" + id);
  }

  @Test
  void typedRowsGoInBinaryForm() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch = IntStream.range(0, 9000).mapToObj(BinaryFormTest::row).toList();
      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select how, count(*) from log group by 1"))
          .containsExactly("binary|9000");
      assertThat(schema.rows("select count(*), sum(n), min(d), max(v) from t"))
          .containsExactly("9000|-225045.00|1970-01-01|v999");
    }
  }

  /** The odd one comes after much has been sent. */
  @Test
  void oneThatMustBeConvertedTakesItsBatchToTheTextForm() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          new ArrayList<>(IntStream.range(0, 9000).mapToObj(i -> row(i)).toList());
      batch.add(record("id", "9000", "n", "1.5", "d", "2026-11-22", "v", "odd"));
      batch.add(record("id", 9001, "n", 1, "d", "2026-11-22", "v", "longer than it may be"));

      List<Answer> outcomes = sink.write(batch);
      assertThat(outcomes.subList(0, 9001)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(outcomes.getLast()).isInstanceOf(Outcome.Failed.class);
      assertThat(schema.rows("select count(*), count(distinct id) from t"))
          .containsExactly("9001|9001");
      assertThat(schema.rows("select how, count(*) from log group by 1"))
          .containsExactly("copy|9001");
      assertThat(sink.write(List.of(row(9002)))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select distinct how from log")).containsExactly("copy");
    }
  }
}
