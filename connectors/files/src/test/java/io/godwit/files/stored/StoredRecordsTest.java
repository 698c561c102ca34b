package io.godwit.files.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobProblems;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Packed;
import io.godwit.files.folder.FolderGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of records that are objects of a store are read as local files are. */
class StoredRecordsTest {

  private static final int RECORDS = 90;

  @TempDir private static Path folder;

  private record Ground(FolderGround store, String yaml, int unreadable) implements SourceGround {

    static Ground of(String yaml, int unreadable) throws IOException {
      return new Ground(FolderGround.in(folder), yaml, unreadable);
    }

    void write(String name, byte[] bytes) throws IOException {
      Path file = store.root().resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, bytes);
    }

    void write(String name, String text) throws IOException {
      write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Source open() {
      // Of the store only what it answers counts here, so it need not be one that is far away.
      return SourceYaml.opened(
          SourceYaml.spec(yaml + "\nin: disk\nkey: id"),
          new Opening(
              PlainConnections.none(), Path.of("/"), RowEncoder::new, (name, o) -> store.open()));
    }

    @Override
    public int records() {
      return RECORDS;
    }

    @Override
    public void change() throws IOException {
      Files.writeString(store.root().resolve("a/rows"), "\n", StandardOpenOption.APPEND);
    }

    @Override
    public void close() {}
  }

  private static String rows() {
    return "id,name\n"
        + IntStream.rangeClosed(1, RECORDS)
            .mapToObj(i -> i == 41 ? "only-one-field" : i + ",\"a name,\n of two lines\"")
            .collect(Collectors.joining("\n"));
  }

