package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.LiveFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that copies files over others is killed, ends, and is undone, which is killed on its way,
 * too: the target's tree is what it was before, names, bytes, times and permissions, but for what
 * somebody else has changed.
 */
@ExtendWith(EmbeddedServers.class)
class ObjectUndoTest {

  private static final int FILES = 280;
  private static final int MORE = 40;
  private static final int COMPLETE = 0;
  private static final int LEFT = 11;
  private static final Instant TIME = Instant.parse("2021-01-01T00:00:00.123456789Z");

  private static final String JOB =
      """
      job: undobjects
      source: { files: { in: here, split: 100 } }
      sink: { objects: "copies/{name}", from: here, in: there }
      connections: { here: { folder: "%s" }, there: { folder: "%s" } }
      undo: on
      run: { partitions: 4, batch: { from: 10, to: 10, pause: 300ms } }
      """;

  @TempDir private Path folder;
  private Path here = Path.of("");
  private Path there = Path.of("");

  private static void write(Path file, String content, int second) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(TIME.plusSeconds(second)));
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    for (Path file : LiveFolder.files(root)) {
      if (!file.startsWith(root.resolve(".godwit"))) {
        tree.put(
            root.relativize(file).toString(),
            Arrays.hashCode(Files.readAllBytes(file))
                + " "
                + Files.getLastModifiedTime(file)
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return tree;
  }

  @Test
  void theTreeIsWhatItWasBeforeTheRun(Environment servers) throws Exception {
    Random random = new Random(seed());
    TypedCommands typed = new TypedCommands(folder);
    here = Files.createDirectories(folder.resolve("here"));
    there = Files.createDirectories(folder.resolve("there"));
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(here, there));
    for (int i = 0; i < FILES; i++) {
      write(here.resolve("d" + i % 7 + "/f" + i), "content " + i, i);
    }
    Path hand = there.resolve("copies/d3/ü \"hand\"");
    write(hand, "by hand", 7);
    Files.setPosixFilePermissions(hand, PosixFilePermissions.fromString("rw-r-----"));
    write(there.resolve("copies/d0/f0"), "by hand, too", 8);
    assertThat(typed.godwit(servers, COMPLETE, "run"))
        .contains("280 read = 280 written", "undo: on: what a run writes is kept");
    Map<String, String> before = tree(there);

    change();
    typed.killed(servers, random, 1_500, " begins", "run");
    assertThat(typed.godwit(servers, COMPLETE, "run"))
        .contains("321 read = 181 written + 140 unchanged");
    assertThat(tree(there)).hasSize(FILES + MORE + 1).isNotEqualTo(before);

    write(there.resolve("copies/d0/f0"), "theirs", 9);
    typed.killed(servers, random, 1_000, "undoing run", "undo");
    assertThat(typed.godwit(servers, LEFT, "undo")).contains("; 1 are not as they were, see ");
    assertThat(Files.readAllLines(left()))
        .containsExactly(
            "place,key,why", "there,copies/d0/f0,somebody has changed it since the run");
    write(there.resolve("copies/d0/f0"), "content 0", 0);
    assertThat(tree(there)).isEqualTo(before);
    assertThat(typed.godwit(servers, COMPLETE, "clean"))
        .contains("what was kept of objects in there is deleted, of every run");
    assertThat(there.resolve(".godwit/undo/undobjects")).doesNotExist();
  }

  /** Half of the files are others, one stands where somebody has put one by hand, 40 are new. */
  private void change() throws IOException {
    for (int i = 0; i < FILES; i += 2) {
      write(here.resolve("d" + i % 7 + "/f" + i), "another content " + i, FILES + i);
    }
    write(here.resolve("d3/ü \"hand\""), "by the run", 1);
    for (int i = 0; i < MORE; i++) {
      write(here.resolve("new/f" + i), "more " + i, i);
    }
  }

  private static long seed() {
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("undo of objects killed with -Dgodwit.seed=" + seed);
    return seed;
  }

  private Path left() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("home/reports/undobjects"))) {
      return files.filter(file -> file.endsWith("left.csv")).findFirst().orElseThrow();
    }
  }
}
