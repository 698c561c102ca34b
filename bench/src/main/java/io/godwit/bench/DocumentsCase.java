package io.godwit.bench;

import io.godwit.bench.fleet.BenchFleet;
import io.godwit.bench.fleet.ChildProcess;
import io.godwit.bench.fleet.Collections;
import io.godwit.bench.fleet.CpuMeter;
import io.godwit.bench.fleet.Ground;
import io.godwit.bench.fleet.MongoMemory;
import io.godwit.bench.fleet.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * JSON Lines to MongoDB, beside {@link BareDriver} in the same state: its first round against the
 * fleet's first, its second against the second. Both write to one server in memory.
 */
final class DocumentsCase {

  private static final double COLD_BAR = 1.4;
  private static final double WARM_BAR = 1.05;
  private static final String DATABASE = "bench";

  private static final String JOB =
      """
      job: %s
      source:
        jsonl: %s
        key: [_id]
      sink:
        collection: fleet
        in: target
        key: [_id]
        write: upsert
      connections:
        target: { mongodb: "%s" }
      """;

  private final Ground ground;
  private final Path file;
  private final int documents;
  private final Results results;

  DocumentsCase(Ground ground, Path file, int documents, Results results) {
    this.ground = ground;
    this.file = file;
    this.documents = documents;
    this.results = results;
  }

  /** Measures a cold and a warm round of fresh processes, the server among them. */
  void measure(int repeat) throws IOException, InterruptedException {
    String name = "documents-" + repeat;
    Path log = ground.work().resolve("mongodb.log");
    List<String> large = List.of("-Xms4g", "-Xmx4g", "-XX:+UseParallelGC");
    try (ChildProcess server =
        ChildProcess.java("MongoDB server", log, large, MongoMemory.class, List.of())) {
      String port = server.hear(MongoMemory.PORT);
      String uri = "mongodb://127.0.0.1:" + port + "/" + DATABASE + "?directConnection=true";
      Path job = ground.job(name, JOB.formatted(name, file.getFileName(), uri));
      try (ChildProcess driver = driver(uri);
          BenchFleet fleet =
              BenchFleet.start(
                  ground, name, job, documents, new CpuMeter().with("database", server::cpu));
          Collections collections = new Collections(uri, DATABASE, documents)) {
        CpuMeter meter = new CpuMeter().with("database", server::cpu).with("client", driver::cpu);
        for (String state : List.of("cold", "warm")) {
          CpuMeter.Use limit = limit(driver, meter);
          collections.requireAllIn("driver").drop("driver");
          CpuMeter.Use use = fleet.run();
          collections.requireAllIn("fleet").drop("fleet");
          add(state, limit, use);
        }
        fleet.memory().forEach(results::add);
      }
    }
  }

  private ChildProcess driver(String uri) throws IOException, InterruptedException {
    ChildProcess driver =
        ChildProcess.java(
            "driver",
            ground.work().resolve("driver.log"),
            List.of("-Xmx1g", "-XX:+UseSerialGC"),
            BareDriver.class,
            List.of(uri, DATABASE, file.toString()));
    driver.hear(BareDriver.READY);
    driver.awaitIdle();
    return driver;
  }

  private static CpuMeter.Use limit(ChildProcess driver, CpuMeter meter) {
    CpuMeter.Instant from = meter.now();
    driver.say("driver");
    driver.hear(BareDriver.DONE);
    return from.until(meter.now());
  }

  private void add(String state, CpuMeter.Use limit, CpuMeter.Use use) {
    results.add(Round.limit("bare MongoDB driver, " + state, documents, limit));
    results.add(
        new Round(
            "JSON Lines to MongoDB, " + state,
            documents,
            use,
            OptionalDouble.of(use.seconds() / limit.seconds()),
            OptionalDouble.of(state.equals("cold") ? COLD_BAR : WARM_BAR)));
  }
}
