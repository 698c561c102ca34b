package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run of a job at a time, whatever is typed where; and no run is begun that nobody asked for.
 */
interface RivalRuns {

  int HELD = 6;
  int SUPERSEDED = 7;

  String GATE =
      """
      create function gate() returns trigger language plpgsql as '
        begin
          perform pg_advisory_xact_lock_shared(hashtext(''%1$s''));
          return new;
        end';
      create trigger gate before insert on t for each row execute function gate();
      """;

  /** A job of two folders, on one broker and one table. */
  record Twins(JobFolder one, JobFolder other) {

    static Twins create(Environment environment, Path folder, String name, int rows)
        throws Exception {
      List<JobFolder> both = new ArrayList<>();
      StringBuilder csv = new StringBuilder("id,name\n");
      for (int id = 0; id < rows; id++) {
        csv.append(id).append(",name of ").append(id).append('\n');
      }
      for (String at : List.of("one", "other")) {
        JobFolder job = JobFolder.create(environment, folder.resolve(at), name);
        both.add(job.file("rows.csv", csv.toString()).job(StartChecks.JOB));
      }
      both.getFirst().sql("create table t (id int primary key, name text)");
      both.getFirst().sql(GATE.formatted(name));
      return new Twins(both.getFirst(), both.getLast());
    }

    /** Nothing gets into the table until the answer is opened. */
    Shut shut() throws SQLException {
      Connection connection = one.connect();
      try (Statement sql = connection.createStatement()) {
        sql.execute("select pg_advisory_lock(hashtext('" + one.name() + "'))");
      }
      return new Shut(connection);
    }

    void hasAllRows(int rows) throws Exception {
      assertThat(one.query("select count(*) || ' ' || count(distinct id) from t"))
          .containsExactly(rows + " " + rows);
    }
  }

  /** A table that is shut: whoever writes a row waits. */
  record Shut(Connection connection) implements AutoCloseable {

    void open() throws SQLException {
      connection.close();
    }

    @Override
    public void close() throws SQLException {
      open();
    }
  }

