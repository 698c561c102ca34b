package io.godwit.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.source.SqlSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new in tables of MariaDB, by a watermark, on a real server. */
class MysqlWatermarkTest {

  private static Source open(TestDatabase database, String watermark, Duration overlap) {
    TablesSpec spec =
        new TablesSpec(
            List.of("t"),
            "db",
            List.of(),
            Optional.empty(),
            20,
            Optional.of(watermark),
            Optional.of(overlap));
    return SqlSource.of(new MysqlDialect(), spec, database.access("root", 4), RowEncoder::new);
  }

  private static Plan plan(Source source, List<WatermarkRange> before) throws Exception {
    List<Reached> reached = before.stream().flatMap(range -> range.reached().stream()).toList();
    ((SupportsWatermark) source).readFrom("as ever", reached);
    return source.plan();
  }

  private static List<String> keys(Source source, Plan plan) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Split split : plan.splits()) {
      try (SplitReader reader = source.read(split, Position.START)) {
        for (List<Reading> some = reader.read(500); !some.isEmpty(); some = reader.read(500)) {
          some.forEach(reading -> keys.add(((Reading.Read) reading).record().key().text()));
        }
      }
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(strings = {"datetime(6)", "timestamp(6)", "datetime", "date"})
  void timesTellWhatIsNew(String type) throws Exception {
    try (TestDatabase database =
            new TestDatabase(
                "create table t (id int primary key, `a``t` " + type + " null)",
                "insert into t select seq, '2026-01-01' + interval seq day from seq_1_to_50",
                "insert into t values (100, null)",
                "analyze table t");
        Source source = open(database, "a`t", Duration.ZERO);
        Source overlapping = open(database, "a`t", Duration.ofDays(1))) {
      Plan first = plan(source, List.of());
      assertThat(keys(source, first)).hasSize(51);
      database.execute("update t set `a``t` = '2026-03-01' where id in (3, 7)");
      Plan second = plan(source, first.ranges());
      assertThat(keys(source, second)).containsExactly("3", "7", "100");
      assertThat(keys(source, plan(source, second.ranges()))).containsExactly("100");
      assertThat(keys(overlapping, plan(overlapping, first.ranges())))
          .containsExactly("3", "7", "50", "100");

      database.execute("update t set `a``t` = '2037-12-31' where id = 5");
      assertThatThrownBy(source::plan).hasMessageContaining("lies in the future, 2037-12-31");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bigint unsigned", "decimal(30, 4)"})
  void numbersTellWhatIsNew(String type) throws Exception {
    try (TestDatabase database =
            new TestDatabase(
                "create table t (id int primary key, n " + type + " not null)",
                "insert into t values (1, 5), (2, 18446744073709551614)");
        Source source = open(database, "n", Duration.ZERO)) {
      Plan first = plan(source, List.of());
      assertThat(keys(source, first)).containsExactly("1", "2");
      database.execute("insert into t values (3, 18446744073709551615)");
      assertThat(keys(source, plan(source, first.ranges()))).containsExactly("3");
    }
  }

  @Test
  void textsAreRefused() throws Exception {
    try (TestDatabase database =
            new TestDatabase("create table t (id int primary key, n varchar(20))");
        Source source = open(database, "n", Duration.ZERO)) {
      assertThatThrownBy(source::inspect).hasMessageContaining("does not only grow");
    }
  }
}
