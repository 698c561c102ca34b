package io.godwit.testkit.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFolderTest {

  @TempDir private Path folder;

  @Test
  void thereIsNothingWhereThereIsNoFolder() throws IOException {
    assertThat(LiveFolder.files(folder.resolve("none"))).isEmpty();
  }

  /** A walk of the JDK's ends with an error within a few looks at this. */
  @Test
  void whatComesAndGoesMeanwhileIsNoError() throws Exception {
    Path below = Files.createDirectories(folder.resolve("some/deep"));
    Path stays = Files.writeString(below.resolve("stays"), "");
    AtomicBoolean ended = new AtomicBoolean();
    Thread other = Thread.ofVirtual().start(() -> comeAndGo(below, ended));
    try {
      for (int look = 0; look < 2_000; look++) {
        assertThat(LiveFolder.files(folder)).contains(stays);
      }
    } finally {
      ended.set(true);
      other.join();
    }
    assertThat(LiveFolder.files(folder)).containsExactly(stays);
  }

  private static void comeAndGo(Path below, AtomicBoolean ended) {
    try {
      while (!ended.get()) {
        Path inside = Files.createDirectory(below.resolve("part"));
        Path file = Files.writeString(inside.resolve("file"), "");
        Files.delete(Files.move(file, below.resolve("moved")));
        Files.delete(inside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