  static GodwitProcess type(JobFolder job, String command, String... more) {
    return job.start(
        job.variables(),
        Stream.concat(Stream.of(command, job.jobFile().toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  static void awaitSaid(GodwitProcess process, String words) {
    Awaitility.await("'" + words + "'")
        .atMost(FleetRun.PATIENCE)
        .until(() -> process.output().contains(words));
  }

  /** The run that the last of a process's sentences like it names. */
  static String runOf(GodwitProcess process) {
    String output = process.output();
    int at = output.lastIndexOf("run 2");
    return output.substring(at + 4, output.indexOf(' ', at + 4));
  }

  @Test
  default void ofTwoNewRunsAtOnceOneGoesOn(Environment environment, @TempDir Path folder)
      throws Exception {
    Twins twins = Twins.create(environment, folder, "two-at-once", 500);
    for (String[] more : new String[][] {{"--new"}, {"--new"}, {}}) {
      GodwitProcess one;
      GodwitProcess other;
      try (Shut shut = twins.shut()) {
        one = type(twins.one(), "run", more);
        other = type(twins.other(), "run", more);
        Awaitility.await("one of them ends")
            .atMost(FleetRun.PATIENCE)
            .until(() -> !one.isAlive() || !other.isAlive());
        GodwitProcess ended = one.isAlive() ? other : one;
        assertThat(ended.await(FleetRun.PATIENCE)).as(ended.output()).isEqualTo(HELD);
        assertThat(ended.output()).contains(" is held by godwit run on ", "code: job-held");
        shut.open();
        GodwitProcess winner = ended == one ? other : one;
        assertThat(winner.await(FleetRun.PATIENCE)).as(winner.output()).isZero();
      } finally {
        twins.hasAllRows(500);
      }
    }
  }

  @Test
  default void aKilledHoldersRunIsTakenOver(Environment environment, @TempDir Path folder)
      throws Exception {
    Twins twins = Twins.create(environment, folder, "taken-run", 2000);
    String run;
    try (Shut shut = twins.shut();
        GodwitProcess first = type(twins.one(), "run")) {
      awaitSaid(first, " begins");
      run = runOf(first);
      assertThat(first.kill()).isTrue();
      shut.open();
    }
    GodwitProcess second = type(twins.other(), "run");
    assertThat(second.await(FleetRun.PATIENCE)).as(second.output()).isZero();
    assertThat(second.output()).contains("run " + run + " of taken-run goes on");
    twins.hasAllRows(2000);
  }

  @Test
  default void aRunThatIsGivenUpEndsAndSaysSo(Environment environment, @TempDir Path folder)
      throws Exception {
    Twins twins = Twins.create(environment, folder, "given-up", 2000);
    try (Shut shut = twins.shut();
        GodwitProcess first = type(twins.one(), "run")) {
      awaitSaid(first, " begins");
      GodwitProcess refused = type(twins.other(), "producer", "--new");
      assertThat(refused.await(FleetRun.PATIENCE)).as(refused.output()).isEqualTo(HELD);
      GodwitProcess second = type(twins.other(), "run", "--new", "--give-up");
      // Its batch is stuck at the target, and still it ends.
      assertThat(first.await(FleetRun.PATIENCE)).as(first.output()).isEqualTo(SUPERSEDED);
      assertThat(first.output()).contains(" is given up: run ", "code: run-superseded");
      shut.open();
      assertThat(second.await(FleetRun.PATIENCE)).as(second.output()).isZero();
    }
    twins.hasAllRows(2000);
  }

  @Test
  default void aSuspendedHolderComesBackAndEnds(Environment environment, @TempDir Path folder)
      throws Exception {
    Twins twins = Twins.create(environment, folder, "suspended", 2000);
    try (GodwitProcess first = type(twins.one(), "run")) {
      GodwitProcess second;
      try (Shut shut = twins.shut()) {
        awaitSaid(first, " begins");
        first.freeze();
        // It is missed after six seconds; until then it is held to be alive.
        do {
          second = type(twins.other(), "run");
          GodwitProcess typed = second;
          Awaitility.await("it goes on, or ends")
              .atMost(FleetRun.PATIENCE)
              .until(() -> !typed.isAlive() || typed.output().contains(" goes on"));
        } while (!second.isAlive());
        first.wake();
        assertThat(first.await(FleetRun.PATIENCE)).as(first.output()).isEqualTo(SUPERSEDED);
        assertThat(first.output()).contains(" has been taken over by godwit run on ");
        shut.open();
      }
      assertThat(second.await(FleetRun.PATIENCE)).as(second.output()).isZero();
      assertThat(twins.other().listed("migrated.csv")).hasSize(2000);
    }
    twins.hasAllRows(2000);
  }

  @Test
  default void aSecondProducerStandsBy(Environment environment, @TempDir Path folder)
      throws Exception {
    Twins twins = Twins.create(environment, folder, "standby", 100_000);
    try (GodwitProcess first = type(twins.one(), "producer")) {
      awaitSaid(first, "publishes run");
      first.freeze();
      try (GodwitProcess second = type(twins.other(), "producer")) {
        Awaitility.await("it stands by, or takes over from one that seems dead")
            .atMost(FleetRun.PATIENCE)
            .until(() ->
                second.output().contains("standing by") || second.output().contains("publishes"));
        assertThat(first.kill()).isTrue();
        assertThat(second.await(FleetRun.PATIENCE)).as(second.output()).isZero();
        assertThat(second.output()).contains("published: ", runOf(first));
      }
    }
    GodwitProcess end = type(twins.one(), "run");
    assertThat(end.await(FleetRun.PATIENCE)).as(end.output()).isZero();
    twins.hasAllRows(100_000);
  }

  @Test
  default void aRunThatWasCompleteWhenItsCommandWasKilledIsToldOf(
      Environment environment, @TempDir Path folder) throws Exception {
    Twins twins = Twins.create(environment, folder, "untold", 100);
    JobFolder job = twins.one();
    assertThat(job.run().exit()).isZero();
    String run = unmark(environment, job.name());
    // The report lies on another machine, and the roles write it once more.
    JobFolder.Ended again = twins.other().run();
    assertThat(again.exit()).as(again.output()).isZero();
    assertThat(again.output()).contains(run).doesNotContain(" begins");
    assertThat(unmark(environment, job.name())).isEqualTo(run);
    JobFolder.Ended here = twins.other().run();
    assertThat(here.output()).doesNotContain(" begins").contains("complete in");

    assertThat(unmark(environment, job.name())).isEqualTo(run);
    GodwitProcess producer = type(job, "producer");
    assertThat(producer.await(FleetRun.PATIENCE)).as(producer.output()).isZero();
    assertThat(producer.output()).contains("published: 100 records of run " + run);
    GodwitProcess once = type(job, "producer");
    assertThat(once.await(FleetRun.PATIENCE)).as(once.output()).isZero();
    assertThat(once.output()).contains("its report is not delivered yet");
    GodwitProcess aggregator = type(job, "aggregator", "--until-complete");
    assertThat(aggregator.await(FleetRun.PATIENCE)).as(aggregator.output()).isZero();

    GodwitProcess next = type(job, "producer");
    assertThat(next.await(FleetRun.PATIENCE)).as(next.output()).isZero();
    assertThat(current(environment, job.name()).run()).isGreaterThan(run);
    JobFolder.Ended end = job.run();
    assertThat(end.exit()).as(end.output()).isZero();
  }

  /** Takes away the marks that the last command left, as if it had been killed before. */
  private static String unmark(Environment environment, String job) {
    JobEntry entry = current(environment, job);
    assertThat(entry.reported()).isTrue();
    try (KafkaProducer<byte[], byte[]> producer =
        new Cluster(environment.bootstrap()).plainProducer()) {
      JobRegister.put(producer, entry.marked(false, false));
    }
    return entry.run();
  }

  private static JobEntry current(Environment environment, String job) {
    try (JobRegister register = new JobRegister(new Cluster(environment.bootstrap()))) {
      return register.find(job).orElseThrow();
    }
  }

  @Test
  default void whatIsTypedTwiceByMistakeIsRefusedWithItsJobFile(
      Environment environment, @TempDir Path folder) throws Exception {
    Twins twins = Twins.create(environment, folder, "conflict", 100);
    try (Shut shut = twins.shut();
        GodwitProcess first = type(twins.one(), "run")) {
      awaitSaid(first, " begins");
      twins.other().job(StartChecks.JOB + "run: { partitions: 3 }\n");
      for (String command : List.of("run", "producer")) {
        GodwitProcess other = type(twins.other(), command);
        assertThat(other.await(FleetRun.PATIENCE)).as(other.output()).isEqualTo(3);
        assertThat(other.output()).contains("code: run-conflict");
      }
      shut.open();
      assertThat(first.await(FleetRun.PATIENCE)).as(first.output()).isZero();
    }
  }
}
