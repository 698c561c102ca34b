package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.jdbc.spec.QuerySpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.source.SqlSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is new in tables of PostgreSQL, by a watermark, on a real server. */
class WatermarkTest {

  private static final String[] TABLE = {
    "create table t (id int primary key, at timestamptz, v int not null)",
    "insert into t select i, timestamptz '2026-01-01 00:00:00+00' + i * interval '1 hour', i"
        + " from generate_series(1, 50) i",
    "insert into t values (100, null, 0)",
    "analyze t"
  };

  private static TablesSpec spec(String watermark, Optional<Duration> overlap, String where) {
    return new TablesSpec(
        List.of("t"),
        "db",
        List.of(),
        Optional.of(where).filter(text -> !text.isEmpty()),
        20,
        Optional.of(watermark),
        overlap);
  }

  private static TablesSpec spec(String watermark) {
    return spec(watermark, Optional.of(Duration.ZERO), "");
  }

  private static Source open(TestSchema schema, TablesSpec spec) throws Exception {
    return SourceTables.open(schema, spec);
  }

  /** What a run would read that comes after these ranges, or is the first. */
  private static Plan plan(Source source, List<WatermarkRange> before) throws Exception {
    List<Reached> reached = before.stream().flatMap(range -> range.reached().stream()).toList();
    assertThat(source).isInstanceOf(SqlSource.class);
    ((SupportsWatermark) source).readFrom("as ever", reached);
    return source.plan();
  }

