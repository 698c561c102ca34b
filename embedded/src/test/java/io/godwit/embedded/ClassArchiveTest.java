package io.godwit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
