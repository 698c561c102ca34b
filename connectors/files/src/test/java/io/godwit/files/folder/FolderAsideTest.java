package io.godwit.files.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.godwit.common.store.aside.Copied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept where a file cannot have a second name. */
class FolderAsideTest {

  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir private Path folder;

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  private static String version(Path file) throws IOException {
    return FoundFile.of(
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
        .version();
  }

  @Test
  void fromAnotherDiskItIsCopiedWithTimePermissionsAndNotes() throws Exception {
    assumeThat(MEMORY).isDirectory().isWritable();
    assumeThat(Files.getFileStore(MEMORY)).isNotEqualTo(Files.getFileStore(folder));
    Path there = Files.createTempDirectory(MEMORY, "godwit");
    try {
      Path file = Files.writeString(there.resolve("f"), "old");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-29T12:34:56.7891Z")));
      KeptNotes notes = new KeptNotes(there);
      notes.keep("f", file, version(file), Map.of("a", "b"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
      FolderAside.Place from = new FolderAside.Place("f", file, notes);
      FolderAside.Place to = new FolderAside.Place("k", folder.resolve("k"), new KeptNotes(folder));
      FolderAside aside = new FolderAside(new Parts(folder));
      assertThat(aside.copied(from, "another", to, Optional.empty()))
          .isInstanceOf(Copied.Changed.class);
      for (int i = 0; i < 2; i++) {
        assertThat(aside.copied(from, version(file), to, Optional.empty()))
            .isInstanceOf(Copied.Done.class);
      }
      assertThat(folder.resolve("k")).hasContent("old");
      assertThat(Files.getLastModifiedTime(folder.resolve("k")))
          .isEqualTo(Files.getLastModifiedTime(file));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("k"))))
          .isEqualTo("r--r-----");
      assertThat(to.notes().of("k", to.path(), version(to.path()))).hasValue(Map.of("a", "b"));
      Files.delete(file);
      Files.writeString(file, "new");
      assertThat(aside.copied(to, version(to.path()), from, Optional.of("another")))
          .isInstanceOf(Copied.Changed.class);
      assertThat(aside.copied(to, version(to.path()), from, Optional.of(version(file))))
          .isInstanceOf(Copied.Done.class);
      assertThat(file).hasContent("old");
      assertThat(from.notes().of("f", file, version(file))).hasValue(Map.of("a", "b"));
      assertThat(new FolderStore(there, false).list("", Optional.empty(), 9).objects()).hasSize(1);
    } finally {
      delete(there);
    }
  }
}
