package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.cli.demo.FileTree;
import io.godwit.common.spi.Opening;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.env.LiveFolder;
import io.godwit.testkit.env.LoneBroker;
import io.godwit.testkit.fleet.Fleet;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration that copies the files of a web site. */
class SiteFilesTest {

  @RegisterExtension static final LoneBroker BROKER = new LoneBroker();

  private static final Path EXAMPLE = ShippedExamples.EXAMPLES.resolve("site-files");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int FILES = 240;
  private static final int LARGE = 2;

  /** Slow enough that a worker can be killed in the middle. */
  private static final String SLOW =
      "run: { partitions: 4, batch: { from: 5, to: 10, pause: 200ms } }\n";

  @TempDir private Path folder;

  private static List<Path> files(Path root) throws IOException {
    return LiveFolder.files(root).stream()
        .filter(file -> !file.startsWith(root.resolve(".godwit")))
        .toList();
  }

  /** What a tree has under each name: a hash of the bytes, and the time. */
  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    for (Path file : files(root)) {
      tree.put(
          root.relativize(file).toString(),
          Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file));
    }
    return tree;
  }

  private static void grow(Path root) throws Exception {
    FolderConnection connection = new FolderConnection(root.toString(), Optional.empty(), false);
    Opening opening =
        new Opening(PlainConnections.of("site", connection), Path.of(""), RowEncoder::new);
    try (ObjectStore store = new FolderConnector().open("site", opening)) {
      new FileTree(7, FILES, LARGE).growIn(store);
    }
  }

  /** A file whose name is no text is a failed record; all others are copied, each once. */
  @Test
  void aWorkerIsKilledInTheMiddleAndTheTreesAreTheSame() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from/site"));
    Path to = folder.resolve("to/archive");
    Files.createDirectories(folder.resolve("to"));
    grow(from);
    Files.createSymbolicLink(from.resolve("link"), Path.of("img"));
    Path lost = Path.of(URI.create(from.toUri() + "lost%FF"));
    Files.writeString(lost, "lost");
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, Files.readString(EXAMPLE.resolve("job.yaml")) + SLOW);
    Map<String, String> variables =
        Map.of(
            "SITE_FOLDER", folder.resolve("from").toString(),
            "ARCHIVE_FOLDER", folder.resolve("to").toString());
    try (Fleet fleet = new Fleet(BROKER.stack().bootstrap(), folder, job, variables)) {
      fleet.aggregator();
      fleet.producer();
      fleet.worker("worker-1");
      await().atMost(PATIENCE).until(() -> files(to).size() >= FILES / 4);
      assertThat(fleet.process("worker-1").kill()).isTrue();
      assertThat(files(to).size()).as("it was in the middle").isLessThan(FILES);
      fleet.start("worker-1");
      int exit = fleet.process("aggregator").await(PATIENCE);
      String report = fleet.process("aggregator").output();
      assertThat(exit).as(report).isEqualTo(2);
      assertThat(report)
          .contains("243 read = 242 written + 0 unchanged + 0 dropped + 1 failed", "object-name");
      assertThat(fleet.process("producer").output()).contains("left out: link: a symbolic link");
    }
    Files.delete(lost);
    assertThat(tree(to)).isEqualTo(tree(from)).hasSize(FILES + LARGE);
  }

  private String demo(Path job, int number) throws IOException {
    Path output = folder.resolve("output-" + number);
    Path home = folder.resolve("home");
    List<String> command = List.of("demo", job.toString(), "--home", home.toString(), "--json");
    try (GodwitProcess demo = GodwitProcess.start(folder, output, Map.of(), command)) {
      assertThat(demo.await(PATIENCE)).as(Files.readString(output)).isZero();
    }
    return Files.readString(output);
  }

  /** The second one finds all as it is to be. */
  @Test
  void theDemonstrationMayBeTypedTwice() throws Exception {
    Path job = Files.createDirectories(folder.resolve("example/setup")).resolveSibling("job.yaml");
    Files.copy(EXAMPLE.resolve("job.yaml"), job);
    Files.writeString(job.resolveSibling("setup/site.tree"), "seed=5\nfiles=50\nlarge=1\n");
    assertThat(demo(job, 1)).contains("\"balanced\":true", "\"read\":51,", "\"written\":51,");
    assertThat(demo(job, 2)).contains("\"balanced\":true", "\"unchanged\":51,");
    Path files = folder.resolve("home/files");
    assertThat(tree(files.resolve("archive"))).isEqualTo(tree(files.resolve("site"))).hasSize(51);
  }
}
