package io.godwit.examples;

import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A job whose rows wait for a lock that a test holds, so that its run stands still. */
final class HeldJob implements AutoCloseable {

  static final int ROWS = 3000;
  private static final Duration PATIENCE = FleetRun.PATIENCE;

  private final JobFolder folder;
  private final Connection holder;

  private HeldJob(JobFolder folder, Connection holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /** One whose every row is held. */
  static HeldJob create(Environment environment, Path parent, String name)
      throws IOException, SQLException {
    return create(environment, parent, name, 0);
  }

  /**
   * One that is held in its midst.
   *
   * @param from the id of the first row that waits
   */
  static HeldJob create(Environment environment, Path parent, String name, int from)
      throws IOException, SQLException {
    JobFolder folder = JobFolder.create(environment, parent, name);
    folder.sql("create table t (id int primary key, name text)");
    folder.sql(
        """
        create function held() returns trigger language plpgsql as
          $$ begin perform pg_advisory_xact_lock_shared(hashtext('%s')); return new; end $$;
        create trigger held before insert on t for each row when (new.id >= %d)
          execute function held()
        """
            .formatted(name, from));
    folder.file(
        "rows.csv",
        "id,name\n"
            + IntStream.range(0, ROWS)
                .mapToObj(i -> i + ",name " + i + "\n")
                .collect(Collectors.joining()));
    folder.job(
        """
        source: { csv: rows.csv, key: id, types: { id: integer } }
        sink: { table: t, in: app, key: id }
        connections: { app: { jdbc: "${env:APP_URL}" } }
        run: { partitions: 4 }
        """);
    Connection holder = folder.connect();
    try (Statement statement = holder.createStatement()) {
      // A session's: it is held until the connection is closed.
      statement.execute("select pg_advisory_lock(hashtext('" + name + "'))");
    }
    return new HeldJob(folder, holder);
  }

  JobFolder folder() {
    return folder;
  }

  /** A command with this job as its only argument, in the job's folder. */
  GodwitProcess start(String command, String... options) {
    return folder.start(folder.variables(), words(command, options));
  }

  private String[] words(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command, folder.jobFile().toString()));
    all.addAll(Arrays.asList(options));
    return all.toArray(String[]::new);
  }

  /** The whole output of a command. */
  String output(String command, String... options) {
    return folder.typed(folder.variables(), words(command, options)).output();
  }

  void letGo() throws SQLException {
    holder.close();
  }

  /** Waits until a process has said all of these. */
  static void awaitWords(GodwitProcess process, String... words) {
    Awaitility.await(String.join(", ", words))
        .atMost(PATIENCE)
        .until(() -> Arrays.stream(words).allMatch(process.output()::contains));
  }

  @Override
  public void close() throws SQLException {
    holder.close();
  }
}
