package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  private static final Path FOLDER = Path.of("/programs");

  @Test
  void thereIsNoneOfFolders() {
    assertThat(ClassArchive.options(FOLDER, "broker", List.of("/a.jar", "/classes"))).isEmpty();
  }

  @Test
  void serversOfOneClassPathShareOne() {
    List<String> classPath = List.of("/a.jar", "/b.jar");
    List<String> broker = ClassArchive.options(FOLDER, "broker", classPath);
    assertThat(broker).anyMatch(option -> option.contains("=/programs/broker-"));
    assertThat(ClassArchive.options(FOLDER, "broker", classPath)).isEqualTo(broker);
    assertThat(ClassArchive.options(FOLDER, "mongodb", classPath)).isNotEqualTo(broker);
    assertThat(ClassArchive.options(FOLDER, "broker", List.of("/a.jar"))).isNotEqualTo(broker);
  }

  /** The JVM keeps an archive of jars that were built anew, and never uses it. */
  @Test
  void oneThatIsOlderThanAJarIsRemoved(@TempDir Path folder) throws Exception {
    Path jar = Files.createFile(folder.resolve("a.jar"));
    List<String> classPath = List.of(jar.toString());
    String option = ClassArchive.options(folder, "broker", classPath).get(1);
    Path archive = Files.createFile(Path.of(option.substring(option.indexOf('=') + 1)));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    ClassArchive.options(folder, "broker", classPath);
    assertThat(archive).exists();
    Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2025-12-31T00:00:00Z")));
    ClassArchive.options(folder, "broker", classPath);
    assertThat(archive).doesNotExist();
  }
}
