package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {

  @TempDir Path folder;

  @Test
  void endsTheProcessThatItMarksAndNoOtherOfItsNumber() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessMark mark = ProcessMark.of(process.toHandle());
      new ProcessMark(mark.pid(), mark.started() - 1_000).awaitEnd(Duration.ofMillis(1));
      assertThat(process.isAlive()).isTrue();

      mark.write(folder.resolve("mark"));
      ProcessMark.read(folder.resolve("mark")).orElseThrow().awaitEnd(Duration.ofMillis(1));
      assertThat(process.isAlive()).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aFileThatWasCutShortMarksNothing() throws Exception {
    assertThat(ProcessMark.read(folder.resolve("none"))).isEmpty();
    assertThat(ProcessMark.read(Files.writeString(folder.resolve("empty"), ""))).isEmpty();
    assertThat(ProcessMark.read(Files.writeString(folder.resolve("cut"), "12 "))).isEmpty();
  }
}
