package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.jdbc.sql.TableName;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch whose keys may all be new goes straight into the table; nobody can tell afterwards. */
class DirectCopyTest {

  /**
   * Notes by which statement each row came, in a table that COPY may write to all the same; a row
   * that is overwritten twice, as what would be inserted and as what it becomes.
   */
  private static final String[] NOTING = {
    "create table log (how text)",
    "create function noted() returns boolean language plpgsql as $$ begin"
        + " insert into log values (lower(left(current_query(), 4))); return true; end $$",
    "create table t (id int primary key check (noted()), v text, n int check (n > 0))"
  };

  private static List<DataRecord> records(int from, int to, String v) {
    return IntStream.range(from, to).mapToObj(i -> record("id", i, "v", v, "n", 1)).toList();
  }

  @Test
  void newKeysAreCopiedAndTheSameBatchAgainChangesNothing() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      assertThat(sink.write(records(0, 50, "a"))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select distinct how from log")).containsExactly("copy");
      List<String> once = schema.rows("select * from t order by id");

      assertThat(sink.write(records(0, 50, "a"))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select * from t order by id")).isEqualTo(once).hasSize(50);
      assertThat(schema.rows("select how, count(*) from log group by 1 order by 1"))
          .containsExactly("copy|50", "inse|100");
    }
  }

  @Test
  void oneKnownKeyAmongNewOnesIsOverwrittenAndNoRowIsThereTwice() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      schema.execute("insert into t values (7, 'old', 1)");

      assertThat(sink.write(records(0, 10, "new"))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(schema.rows("select count(*), count(distinct id), min(v), max(v) from t"))
          .containsExactly("10|10|new|new");
      assertThat(schema.rows("select count(*) from log where how = 'copy'")).containsExactly("0");
    }
  }

  @Test
  void afterAWrongGuessTheNextBatchIsNotGuessedAt() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      sink.write(records(0, 10, "a"));
      sink.write(records(5, 15, "b"));
      sink.write(records(20, 30, "c"));
      sink.write(records(30, 40, "d"));

      assertThat(schema.rows("select v, count(*) from t group by 1 order by 1"))
          .containsExactly("a|5", "b|10", "c|10", "d|10");
      assertThat(schema.rows("select how, count(*) from log group by 1 order by 1"))
          .containsExactly("copy|20", "inse|25");
    }
  }

  @Test
  void aRecordThatTheTableRefusesFailsAloneAndTheOthersAreThereOnce() throws Exception {
    try (var schema = new TestSchema(NOTING);
        var sink = schema.sink("t", "id")) {
      List<DataRecord> batch =
          IntStream.range(0, 20)
              .mapToObj(i -> record("id", i, "v", "a", "n", i == 13 ? 0 : 1))
              .toList();

      assertThat(sink.write(batch).stream().filter(Outcome.Failed.class::isInstance)).hasSize(1);
      assertThat(schema.rows("select count(*), count(distinct id) from t"))
          .containsExactly("19|19");
    }
  }

  @Test
  void aTriggerSeesInsertsOnly() throws Exception {
    try (var schema =
            new TestSchema(
                "create table log (how text)",
                "create table t (id int primary key, v text, n int)",
                "create function note() returns trigger language plpgsql as $$ begin"
                    + " insert into log values (lower(left(current_query(), 4))); return new;"
                    + " end $$",
                "create trigger notes before insert on t for each row execute function note()");
        var sink = schema.sink("t", "id")) {
      sink.write(records(0, 10, "a"));

      assertThat(schema.rows("select how, count(*) from log group by 1"))
          .containsExactly("inse|10");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "t, true",
    "with_trigger, false",
    "with_rule, false",
    "with_policies, false",
    "v, false",
    "parted, false"
  })
  void onlyAPlainTableIsWrittenToDirectly(String table, boolean plain) throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key)",
                "create table with_trigger (id int primary key)",
                "create trigger never before insert on with_trigger for each row"
                    + " execute function suppress_redundant_updates_trigger()",
                "create table with_rule (id int primary key)",
                "create rule also as on insert to with_rule do also insert into t values (new.id)",
                "create table with_policies (id int primary key)",
                "alter table with_policies enable row level security",
                "create view v as select * from t",
                "create table parted (id int primary key) partition by range (id)");
        var connection = DriverManager.getConnection(schema.url() + "&user=postgres")) {
      assertThat(new Catalog().table(connection, TableName.parse(table)).plain()).isEqualTo(plain);
    }
  }
}
