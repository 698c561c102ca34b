package io.godwit.bench;

import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.Round;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.Size;
import io.godwit.common.spi.Step;
import io.godwit.worker.step.secret.HashPasswordStep;
import io.godwit.worker.step.spec.HashPasswordSpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Passwords hashed by a fleet, beside what one thread of this process hashes, times the cores. All
 * of a fleet's other work is in its time, and so is what hashing on all cores at once loses to
 * caches.
 */
final class HashingCase {

  private static final int ROWS = 2_000;
  private static final int ALONE = 120;
  private static final int WARM = 40;
  private static final double BAR = 1 / 0.9;

  private static final String JOB =
      """
      job: %s
      source: { csv: %s, key: id, types: { id: integer } }
      steps:
        - hash-password: { field: password, with: %s, secret: "${file:%s}" }
      sink: { table: hashed, in: target, key: [id], write: upsert }
      connections:
        target: { jdbc: "embedded:postgresql" }
      """;

  private final Ground ground;
  private final Path folder;
  private final Results results;

  /**
   * A case.
   *
   * @param folder where its file and its secret are written
   */
  HashingCase(Ground ground, Path folder, Results results) {
    this.ground = ground;
    this.folder = folder;
    this.results = results;
  }

  /** Measures both algorithms. */
  void measure(int repeat) throws IOException, InterruptedException, SQLException {
    Path secret =
        Files.writeString(folder.resolve("hashing.secret"), "a secret of the benchmark alone");
    Path file = folder.resolve("passwords.csv");
    write(file);
    int cores = Runtime.getRuntime().availableProcessors();
    for (HashPasswordSpec.Algorithm with : HashPasswordSpec.Algorithm.values()) {
      String name = with.name().toLowerCase(Locale.ROOT);
      double limit = ROWS * alone(with) / cores;
      results.add(
          Round.limit(
              name + " on one thread, by " + cores + " cores",
              ROWS,
              new CpuMeter.Use(limit, Map.of(), 0)));
      CpuMeter.Use use = fleet(name + "-" + repeat, name, file, secret);
      results.add(
          new Round(
              name + " in a worker on all of them",
              ROWS,
              use,
              OptionalDouble.of(use.seconds() / limit),
              OptionalDouble.of(BAR)));
    }
  }

  private static void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("id,password\n");
      for (int row = 0; row < ROWS; row++) {
        out.write(row + ",password" + row + "\n");
      }
    }
  }

  /** The seconds of one hash on one thread, the JVM warm. */
  private static double alone(HashPasswordSpec.Algorithm with) {
    HashPasswordSpec spec =
        new HashPasswordSpec(
            "password",
            with,
            HashPasswordSpec.Existing.KEEP,
            List.of(),
            "${env:NONE}",
            new Size(19 << 20),
            2,
            1,
            10);
    try (Step step = HashPasswordStep.open(spec, new Secret("a secret of the benchmark alone"))) {
      hash(step, WARM);
      long begun = System.nanoTime();
      hash(step, ALONE);
      return (System.nanoTime() - begun) / 1e9 / ALONE;
    } catch (Trouble e) {
      throw new IllegalStateException("nobody interrupts the benchmark", e);
    }
  }

  private static void hash(Step step, int times) throws Trouble {
    for (int i = 0; i < times; i++) {
      Document fields = Document.of("password", new Value.Text("password" + i));
      step.apply(
          List.of(new DataRecord(new RecordId(0, i), new Key("k" + i), new Origin("", 1), fields)));
    }
  }

  /** The second of two runs: the processes have done the same once. */
  private CpuMeter.Use fleet(String name, String with, Path file, Path secret)
      throws IOException, InterruptedException, SQLException {
    Path job =
        ground.job(name, JOB.formatted(name, file.getFileName(), with, secret.toAbsolutePath()));
    CpuMeter meter = new CpuMeter().with("database", ground::databaseCpu);
    try (Connection connection = DriverManager.getConnection(ground.postgresql());
        Statement statement = connection.createStatement();
        BenchFleet fleet = BenchFleet.start(ground, name, job, ROWS, meter)) {
      statement.execute("drop table if exists hashed");
      statement.execute("create table hashed (id bigint primary key, password text not null)");
      fleet.run();
      statement.execute("truncate hashed");
      return fleet.run();
    }
  }
}
