package io.godwit.files.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Lookup;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.files.bytes.Packed;
import io.godwit.files.folder.FolderGround;
import io.godwit.testkit.contract.LookupContract;
import io.godwit.testkit.contract.LookupGround;
import io.godwit.testkit.contract.PlainConnections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as a table that is looked up in. */
class FileLookupTest implements LookupContract {

  @TempDir private Path folder;

  private static Lookup open(FolderGround store, LookupQuery query) throws Trouble {
    return new FileLookupConnector()
        .open(
            "disk",
            query,
            new Opening(
                PlainConnections.none(), Path.of(""), RowEncoder::new, (name, o) -> store.open()));
  }

  private FolderGround with(String name, byte[] bytes) throws IOException {
    FolderGround store = FolderGround.in(folder);
    Files.write(store.root().resolve(name), bytes);
    return store;
  }

  private FolderGround with(String name, String text) throws IOException {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static LookupQuery query(String name) {
    return new LookupQuery(name, "id", List.of("name"), 100);
  }

  @Override
  public LookupGround ground() throws IOException {
    String rows =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> i + "," + i + "\n")
            .collect(Collectors.joining("", "id,name\n", ",nobody\n"));
    return new Ground(with("map.csv", rows));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  @Test
  void theConnectorIsFound() {
    assertThat(ServiceLoader.load(LookupConnector.class))
        .hasAtLeastOneElementOfType(FileLookupConnector.class);
  }

  @Test
  void whatSeparatesFieldsIsWhatMakesTheColumns() throws Exception {
    for (String delimiter : List.of(",", ";", "\t", "|")) {
      String rows = "x y,id,name\n1,2,3\n".replace(",", delimiter);
      try (Lookup lookup = open(with("m", rows), query("m"))) {
        assertThat(lookup.find(Set.of(text("2"), text("1"))))
            .isEqualTo(Map.of(text("2"), Document.of("name", text("3"))));
      }
    }
  }

  @Test
  void packedFilesAndLinesOfJsonAreReadToo() throws Exception {
    byte[] packed = Packed.gzip("id,name\né,韩\n".getBytes(StandardCharsets.UTF_8));
    try (Lookup lookup = open(with("m.csv.gz", packed), query("m.csv.gz"))) {
      assertThat(lookup.find(Set.of(text("é"))))
          .isEqualTo(Map.of(text("é"), Document.of("name", text("韩"))));
      assertThat(lookup.bareTexts()).containsExactly("name");
    }
    String lines = "{\"id\": 1, \"name\": 7}\n{\"id\": 2}\n";
    try (Lookup lookup = open(with("m.jsonl", lines), query("m.jsonl"))) {
      assertThat(lookup.find(Set.of(new Value.Int64(1), text("2"))))
          .containsEntry(text("2"), Document.of("name", Value.Null.NULL))
          .hasSize(2);
    }
  }

  @Test
  void severalColumnsAreOneKey() throws Exception {
    LookupQuery both = new LookupQuery("m", List.of("a", "b"), List.of("c"), 10, Optional.empty());
    try (Lookup lookup = open(with("m", "a,b,c\nx,1,y\nx/1,2,z\n"), both)) {
      Value key = new Value.Array(List.of(text("x"), new Value.Int32(1)));
      Value other = new Value.Array(List.of(text("x"), text("1/2")));
      assertThat(lookup.find(Set.of(key, other)))
          .isEqualTo(Map.of(key, Document.of("c", text("y"))));
    }
  }

  @Test
  void whatNoLookupCouldUseIsRefused() throws Exception {
    refused(with("m", "id,other\n1,2\n"), "m", ErrorCode.COLUMN_MISSING, "no column 'name'");
    refused(with("m", "id,name\n"), "n", ErrorCode.SOURCE_MISSING, "no object 'n'");
    refused(
        with("m", "id,name\n1,a\n2,b\n1,c\n"),
        "m",
        ErrorCode.SOURCE_KEY,
        "lookup: m in disk has two rows with id = 1 that differ, the second in line 4");
    refused(with("m", "id,name\n1,a,b\n"), "m", ErrorCode.SOURCE_FORMAT, "line 2: ");
    FolderGround several = with("a1", "id,name\n");
    Files.writeString(several.root().resolve("a2"), "id,name\n");
    refused(several, "a*", ErrorCode.JOB_INVALID, "names 2 files, and a lookup reads one");
    try (Lookup lookup = open(with("m", "id,name\n1,a\n1,a\n"), query("m"))) {
      assertThat(lookup.find(Set.of(text("1")))).hasSize(1);
    }
  }

  /** Packed it is small, and it is what it holds that counts. */
  @Test
  void aFileThatIsTooLargeNamesTheLimit() throws Exception {
    StringBuilder rows = new StringBuilder("id,name\n");
    for (int i = 0; i < 700; i++) {
      rows.append(i).append(',').append("x".repeat(100_000)).append('\n');
    }
    byte[] packed = Packed.gzip(rows.toString().getBytes(StandardCharsets.UTF_8));
    refused(with("m", packed), "m", ErrorCode.SOURCE_FORMAT, "a file of up to 64MB in memory");
  }

  private static void refused(FolderGround store, String name, ErrorCode code, String message) {
    assertThatThrownBy(() -> open(store, query(name)))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void itRestsOnOneVersionOfTheFile() throws Exception {
    FolderGround store = with("m", "id,name\n1,a\n");
    FileLookup first = (FileLookup) open(store, query("m"));
    FileLookup same = (FileLookup) open(store, query("m"));
    Files.writeString(store.root().resolve("m"), "id,name\n1,bc\n");
    FileLookup other = (FileLookup) open(store, query("m"));

    assertThat(first.unit()).isEqualTo("lookup disk/m").isEqualTo(other.unit());
    same.restOn(first::baseline);
    assertThatThrownBy(() -> other.restOn(first::baseline))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
        .hasMessageContaining("disk/m was changed after the run began: it was ");
    assertThat(other.differences(new TreeMap<>())).hasSize(1);
    assertThat(new LookupTable("disk", query("m"), opening()).connection()).isEqualTo("disk");
  }

  private static Opening opening() {
    return new Opening(PlainConnections.none(), Path.of(""), RowEncoder::new);
  }

  /** {@inheritDoc} A file that is away is none, since it was read before. */
  @Override
  @Test
  public void aTableThatIsAwayIsTrouble() throws Exception {
    try (LookupGround ground = ground();
        Lookup lookup = ground.open()) {
      ground.takeAway();
      assertThat(lookup.find(Set.of(new Value.Int64(1)))).hasSize(1);
      assertThatThrownBy(ground::open).isInstanceOf(Refused.class);
    }
  }

  private record Ground(FolderGround store) implements LookupGround {

    @Override
    public Lookup open() throws Trouble {
      return FileLookupTest.open(store, query("map.csv"));
    }

    @Override
    public int rows() {
      return 100;
    }

    @Override
    public List<Value> spellingsOfSeven() {
      return List.of(new Value.Int32(7), text("7"));
    }

    @Override
    public void takeAway() throws IOException {
      Files.delete(store.root().resolve("map.csv"));
    }

    @Override
    public void close() {}
  }
}
