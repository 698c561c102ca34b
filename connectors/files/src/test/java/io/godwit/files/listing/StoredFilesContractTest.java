package io.godwit.files.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.folder.FolderGround;
import io.godwit.files.spec.NamePattern;
import io.godwit.testkit.contract.SourceContract;
import io.godwit.testkit.contract.SourceGround;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a folder keep to the contract of sources; and what is their own. */
class StoredFilesContractTest implements SourceContract {

  private static final int FILES = 60;

  @TempDir private static Path folder;

  private static StoredFilesSpec spec(int split, String... match) {
    return new StoredFilesSpec(
        "disk",
        Optional.empty(),
        Optional.of(List.of(match)).filter(patterns -> !patterns.isEmpty()),
        Optional.empty(),
        split);
  }

  private record Ground(FolderGround files, StoredFilesSpec spec, int records, int unreadable)
      implements SourceGround {

    @Override
    public Source open() throws Trouble {
      return new StoredFilesSource(spec, files.open(), Choice.of(spec));
    }

    @Override
    public void change() throws IOException {
      Files.writeString(files.root().resolve("new"), "x");
    }

    @Override
    public void close() {}
  }

  /** Names around which splits are cut, some of them no text. */
  @Override
  public SourceGround ground() throws IOException {
    FolderGround files = FolderGround.in(folder);
    for (int i = 0; i < FILES; i++) {
      Path file = files.root().resolve("d" + i % 7 + "/é " + i + ".txt");
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, "x".repeat(i));
    }
    for (String bad : List.of("d0/%FF", "d0/%FE", "d3/%C3%A9%20%FF", "%FF", "z%FF")) {
      Files.writeString(Path.of(URI.create(files.root().toUri() + bad)), "lost");
    }
    return new Ground(files, spec(9), FILES + 5, 5);
  }

  private static List<DataRecord> records(Source source) throws Trouble {
    List<DataRecord> records = new ArrayList<>();
    for (Split split : source.plan().splits()) {
      try (SplitReader reader = source.read(split, Position.START)) {
        List<Reading> some = reader.read(100);
        while (!some.isEmpty()) {
          some.forEach(one -> records.add(((Reading.Read) one).record()));
          some = reader.read(100);
        }
      }
    }
    return records;
  }

  @Test
  void aRecordIsAReference() throws Exception {
    FolderGround files = FolderGround.in(folder);
    Path file = Files.createDirectories(files.root().resolve("a/b.c")).resolve("x.tar.GZ");
    Files.writeString(file, "12345");
    Instant time = Instant.parse("2024-05-06T07:08:09.123456789Z");
    Files.setLastModifiedTime(file, FileTime.from(time));
    Files.writeString(files.root().resolve(".hidden"), "");
    try (Source source = new Ground(files, spec(10), 2, 0).open()) {
      List<DataRecord> records = records(source);
      assertThat(records.stream().map(record -> record.key().text()))
          .containsExactly(".hidden", "a/b.c/x.tar.GZ");
      assertThat(records.getLast().fields().toMap())
          .containsEntry("name", new Value.Text("a/b.c/x.tar.GZ"))
          .containsEntry("folder", new Value.Text("a/b.c"))
          .containsEntry("file", new Value.Text("x.tar.GZ"))
          .containsEntry("extension", new Value.Text("GZ"))
          .containsEntry("size", new Value.Int64(5))
          .containsEntry("modified", new Value.Timestamp(time))
          .containsEntry("connection", new Value.Text("disk"));
      assertThat(records.getFirst().fields().toMap())
          .containsEntry("folder", new Value.Text(""))
          .containsEntry("extension", new Value.Text(""));
      assertThat(spec(1).fields().orElseThrow())
          .containsExactlyElementsOf(records.getFirst().fields().toMap().keySet());
    }
  }

  @Test
  void onlyWhatTheJobChoosesIsRead() throws Exception {
    FolderGround files = FolderGround.in(folder);
    for (String name : List.of("a.png", "b.jpg", "c.txt", "d/e.png", "d/f/g.png")) {
      Path file = files.root().resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, name);
    }
    Files.setLastModifiedTime(files.root().resolve("a.png"), FileTime.fromMillis(0));
    assertThat(names(files, spec(1, "*.{png,jpg}"))).containsExactly("a.png", "b.jpg");
    assertThat(names(files, spec(2, "**/*.png"))).containsExactly("a.png", "d/e.png", "d/f/g.png");
    assertThat(names(files, spec(9, "d/**"))).containsExactly("d/e.png", "d/f/g.png");
    StoredFilesSpec later =
        new StoredFilesSpec(
            "disk", Optional.of("d/"), Optional.empty(), Optional.of("2001-01-01"), 1);
    assertThat(names(files, later)).containsExactly("d/e.png", "d/f/g.png");
    assertThatThrownBy(() -> spec(1, "{a")).isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() ->
            new StoredFilesSpec("disk", Optional.empty(), Optional.empty(), Optional.of("soon"), 1))
        .isInstanceOf(BrokenRule.class);
  }

  private static List<String> names(FolderGround files, StoredFilesSpec spec) throws Trouble {
    try (Source source = new Ground(files, spec, 0, 0).open()) {
      return records(source).stream().map(record -> record.key().text()).toList();
    }
  }

  @Test
  void theSplitsOfAPlanHaveItsSizeAndWhatIsLeftOutIsTold() throws Exception {
    FolderGround files = FolderGround.in(folder);
    for (int i = 0; i < 20; i++) {
      Files.writeString(files.root().resolve("f" + i), "");
    }
    for (int i = 0; i < 5; i++) {
      Files.createSymbolicLink(files.root().resolve("l" + i), Path.of("f1"));
    }
    try (Source source = new Ground(files, spec(10), 20, 0).open()) {
      Plan plan = source.plan();
      assertThat(plan.splits().stream().map(Split::records)).containsExactly(10L, 10L);
      assertThat(plan.remarks()).hasSize(1);
      assertThat(plan.remarks().getFirst())
          .contains("left out: l0, l1, l2 and 2 or more others: a symbolic link");
      Files.delete(files.root().resolve("f1"));
      assertThatThrownBy(
              () -> {
                try (SplitReader reader = source.read(plan.splits().getFirst(), Position.START)) {
                  reader.read(100);
                }
              })
          .isInstanceOf(Refused.class)
          .hasMessageContaining("10 names when the run was planned, and has 9 now");
    }
    FolderGround empty = FolderGround.in(folder);
    try (Source source = new Ground(empty, spec(10), 0, 0).open()) {
      assertThat(source.plan().records()).isZero();
      assertThat(records(source)).isEmpty();
    }
  }

  @Test
  void aPlaceAndARangeAreTexts() {
    for (String name : List.of("", "a b", "a:b", "%41", "ü/\n")) {
      assertThat(NamePlace.parse(new NamePlace(name, 3).text())).isEqualTo(new NamePlace(name, 3));
      NameRange range = new NameRange(name, name + "z");
      assertThat(NameRange.parse(range.text())).isEqualTo(range);
      assertThat(range.text()).matches("[!-~]* [!-~]*");
    }
    assertThat(new NamePattern(NamePattern.of("a,b?").expression()).matches("a,bc")).isTrue();
  }
}
