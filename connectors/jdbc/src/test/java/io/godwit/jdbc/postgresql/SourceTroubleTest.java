package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsCount;
import io.godwit.jdbc.spec.SqlSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What happens to the server and its tables while a source is read. */
class SourceTroubleTest {

  private static final SqlSpec SPEC = SourceTables.tables(1_000_000, "t");

  private static TestSchema thousandRows() throws Exception {
    return new TestSchema(
        "create table t (id int primary key, pad text)",
        "insert into t select i, repeat('x', 2000) from generate_series(1, 1000) i");
  }

  private static List<Integer> ids(List<Reading> readings) {
    return readings.stream()
        .map(reading -> Integer.parseInt(((Reading.Read) reading).record().key().text()))
        .toList();
  }

  private static void killReaders(TestSchema schema) throws Exception {
    schema.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            + " and application_name = 'godwit' and state = 'idle in transaction'"
            + " and query like '%"
            + schema.name()
            + ".t%'");
  }

  @Test
  void aLostConnectionIsTroubleAndTheNextReaderGoesOn() throws Exception {
    try (var schema = thousandRows();
        Source source = SourceTables.open(schema, SPEC)) {
      Split split = source.plan().splits().getFirst();
      List<Integer> read = new ArrayList<>();
      Position last;
      try (SplitReader reader = source.read(split, Position.START)) {
        read.addAll(ids(reader.read(300)));
        last = reader.position();
        killReaders(schema);
        assertThatThrownBy(
                () -> {
                  // What the driver holds already comes still.
                  while (!reader.read(100).isEmpty()) {
                    assertThat(reader.position().ordinal()).isLessThan(1000);
                  }
                })
            .isInstanceOfSatisfying(
                Trouble.class, t -> assertThat(t.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE));
      }
      // Rows that come meanwhile before the position are another split's, or nobody's.
      schema.execute("insert into t values (-5, ''), (2000, 'late')");

      read.addAll(ids(SourceTables.readings(source, split, last)));

      List<Integer> expected = new ArrayList<>(IntStream.rangeClosed(1, 1000).boxed().toList());
      expected.add(2000);
      assertThat(read).isEqualTo(expected);
    }
  }

  /** Nothing tells its rows apart, so they are counted off, in an order that is always the same. */
  @Test
  void whatHasNoKeyIsGoneOnWithByCounting() throws Exception {
    try (var schema =
            new TestSchema(
                "create table t (a int, b json)",
                "insert into t select i % 5, '{}' from generate_series(1, 20) i",
                "create view v as select * from t");
        Source source = SourceTables.open(schema, SourceTables.tables(5, "v"))) {
      Split split = source.plan().splits().getFirst();
      try (SplitReader reader = source.read(split, Position.START)) {
        assertThat(reader.read(7)).hasSize(7);
        List<Reading> rest = SourceTables.readings(source, split, reader.position());
        assertThat(ids(rest)).isEqualTo(IntStream.rangeClosed(8, 20).boxed().toList());
        assertThat(rest.getFirst().id().ordinal()).isEqualTo(7);
      }
    }
  }

  @Test
  void aReaderSeesAndCountsOneState() throws Exception {
    try (var schema = thousandRows();
        Source source = SourceTables.open(schema, SPEC);
        SplitReader reader = source.read(source.plan().splits().getFirst(), Position.START)) {
      int read = reader.read(10).size();
      schema.execute("delete from t where id % 2 = 0");
      schema.execute("insert into t select i, '' from generate_series(1001, 1100) i");
      schema.execute("update t set pad = 'changed'");
      for (List<Reading> some = reader.read(500); !some.isEmpty(); some = reader.read(500)) {
        read += some.size();
      }
      assertThat(read).isEqualTo(1000);
      assertThat(((SupportsCount) reader).counted()).isEqualTo(1000);
    }
  }

  @Test
  void aTableThatIsAlteredOrReplacedIsRefused() throws Exception {
    try (var schema = thousandRows();
        Source source = SourceTables.open(schema, SPEC)) {
      Plan plan = source.plan();
      Split split = plan.splits().getFirst();
      schema.execute("grant select on t to public");
      assertThat(source.fingerprint()).isEqualTo(plan.fingerprint());

      schema.execute("alter table t alter id type bigint");
      refused(source, split, "table " + schema.name() + ".t is not what it was");
      schema.execute("alter table t alter id type int");
      assertThat(SourceTables.readings(source, split, Position.START)).hasSize(1000);

      schema.execute("alter table t rename to kept");
      refused(source, split, "table " + schema.name() + ".t is not there any more");
      schema.execute("create table t (id int primary key, pad text)");
      refused(source, split, "is not what it was");
      try (Source other = SourceTables.open(schema, SPEC)) {
        assertThat(other.fingerprint()).isNotEqualTo(plan.fingerprint());
      }
    }
  }

  private static void refused(Source source, Split split, String words) {
    assertThatThrownBy(() -> source.read(split, Position.START).close())
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
        .hasMessageContaining(words);
  }

  /** A lock keeps the reader waiting, on a thread that no driver lets be interrupted. */
  @Test
  void anInterruptEndsAWait() throws Exception {
    try (var schema = thousandRows();
        Source source = SourceTables.open(schema, SPEC);
        Connection blocker = DriverManager.getConnection(schema.url() + "&user=postgres")) {
      Split split = source.plan().splits().getFirst();
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("lock table t in access exclusive mode");
      AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing"));
      CountDownLatch begun = new CountDownLatch(1);
      Thread reading =
          Thread.ofPlatform()
              .start(() -> {
                begun.countDown();
                try {
                  source.read(split, Position.START);
                } catch (Trouble | RuntimeException e) {
                  thrown.set(e);
                }
              });
      begun.await();
      Awaitility.await()
          .until(() ->
              schema
                  .rows(
                      "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                          + " and application_name = 'godwit' and query like '%"
                          + schema.name()
                          + ".t%'")
                  .equals(List.of("1")));
      reading.interrupt();
      reading.join();

      assertThat(thrown.get())
          .isInstanceOfSatisfying(
              Trouble.class, t -> assertThat(t).hasMessageContaining("interrupted"));
      blocker.rollback();
      assertThat(SourceTables.readings(source, split, Position.START)).hasSize(1000);
    }
  }
}
