package io.godwit.jdbc.postgresql;

import static io.godwit.jdbc.postgresql.TestSchema.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.LookupQuery;
import io.godwit.jdbc.sql.JdbcAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pooler that hands out sessions by the transaction stands before the server. */
class PoolerTest {

  private static List<DataRecord> batch(int from) {
    return IntStream.range(from, from + 40)
        .mapToObj(i -> record("id", i, "at", "2025-01-01 10:00", "v", i % 40 == 7 ? -1 : 1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "3, false", "1, true", "3, true"})
  void nothingThatLivesInASessionIsReliedOn(int sessions, boolean honest) throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, at timestamptz, v int check (v > 0))");
        var pooler = new Pooler(TestSchema.port(), sessions, honest, "postgres")) {
      JdbcAccess access = through(pooler, 2);
      String table = schema.name() + ".t";
      // The second run meets what the first has left in the sessions.
      for (int run = 0; run < 2; run++) {
        try (var sink = TestSchema.open(TestSchema.spec(table, "id"), access, BareTexts.NONE);
            var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<Long>> written =
              IntStream.range(0, 12)
                  .mapToObj(i ->
                      threads.submit(() ->
                          sink.write(batch(20 * i)).stream()
                              .filter(Outcome.Written.WRITTEN::equals)
                              .count()))
                  .toList();
          for (Future<Long> one : written) {
            assertThat(one.get()).isEqualTo(39);
          }
        }
      }
      assertThat(schema.rows("select count(*), bool_and(at = '2025-01-01 10:00+00') from " + table))
          .containsExactly("253|t");
      assertThat(schema.rows("select count(*) from pg_class where relname = 'godwit_staging'"))
          .containsExactly("0");
    }
  }

  @Test
  void aLookupReadsAsEverywhere() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (id int primary key, at timestamptz)",
                "insert into t select i, '2025-01-01 10:00+00' from generate_series(1, 20) i");
        var pooler = new Pooler(TestSchema.port(), 2, false, "postgres");
        var lookup =
            TestSchema.open(
                new LookupQuery(schema.name() + ".t", "id", List.of("at"), 1000),
                through(pooler, 1))) {
      for (int i = 1; i <= 20; i++) {
        Value key = new Value.Int32(i);
        Map<Value, Document> found = lookup.find(Set.of(key));
        assertThat(found.get(key).value(0))
            .isEqualTo(new Value.Timestamp(java.time.Instant.parse("2025-01-01T10:00:00Z")));
      }
    }
  }

  private static JdbcAccess through(Pooler pooler, int pool) {
    return new JdbcAccess(
        "jdbc:postgresql://localhost:" + pooler.port() + "/postgres",
        Optional.of("postgres"),
        Optional.empty(),
        pool);
  }
}
