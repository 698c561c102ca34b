package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.demo.BookShelf;
import io.godwit.common.spi.Opening;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.folder.FolderConnection;
import io.godwit.files.folder.FolderConnector;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example that reads books once: for their rows, then for their objects, then both again. What
 * is right is known by hashing the files here.
 */
@ExtendWith(EmbeddedServers.class)
class LibraryTest {

  private static final Path EXAMPLE = ShippedExamples.EXAMPLES.resolve("library");
  private static final int BOOKS = 24;
  private static final int TWINS = 5;
  private static final int BAD = 2;

  @TempDir private Path folder;
  private Path shelves;
  private Path archive;

  private static String sha256(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !root.relativize(file).toString().startsWith(".godwit"))
          .toList();
    }
  }

  /** The hashes by the names of the good books. */
  private Map<String, String> expected() throws Exception {
    Map<String, String> hashes = new HashMap<>();
    for (Path file : files(shelves)) {
      String name = shelves.relativize(file).toString();
      if (!name.startsWith("damaged/")) {
        hashes.put(name, sha256(file));
      }
    }
    return hashes;
  }

  private void grow() throws Exception {
    shelves = Files.createDirectories(folder.resolve("shelves/shelves"));
    archive = Files.createDirectories(folder.resolve("archive")).resolve("archive");
    FolderConnection connection = new FolderConnection(shelves.toString(), Optional.empty(), false);
    Opening opening =
        new Opening(PlainConnections.of("shelves", connection), Path.of(""), RowEncoder::new);
    try (ObjectStore store = new FolderConnector().open("shelves", opening)) {
      new BookShelf(7, BOOKS, TWINS, BAD).growIn(store);
    }
  }

  private JobFolder job(Environment environment, String file, String name) throws Exception {
    JobFolder job = JobFolder.create(environment, folder, name);
    String yaml = Files.readString(EXAMPLE.resolve(file));
    Files.writeString(job.jobFile(), yaml.replaceFirst("(?m)^job: .*$", "job: " + name));
    return job;
  }

  private String run(JobFolder job, JobFolder tables, int exit) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SHELVES_FOLDER", folder.resolve("shelves").toString());
    variables.put("ARCHIVE_FOLDER", folder.resolve("archive").toString());
    String url = tables.variables().getOrDefault("APP_URL", "");
    variables.put("DESK_URL", url);
    variables.put("CATALOGUE_URL", url);
    JobFolder.Ended ended = job.typed(variables, "run", job.jobFile().toString(), "--json");
    assertThat(ended.exit()).as(ended.output()).isEqualTo(exit);
    return ended.output();
  }

  @Test
  void aBookIsReadOnceInItsLife(Environment environment) throws Exception {
    grow();
    JobFolder rows = job(environment, "job.yaml", "library");
    JobFolder objects = job(environment, "job-2.yaml", "objects");
    rows.sql(Files.readString(EXAMPLE.resolve("setup/desk.sql")));
    rows.sql(Files.readString(EXAMPLE.resolve("setup/catalogue.sql")));
    Map<String, String> expected = expected();
    int good = BOOKS + TWINS;

    assertThat(run(rows, rows, 2)).contains("\"written\":" + good + ",", "\"failed\":" + BAD);
    assertThat(rows.listed("failed.csv"))
        .hasSize(BAD)
        .allSatisfy(row -> assertThat(row.values()).contains("content-unreadable"));
    assertThat(rows.query("select name || ' ' || sha256 from books"))
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    assertThat(
            rows.query(
                "select title || '|' || creators[1] || '|' || language || '|' || type"
                    + " from books where name like 'ja/%' order by name limit 1"))
        .containsExactly(
            "\u5433\u8f29\u306f\u732b\u3067\u3042\u308b, vol. 10|\u590f\u76ee\u6f31\u77f3|ja|"
                + "application/epub+zip");
    assertThat(rows.query("select shelf from books where shelf is not null order by 1"))
        .containsExactly("A 12", "A 13", "B 4");

    assertThat(run(objects, rows, 0))
        .contains("\"written\":" + BOOKS + ",", "\"unchanged\":" + TWINS + ",");
    compareObjects(expected);

    spoilInPlace();
    assertThat(run(rows, rows, 2)).contains("\"unchanged\":" + good + ",");
    assertThat(run(objects, rows, 0)).contains("\"unchanged\":" + good + ",");
    compareObjects(expected);
  }

  private void compareObjects(Map<String, String> expected) throws Exception {
    Set<String> stored = new TreeSet<>();
    for (Path file : files(archive)) {
      assertThat(file.getFileName().toString()).startsWith(sha256(file) + ".");
      stored.add(sha256(file));
    }
    assertThat(stored).isEqualTo(new TreeSet<>(expected.values())).hasSize(BOOKS);
  }

  /**
   * Puts other bytes into each good book, of which neither its size nor its time tells: whoever
   * read one now would fail over it.
   */
  private void spoilInPlace() throws IOException {
    for (Path file : files(shelves)) {
      if (!file.toString().contains("damaged")) {
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.setLastModifiedTime(file, time);
      }
    }
  }
}
