package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path target() throws IOException {
    return Files.writeString(folder.resolve("report.json"), "old");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void whatIsWrittenIsSeenWhenItIsWholeAndNotBefore() throws IOException {
    Path target = target();
    try (AtomicFile file = AtomicFile.of(target, "one")) {
      file.out().write(NEW);
      assertThat(target).hasContent("old");
      file.publish();
      assertThat(target).hasContent("new");
    }
    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("report.json");
  }

  @Test
  void whatIsNotPublishedLeavesNothing() throws IOException {
    Path target = target();
    try (AtomicFile file = AtomicFile.of(target, "one")) {
      file.out().write(NEW);
    }
    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("report.json");
  }

  @Test
  void theRestOfAWriterThatDiedIsWrittenOver() throws IOException {
    Path target = target();
    Files.writeString(folder.resolve(".report.json.one.part"), "a longer rest than what comes");
    AtomicFile.write(target, "one", NEW);
    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("report.json");
  }

  @Test
  void twoWritersDoNotWriteIntoOneFile() throws IOException {
    Path target = target();
    try (AtomicFile one = AtomicFile.of(target, "one");
        AtomicFile other = AtomicFile.of(target, "other")) {
      one.out().write(NEW);
      other.out().write("another".getBytes(StandardCharsets.UTF_8));
      one.publish();
      assertThat(target).hasContent("new");
      other.publish();
      assertThat(target).hasContent("another");
    }
  }
}
