package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.cli.demo.ListedFiles;
import io.godwit.cli.demo.SetupContent;
import io.godwit.cli.fleet.Runs;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.RecordId;
import io.godwit.common.spi.Opening;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.RecordMark;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.LiveFolder;
import io.godwit.testkit.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration that uploads a file for each row. */
@ExtendWith(EmbeddedServers.class)
class HandInsTest {

  private static final Path EXAMPLE = ShippedExamples.EXAMPLES.resolve("hand-ins");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Slow enough that a worker can be killed in the middle. */
  private static final String SLOW =
      "run: { partitions: 4, batch: { from: 5, to: 10, pause: 100ms } }\n";

  @TempDir private Path folder;

  /** The SHA-256 of each file of a tree, by its name. */
  private static Map<String, String> tree(Path root) throws Exception {
    Map<String, String> tree = new TreeMap<>();
    for (Path file : objects(root)) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      tree.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
    }
    return tree;
  }

  private static List<Path> objects(Path root) throws IOException {
    return LiveFolder.files(root).stream()
        .filter(file -> !file.startsWith(root.resolve(".godwit")))
        .toList();
  }

  /** The lines of the list, by column. */
  private static List<Map<String, String>> list() throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLE.resolve("data/hand-ins.csv"));
    String[] names = lines.getFirst().split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static void grow(Path root) throws Exception {
    FolderConnection connection = new FolderConnection(root.toString(), Optional.empty(), false);
    Opening opening =
        new Opening(PlainConnections.of("inbox", connection), Path.of(""), RowEncoder::new);
    List<String> names = list().stream().map(row -> row.getOrDefault("file", "")).toList();
    try (ObjectStore store = new FolderConnector().open("inbox", opening)) {
      new ListedFiles(17, names, 4, 3, 2).growIn(store);
    }
  }

  /** What is to become of a row, by a reckoning of its own: of which code it fails, if it does. */
  private static String fate(Map<String, String> row, Path inbox) throws IOException {
    Path file = inbox.resolve(row.getOrDefault("file", ""));
    if (row.get("is_banked").equals("1")) {
      return "dropped";
    }
    if (!Files.exists(file)) {
      return "object-missing";
    }
    long size = Files.size(file);
    if (size == 0 || size > 1 << 20) {
      return "object-size";
    }
    return file.toString().endsWith(".zip") ? "constraint" : "written";
  }

  private Map<String, Integer> fates(Path inbox) throws IOException {
    Map<String, Integer> fates = new TreeMap<>();
    for (Map<String, String> row : list()) {
      fates.merge(fate(row, inbox), 1, Integer::sum);
    }
    return fates;
  }

  private Map<String, String> variables(JobFolder job) {
    String app = job.variables().get("APP_URL");
    return Map.of(
        "APP_URL",
        app,
        "WAREHOUSE_URL",
        app,
        "INBOX_FOLDER",
        folder.resolve("from").toString(),
        "ARCHIVE_FOLDER",
        folder.resolve("to").toString());
  }

  /** Each object has a row, and each row its object; what is refused has neither. */
  @Test
  void aWorkerIsKilledInTheMiddleAndObjectsAndRowsAreTheSame(Environment servers) throws Exception {
    Path inbox = Files.createDirectories(folder.resolve("from/inbox"));
    Path archive = Files.createDirectories(folder.resolve("to")).resolve("archive");
    grow(inbox);
    JobFolder job = JobFolder.create(servers, folder, "hand-ins");
    job.sql(Files.readString(EXAMPLE.resolve("setup/warehouse.sql")));
    job.sql(Files.readString(EXAMPLE.resolve("setup/app.sql")));
    Files.createDirectories(job.path().resolve("data"));
    Files.copy(EXAMPLE.resolve("data/hand-ins.csv"), job.path().resolve("data/hand-ins.csv"));
    job.file("job.yaml", Files.readString(EXAMPLE.resolve("job.yaml")) + SLOW);
    Map<String, Integer> fates = fates(inbox);
    try (Fleet fleet = new Fleet(servers, folder, job.jobFile(), variables(job))) {
      fleet.aggregator();
      fleet.producer();
      fleet.worker("worker-1");
      await().atMost(PATIENCE).until(() -> objects(archive).size() >= fates.get("written") / 4);
      assertThat(fleet.process("worker-1").kill()).isTrue();
      assertThat(objects(archive).size()).as("in the middle").isLessThan(fates.get("written"));
      putLate(servers, inbox, archive);
      fleet.start("worker-1");
      int exit = fleet.process("aggregator").await(PATIENCE);
      String report = fleet.process("aggregator").output();
      assertThat(exit).as(report).isEqualTo(2);
      int failed = 400 - fates.get("written") - fates.get("dropped");
      assertThat(report)
          .contains(
              "400 read = %d written + 0 unchanged + %d dropped + %d failed"
                  .formatted(fates.get("written"), fates.get("dropped"), failed))
          .contains("object-missing", "object-size");
    }
    putLate(servers, inbox, archive);
    JobFolder.Ended swept = job.typed(variables(job), "sweep", job.jobFile().toString());
    assertThat(swept.output()).contains("removed: archive: late");
    assertThat(fates).containsKeys("dropped", "object-missing", "object-size", "constraint");
    assertRowsAndObjectsAreTheSame(job, inbox, archive, fates.get("written"));
  }

  /** As a worker does that was suspended, after another one has taken the object back. */
  private static void putLate(Environment servers, Path inbox, Path archive) throws Exception {
    List<Map<String, String>> rows = list();
    int refused = 0;
    while (!fate(rows.get(refused), inbox).equals("constraint")) {
      refused++;
    }
    String run = new Runs(new Cluster(servers.bootstrap())).registered("hand-ins").run();
    FolderConnection connection = new FolderConnection(archive.toString(), Optional.empty(), false);
    Opening opening =
        new Opening(PlainConnections.of("archive", connection), Path.of(""), RowEncoder::new);
    try (ObjectStore store = new FolderConnector().open("archive", opening)) {
      String mark = new RecordMark(run, new RecordId(0, refused)).text();
      store.put(
          "late",
          new SetupContent(new byte[3]),
          new PutTerms(false, Optional.of(mark), Optional.empty(), Map.of()));
      assertThat(store.look("late")).isPresent();
    }
  }

  private void assertRowsAndObjectsAreTheSame(JobFolder job, Path inbox, Path archive, int written)
      throws Exception {
    Map<String, String> rows = new TreeMap<>();
    for (String row : job.query("select object || '|' || sha256 from hand_ins")) {
      rows.put(row.substring(0, row.lastIndexOf('|')), row.substring(row.lastIndexOf('|') + 1));
    }
    assertThat(tree(archive)).isEqualTo(rows).hasSize(written);
    assertThat(tree(inbox).values()).containsAll(rows.values());
    String late =
        "select hand_in || ' ' || (submitted_on_day - due_on_day) from hand_ins join assessments on"
            + " hand_in like id_assessment || '\\_%' where submitted_on_day > due_on_day order by"
            + " 1";
    assertThat(job.query("select hand_in || ' ' || days_late from penalties order by 1"))
        .isEqualTo(job.query(late))
        .hasSizeGreaterThan(10);
  }
}
