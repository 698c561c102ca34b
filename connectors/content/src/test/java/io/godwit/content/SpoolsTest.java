package io.godwit.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectSpools;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.SpooledObject;
import io.godwit.common.store.UnfitObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of contents, and for how long. */
class SpoolsTest {

  @TempDir private Path folder;

  private static ObjectFacts put(ContentGround ground, ObjectStore store, String name, byte[] bytes)
      throws Exception {
    Files.write(ground.folder().resolve(name), bytes);
    return store.look(name).orElseThrow();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static ObjectSpools.Use use(ObjectSpools spools, ObjectStore store, ObjectFacts of)
      throws Exception {
    return spools.use("disk", store, of.name(), Optional.of(of.version()), 1 << 30);
  }

  @Test
  void aContentIsReadFromAnyByteAndIsAFile() throws Exception {
    ContentGround ground = ContentGround.in(folder);
    try (ObjectStore store = ground.store()) {
      for (int size : new int[] {0, 1, 256 << 10, (256 << 10) + 1, 3 << 20}) {
        byte[] bytes = bytes(size);
        ObjectFacts facts = put(ground, store, "x" + size, bytes);
        ground.spools().enter();
        Path file;
        try (ObjectSpools.Use use = use(ground.spools(), store, facts)) {
          SpooledObject object = use.object();
          assertThat(object.size()).isEqualTo(size);
          try (InputStream in = object.open(size / 2)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, size / 2, size));
          }
          file = object.file();
          assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
          assertThat(object.hash().hex()).hasSize(64);
        }
        assertThat(file).exists();
        ground.spools().leave();
        assertThat(file).doesNotExist();
      }
    }
  }

  /** One that is in use stays, whatever comes behind it; then the oldest goes. */
  @Test
  void whatHasNoRoomGoesWhenNobodyUsesIt() throws Exception {
    ContentGround ground = ContentGround.in(folder);
    ObjectSpools spools = ground.spools();
    spools.enter();
    try (ObjectStore store = ground.store()) {
      ObjectFacts first = put(ground, store, "first", bytes(200 << 10));
      Path file;
      try (ObjectSpools.Use held = use(spools, store, first)) {
        file = held.object().file();
        for (int i = 0; i < 200; i++) {
          use(spools, store, put(ground, store, "x" + i, bytes(250 << 10))).close();
        }
        assertThat(file).exists();
      }
      assertThat(file).doesNotExist();
      // Of the newest nothing has to be read.
      ObjectFacts newest = store.look("x199").orElseThrow();
      Files.delete(ground.folder().resolve("x199"));
      use(spools, store, newest).close();
      assertThatThrownBy(() -> spools.use("other", store, "x199", Optional.empty(), 1 << 30))
          .isInstanceOf(UnfitObject.class);
      assertThatThrownBy(
              () -> spools.use("disk", store, "x199", Optional.of(newest.version()), 1 << 10))
          .isInstanceOf(UnfitObject.class)
          .hasMessageContaining("reads at most 1024 (max-size)");
    }
    spools.leave();
  }
}
