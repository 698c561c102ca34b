package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.common.spi.Target;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SinkGround;
import io.godwit.testkit.contract.SinkRefusals;
import io.godwit.testkit.contract.SinkWrites;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import io.godwit.testkit.contract.StepContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger's connector keeps to the contracts: of the sink's, to what it says of writing, since a
 * folder refuses nothing.
 */
class StrangersContractTest {

  @TempDir private static Path folder;

  private static StrangersJar jar;

  @BeforeAll
  static void build() throws IOException {
    jar = StrangersJar.build(folder);
  }

  private static Job job(int pages) {
    try {
      String text = Files.readString(StrangersJar.SOURCE.resolve("job.yaml"));
      return JobFile.parse(text.replace("2500", String.valueOf(pages)), "job", jar.kinds());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Opening opening(Path shelf) {
    Job job = job(1);
    return new Opening(
        PlainConnections.of("books", job.connections().values().iterator().next(), "" + shelf),
        shelf,
        RowEncoder::new);
  }

  @Nested
  class Pages implements SourceContract {
    @Override
    public SourceGround ground() {
      return new Book(1200);
    }
  }

  private static final class Book implements SourceGround {
    private int pages;

    Book(int pages) {
      this.pages = pages;
    }

    @Override
    public Source open() throws Trouble {
      return jar.connector(SourceConnector.class).open(job(pages).source(), opening(folder));
    }

    @Override
    public int records() {
      return pages;
    }

    @Override
    public int unreadable() {
      return 0;
    }

    @Override
    public void change() {
      pages++;
    }

    @Override
    public void close() {}
  }

  @Nested
  class Stamp implements StepContract {
    @Override
    public Step open() throws Trouble {
      return jar.connector(StepConnector.class).open(job(1).steps().getFirst(), opening(folder));
    }

    @Override
    public List<DataRecord> records() {
      return IntStream.range(0, 10)
          .mapToObj(i ->
              new DataRecord(
                  new RecordId(0, i),
                  new Key("k" + i),
                  new Origin("book", i),
                  Document.of("page", new Value.Int32(i))))
          .toList();
    }
  }

  @Nested
  class Box implements SinkWrites {
    @Override
    public SinkGround ground() throws IOException {
      return new Shelf(Files.createTempDirectory(folder, "shelf"));
    }

    /** Of the rules about refusals the one that a folder has, too. */
    @Test
    void withoutAKeyARecordFails() throws Exception {
      SinkRefusals refusals = this::ground;
      refusals.withoutAKeyARecordFails();
    }

    /** Two keys are two files, also where they would be one path or one name of a file. */
    @Test
    void everyKeyHasAFileOfItsOwn() throws Exception {
      Path path = Files.createTempDirectory(folder, "shelf");
      try (OpenSink sink = new Shelf(path).sink()) {
        List<String> keys = List.of("a/b", "a_b", "a\\b", "..", "é", " ", "A+B", "%2F");
        assertThat(sink.write(keys.stream().map(Box::of).toList()))
            .containsOnly(Outcome.Written.WRITTEN);
        try (Stream<Path> files = Files.list(path.resolve("things"))) {
          assertThat(files).hasSameSizeAs(keys);
        }
        assertThat(sink.write(List.of(of("x".repeat(300)))))
            .hasOnlyElementsOfType(Outcome.Failed.class);
      }
    }

    private static DataRecord of(String id) {
      return new DataRecord(
          new RecordId(0, 0),
          new Key(id),
          new Origin("things", 0),
          Document.of("id", new Value.Text(id)));
    }
  }

  /** Of things in a folder: a file a thing, a line a field. */
  private record Shelf(Path path) implements SinkGround {
    @Override
    public Target open() throws Trouble {
      Job job =
          JobFile.parse(
              """
              job: things
              source: { pages: 1 }
              steps: [ set: { id: r.page } ]
              sink: { box: things, in: books, key: id }
              connections: { books: { shelf: /tmp } }
              """,
              "job",
              jar.kinds());
      return jar.connector(SinkConnector.class).open(List.of(job.sink()), opening(path));
    }

    @Override
    public Map<Long, Document> held() throws IOException {
      Map<Long, Document> held = new HashMap<>();
      try (Stream<Path> files = Files.list(path.resolve("things"))) {
        for (Path file : files.toList()) {
          Document fields = Document.empty();
          for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(": ", 2);
            Value value =
                parts[0].equals("id")
                    ? new Value.Int64(Long.parseLong(parts[1]))
                    : new Value.Text(parts[1]);
            fields = fields.with(parts[0], value);
          }
          held.put(Long.parseLong(file.getFileName().toString().replace(".txt", "")), fields);
        }
      }
      return held;
    }

    @Override
    public Map<String, List<Value>> exact() {
      return Map.of();
    }

    @Override
    public void put(long id, String name) throws IOException {
      Files.writeString(
          path.resolve("things/" + id + ".txt"), "id: " + id + "\nname: " + name + "\n");
    }

    @Override
    public void takeAway() {}

    @Override
    public void putBack() {}

    @Override
    public void close() {}
  }
}
