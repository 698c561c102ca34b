package io.godwit.files.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.files.SourceYaml;
import io.godwit.files.bytes.Readings;
import io.godwit.files.content.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names, patterns and folders lead to, in which order. */
class NamedFilesTest {

  @TempDir private Path folder;

  @BeforeEach
  void someFiles() throws IOException {
    for (String name :
        List.of(
            "data/b.csv",
            "data/a10.csv",
            "data/a2.csv",
            "data/Z.csv",
            "data/.hidden.csv",
            "data/notes.txt",
            "data/2024/a2.csv",
            "data/2024/05/c.csv",
            "data/.git/d.csv",
            "odd/a[1].csv")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "id\n" + name + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data/*.csv         | Z.csv a10.csv a2.csv b.csv",
        "data               | Z.csv a10.csv a2.csv b.csv notes.txt",
        "data/              | Z.csv a10.csv a2.csv b.csv notes.txt",
        "data/**/*.csv      | 2024/05/c.csv 2024/a2.csv Z.csv a10.csv a2.csv b.csv",
        "data/**.csv        | 2024/05/c.csv 2024/a2.csv Z.csv a10.csv a2.csv b.csv",
        "data/*/a?.csv      | 2024/a2.csv",
        "'data/{b,Z}.csv'   | Z.csv b.csv",
        "'data/[ab]*.csv'   | a10.csv a2.csv b.csv",
        "'odd/a[1].csv'     | a[1].csv",
        "'odd/*'            | a[1].csv",
        "./data/../data/b.csv | b.csv",
      })
  void aPatternLeadsToFilesInTheOrderOfTheirNames(String spelled, String units) throws Exception {
    assertThat(NamedFiles.of(List.of(spelled), folder, any -> {}))
        .extracting(SourceFile::unit)
        .containsExactly(units.split(" "));
  }

  @Test
  void filesOfOneNameAreToldApart() throws Exception {
    assertThat(NamedFiles.of(List.of("data/2024/*.csv", "data/a*.csv"), folder, any -> {}))
        .extracting(SourceFile::unit)
        .containsExactly("data/2024/a2.csv", "a10.csv", "data/a2.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data/*.xml", "none/*.csv", "none", "data/2024/06/*"})
  void whatLeadsToNothingIsRefused(String spelled) {
    assertThatThrownBy(
            () -> NamedFiles.of(List.of(spelled), folder, any -> {}).getFirst().fingerprint())
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_MISSING))
        .hasMessageMatching("(no file matches |there is no f).*");
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> NamedFiles.of(List.of("empty"), folder, any -> {}))
        .hasMessageContaining("no file matches empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./data/b.csv", "data/*.csv", "data"})
  void aFileThatIsNamedTwiceIsRefused(String again) {
    assertThatThrownBy(() -> NamedFiles.of(List.of("data/b.csv", again), folder, any -> {}))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("data/b.csv twice: by data/b.csv and by " + again);
  }

  @Test
  void aBrokenPatternIsRefused() {
    assertThatThrownBy(() -> NamedFiles.of(List.of("data/[a.csv"), folder, any -> {}))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_INVALID))
        .hasMessageContaining("'[a.csv' is no pattern");
  }

  @Test
  void theSetOfFilesIsPartOfTheFingerprint() throws Exception {
    Source source = SourceYaml.in(folder, "csv: data/**/*.csv\nkey: id");
    String before = source.fingerprint();
    assertThat(source.plan().records()).isEqualTo(6);
    assertThat(source.fingerprint()).isEqualTo(before);
    assertThat(Readings.of(source)).hasSize(6);

    Files.writeString(folder.resolve("data/new.csv"), "id\n1\n");

    assertThat(source.fingerprint()).isNotEqualTo(before);
  }
}