  private static List<String> keys(Source source, Plan plan) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Split split : plan.splits()) {
      for (Reading reading : SourceTables.readings(source, split, Position.START)) {
        keys.add(((Reading.Read) reading).record().key().text());
      }
    }
    return keys;
  }

  @Test
  void aRunReadsWhatLiesAboveTheLastOneAndNoMoreThanWasThereWhenItWasPlanned() throws Exception {
    try (TestSchema schema = new TestSchema(TABLE);
        Source source = open(schema, spec("at"))) {
      Plan first = plan(source, List.of());
      assertThat(first.splits()).hasSizeGreaterThan(1);
      schema.execute("insert into t values (101, '2026-02-01 00:00:00+00', 0)");
      assertThat(keys(source, first)).hasSize(51).doesNotContain("101");

      schema.execute("update t set at = '2026-02-01 10:00:00.000001+00' where id in (3, 7)");
      Plan second = plan(source, first.ranges());
      assertThat(second.splits()).as("few rows are no reason to cut").hasSize(1);
      assertThat(keys(source, second)).containsExactly("3", "7", "100", "101");
      assertThat(second.remarks())
          .anySatisfy(remark ->
              assertThat(remark)
                  .startsWith(
                      "read of t: rows with at above 2026-01-03 02:00:00+00 up to 2026-02-01")
                  .endsWith("and those where it is null, in every run"));

      Plan third = plan(source, second.ranges());
      assertThat(keys(source, third)).containsExactly("100");
      assertThat(third.ranges().getFirst().reached())
          .isEqualTo(second.ranges().getFirst().reached());
      assertThat(second.ranges().getFirst().kept()).isEqualTo(first.ranges().getFirst().reached());
    }
  }

  @Test
  void anOverlapFindsWhatWasCommittedLate() throws Exception {
    try (TestSchema schema = new TestSchema(TABLE);
        Source source = open(schema, spec("at", Optional.of(Duration.ofHours(2)), ""));
        Source usual = open(schema, spec("at", Optional.empty(), ""))) {
      Plan first = plan(source, List.of());
      schema.execute("insert into t values (102, '2026-01-03 01:00:00+00', 0)");
      assertThat(keys(source, plan(source, first.ranges())))
          .containsExactly("49", "50", "100", "102");
      assertThat(keys(usual, plan(usual, first.ranges()))).containsExactly("50", "100");
    }
  }

  @Test
  void anEmptyTableReadsNothingAndThenAll() throws Exception {
    try (TestSchema schema =
            new TestSchema("create table t (id int primary key, at bigint not null)");
        Source source = open(schema, spec("at", Optional.empty(), ""))) {
      Plan empty = plan(source, List.of());
      schema.execute("insert into t values (1, 5)");
      assertThat(keys(source, empty)).isEmpty();
      Plan next = plan(source, empty.ranges());
      assertThat(keys(source, next)).containsExactly("1");
      assertThat(next.ranges().getFirst().upTo()).contains("5");
    }
  }

  @Test
  void whatWasReadInAnotherWayIsReadAgain() throws Exception {
    try (TestSchema schema = new TestSchema(TABLE);
        Source all = open(schema, spec("at"));
        Source some = open(schema, spec("at", Optional.of(Duration.ZERO), "v < 10 -- few"));
        Source other = open(schema, spec("v"))) {
      List<WatermarkRange> read = plan(all, List.of()).ranges();
      Plan again = plan(some, read);
      assertThat(keys(some, again)).hasSize(10);
      assertThat(again.remarks().getLast()).contains("are not those of the last run");
      assertThat(keys(some, plan(some, again.ranges()))).containsExactly("100");
      assertThat(keys(other, plan(other, read))).hasSize(51);

      List<Reached> reached = read.stream().flatMap(range -> range.reached().stream()).toList();
      ((SupportsWatermark) all).readFrom("other steps", reached);
      assertThat(keys(all, all.plan())).hasSize(51);

      schema.execute("alter table t rename to before");
      schema.execute("create table t (like before including all)");
      schema.execute("insert into t select * from before");
      assertThat(keys(all, plan(all, read))).as("another table of the name").hasSize(51);
    }
  }

  @ParameterizedTest
  @CsvSource({"text, 'a'", "boolean, true", "double precision, 1", "uuid, gen_random_uuid()"})
  void aColumnThatDoesNotOnlyGrowIsRefused(String type, String value) throws Exception {
    try (TestSchema schema =
            new TestSchema(
                "create table t (id int primary key, at " + type + ")",
                "insert into t values (1, " + (type.equals("text") ? "'a'" : value) + ")");
        Source source = open(schema, spec("at"))) {
      assertThatThrownBy(source::inspect)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_WATERMARK))
          .hasMessageContaining("column at (" + type);
    }
  }

  @Test
  void aMistakenColumnAFutureValueAndAnOverlapOfNumbersAreRefused() throws Exception {
    try (TestSchema schema = new TestSchema(TABLE);
        Source mistaken = open(schema, spec("att"));
        Source numbers = open(schema, spec("v", Optional.of(Duration.ofMinutes(1)), ""));
        Source source = open(schema, spec("at"))) {
      assertThatThrownBy(mistaken::inspect)
          .hasMessageContaining("'att' for the source's watermark");
      assertThatThrownBy(numbers::inspect).hasMessageContaining("leave overlap away");
      schema.execute("update t set at = 'infinity' where id = 5");
      assertThatThrownBy(source::plan).hasMessageContaining("lies in the future, infinity");
      schema.execute("update t set at = '9999-12-31' where id = 5");
      assertThatThrownBy(source::plan).hasMessageContaining("lies in the future, 9999-12-31");
    }
  }

  @Test
  void oddNamesDatesAndDecimalsGrowToo() throws Exception {
    try (TestSchema schema =
        new TestSchema(
            "create table t (id int primary key, \"It's \"\"ät\"\" ?\" date not null,"
                + " n numeric(30, 4) not null)",
            "insert into t values (1, '2026-01-01', 1.0001), (2, '2026-01-02', 1.0002)")) {
      for (String column : List.of("It's \"ät\" ?", "n")) {
        try (Source source = open(schema, spec(column))) {
          Plan first = plan(source, List.of());
          assertThat(keys(source, first)).containsExactly("1", "2");
          assertThat(keys(source, plan(source, first.ranges()))).isEmpty();
        }
      }
    }
  }

  @Test
  void aQueryAndASplitThatIsGoneOnWithReadNoMore() throws Exception {
    QuerySpec query =
        new QuerySpec(
            "select id, at, v from t where v < 40 -- ?",
            "db",
            List.of("id"),
            Optional.of("at"),
            Optional.of(Duration.ZERO));
    try (TestSchema schema = new TestSchema(TABLE);
        Source source = SourceTables.open(schema, query)) {
      Plan first = plan(source, List.of());
      assertThat(keys(source, first)).hasSize(40);
      schema.execute("update t set at = at + interval '1 month' where id in (2, 5, 8)");
      Plan second = plan(source, first.ranges());
      assertThat(keys(source, second)).containsExactly("2", "5", "8", "100");
      Position behindTwo = new Position(2, "5");
      assertThat(SourceTables.readings(source, second.splits().getFirst(), behindTwo)).hasSize(2);
    }
  }
}
