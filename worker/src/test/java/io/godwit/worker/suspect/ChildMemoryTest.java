package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildMemoryTest {

  private static final long MB = 1 << 20;

  @TempDir private Path group;

  private OptionalLong heap(String max, long used, long cache) throws Exception {
    Files.writeString(group.resolve("memory.max"), max + "\n");
    Files.writeString(group.resolve("memory.current"), used * MB + "\n");
    Files.writeString(
        group.resolve("memory.stat"), "anon 5\ninactive_file " + cache * MB + "\nfile 7\n");
    return new ChildMemory(group).heap(256 * MB);
  }

  @Test
  void whatAContainerHasLeftIsTheChilds() throws Exception {
    String limit = Long.toString(512 * MB);
    assertThat(heap(limit, 250, 0)).hasValue(150 * MB);
    assertThat(heap(limit, 300, 60)).as("a cache is no use of memory").hasValue(160 * MB);
    assertThat(heap(limit, 100, 0)).as("no more than the worker's own").hasValue(256 * MB);
    assertThat(heap(limit, 300, 0)).as("less than half").isEmpty();
    assertThat(heap("max", 300, 0)).as("no limit").hasValue(256 * MB);
  }

  @Test
  void whereNoContainerIsThereIsNoLimit() {
    assertThat(new ChildMemory(group.resolve("none")).heap(7)).hasValue(7);
  }
}
