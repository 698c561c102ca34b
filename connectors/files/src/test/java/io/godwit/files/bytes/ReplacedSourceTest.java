package io.godwit.files.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.files.SourceYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is replaced while a run is on its way gives no record of another file. */
class ReplacedSourceTest {

  private static final String ROWS = "id,t\n" + "1,a\n".repeat(3000);
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;
  private Source source;
  private Plan plan;

  @BeforeEach
  void planned() throws Exception {
    write(ROWS, THEN);
    source = SourceYaml.in(folder, "csv: rows.csv\nkey: id\nsplit: 4KB");
    plan = source.plan();
    assertThat(plan.splits()).hasSizeGreaterThan(2);
  }

  @Test
  void aSplitOfAnotherFileIsNotOpened() throws Exception {
    write("other;header\n" + "1;2\n".repeat(6000), FileTime.from(Instant.now()));

    refused(() -> source.read(plan.splits().get(1), Position.START));
    // Another process, which has not planned the source.
    refused(() ->
        SourceYaml.in(folder, "csv: rows.csv\nkey: id").read(plan.splits().get(1), Position.START));
  }

  @Test
  void aFileOfTheSameSizeIsAnotherOne() throws Exception {
    write(ROWS.replace('a', 'b'), FileTime.from(Instant.now()));

    refused(() -> source.read(plan.splits().getFirst(), Position.START));
  }

  @Test
  void aFileThatChangesWhileItIsReadGivesNoMoreRecords() throws Exception {
    try (SplitReader reader = source.read(plan.splits().getFirst(), Position.START)) {
      assertThat(reader.read(10)).hasSize(10);
      write(ROWS.replace('a', 'b'), FileTime.from(Instant.now()));
      refused(() -> reader.read(10));
    }
  }

  @Test
  void aRestoredFileGoesOn() throws Exception {
    Position position;
    try (SplitReader reader = source.read(plan.splits().getFirst(), Position.START)) {
      reader.read(10);
      position = reader.position();
      write("id\n", FileTime.from(Instant.now()));
      refused(() -> reader.read(10));
    }
    write(ROWS, THEN);

    assertThat(Readings.of(source, plan.splits().getFirst(), position))
        .hasSize((int) plan.splits().getFirst().records() - 10);
  }

  private interface Reads {
    Object read() throws Exception;
  }

  private static void refused(Reads reads) {
    assertThatThrownBy(reads::read)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
        .hasMessageContaining("rows.csv was changed or replaced");
  }

  private void write(String text, FileTime time) throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, time);
  }
}