  private static byte[] gzip(String text) throws IOException {
    return Packed.gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  @Nested
  class Csv implements SourceContract {
    @Override
    public SourceGround ground() throws IOException {
      Ground ground = Ground.of("csv: a/rows\nsplit: 200B", 1);
      ground.write("a/rows", rows());
      return ground;
    }
  }

  @Nested
  class Lines implements SourceContract {
    @Override
    public SourceGround ground() throws IOException {
      Ground ground = Ground.of("jsonl: [a/rows, 'b/*.jsonl']\nsplit: 200B", 0);
      for (int file = 0; file < 3; file++) {
        ground.write(
            List.of("a/rows", "b/1.jsonl", "b/2.jsonl").get(file),
            IntStream.range(file * 30, file * 30 + 30)
                .mapToObj(i -> "{\"id\": " + i + "}\n")
                .collect(Collectors.joining()));
      }
      return ground;
    }
  }

  @Test
  void namesPatternsAndFoldersLeadToObjects() throws Exception {
    Ground ground = Ground.of("csv: [x.csv, 'a/**/*.csv', b, '{c,d}/1.csv', 'odd*.csv']", 0);
    ground.write("x.csv", "id\n1\n");
    ground.write("a/1.csv", "id\n2\n");
    ground.write("a/é ü/2.csv", "id\n3\n");
    ground.write("a/.hidden/3.csv", "id\nno\n");
    ground.write("a/4.txt", "id\nno\n");
    ground.write("b/.5.csv", "id\nno\n");
    ground.write("b/6.csv", "id\n4\n");
    ground.write("b/below/7.csv", "id\nno\n");
    ground.write("d/1.csv", gzip("id\n5\n"));
    ground.write("odd*.csv", "id\n6\n");
    ground.write("oddly.csv", "id\nno\n");

    try (Source source = ground.open()) {
      assertThat(source.inspect().units().keySet())
          .containsExactly("x.csv", "1.csv", "é ü/2.csv", "6.csv", "d/1.csv", "odd*.csv");
      assertThat(keys(source).stream().map(key -> key.substring(key.lastIndexOf(' ') + 1)))
          .containsExactly("1", "2", "3", "4", "5", "6");
    }
  }

  @Test
  void whatLeadsToNothingOrTwiceToOneIsRefused() throws Exception {
    refused("csv: nothing.csv", ErrorCode.SOURCE_MISSING, "disk has no object 'nothing.csv'");
    refused("csv: no/*.csv", ErrorCode.SOURCE_MISSING, "no object of disk matches no/*.csv");
    refused("csv: [a/rows, 'a/r*']", ErrorCode.JOB_INVALID, "names a/rows twice: by a/rows and by");
    for (String name : List.of("/a/rows", "./a", "'-'", "'{a'")) {
      assertThatThrownBy(() -> SourceYaml.spec("csv: " + name + "\nin: disk\nkey: id"))
          .isInstanceOf(JobProblems.class)
          .hasMessageContaining("source.csv");
    }
  }

  private static void refused(String yaml, ErrorCode code, String message) throws IOException {
    Ground ground = Ground.of(yaml, 0);
    ground.write("a/rows", "id\n1\n");
    try (Source source = ground.open()) {
      assertThatThrownBy(source::plan)
          .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContaining(message);
    }
  }

  /** Beyond what is kept of an object's beginning, and packed, which has one reader. */
  @Test
  void aLargeObjectIsReadInRangesAndAPackedOneFromItsStart() throws Exception {
    String rows =
        "id,name\n"
            + IntStream.range(0, 30_000)
                .mapToObj(i -> i + ",name " + i + "\n")
                .collect(Collectors.joining());
    Ground ground = Ground.of("csv: ['a/*']\nsplit: 100KB", 0);
    ground.write("a/plain", rows);
    ground.write("a/packed", gzip(rows));
    try (Source source = ground.open();
        Source other = ground.open()) {
      Plan plan = source.plan();
      assertThat(plan.splits().stream().filter(split -> split.unit().equals("plain")))
          .hasSizeGreaterThan(3);
      assertThat(plan.splits().stream().filter(split -> split.unit().equals("packed"))).hasSize(1);
      assertThat(plan.records()).isEqualTo(60_000);
      // By another process, which has listed for itself.
      assertThat(keys(other, plan)).hasSize(60_000).doesNotHaveDuplicates().isEqualTo(keys(source));
    }
  }

  @Test
  void anObjectOfAnotherVersionIsRefused() throws Exception {
    Ground ground = Ground.of("csv: a/rows\nsplit: 200B", 1);
    ground.write("a/rows", rows());
    try (Source source = ground.open();
        Source other = ground.open()) {
      Split split = source.plan().splits().getLast();
      ground.write("a/rows", rows().replace("name", "word"));
      for (Source one : List.of(source, other)) {
        assertThatThrownBy(() -> one.read(split, Position.START))
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
            .hasMessageContaining("rows was changed or replaced after it was planned");
      }
      Files.delete(ground.store().root().resolve("a/rows"));
      assertThatThrownBy(() -> source.read(split, Position.START)).isInstanceOf(Refused.class);
    }
  }

  /** Around the end of the beginning that is kept. */
  @Test
  void theBytesFromAnyOffsetAreTheObjects() throws Exception {
    Ground ground = Ground.of("", 0);
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);
    ground.write("x", bytes);
    try (ObjectStore store = ground.store().open()) {
      StoredFileSet set = new StoredFileSet("disk", store, List.of("x"));
      StoredFile file = (StoredFile) set.files().getFirst();
      StoredBytes stored = StoredBytes.open(file);
      assertThat(stored.size()).isEqualTo(bytes.length);
      assertThat(stored.beginning(4)).isEqualTo(Arrays.copyOf(bytes, 4));
      for (int from : List.of(0, 1, 65_535, 65_536, 65_537, 69_999, 70_000)) {
        try (InputStream in = stored.from(from)) {
          assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
        }
      }
      assertThat(file.mark()).isNotEqualTo(new StoredFile("x", "disk", store, other(file)).mark());
    }
  }

  private static ObjectFacts other(StoredFile file) {
    ObjectFacts facts = file.facts();
    return new ObjectFacts(
        facts.name(), facts.size(), facts.modified(), "other", facts.hash(), facts.notes());
  }

  private static List<String> keys(Source source) throws Trouble {
    return keys(source, source.plan());
  }

  private static List<String> keys(Source source, Plan plan) throws Trouble {
    List<String> keys = new ArrayList<>();
    for (Split split : plan.splits()) {
      try (SplitReader reader = source.read(split, Position.START)) {
        List<Reading> some = reader.read(1000);
        while (!some.isEmpty()) {
          some.forEach(one -> keys.add(key(((Reading.Read) one).record())));
          some = reader.read(1000);
        }
      }
    }
    return keys;
  }

  private static String key(DataRecord record) {
    return record.origin().unit() + " " + record.key().text();
  }
}
