package io.godwit.worker.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child starts from the classes that its parent has kept, where they are there already. */
final class ChildCommandTest {

  @TempDir private Path folder;

  @Test
  void keptClassesAreTakenWhereTheyAreThere() throws Exception {
    String archive = "-XX:SharedArchiveFile=" + folder.resolve("worker.jsa");
    List<String> own = List.of("-Xmx256m", "-XX:+AutoCreateSharedArchive", archive);
    assertThat(ChildCommand.keptClasses(own)).allMatch(option -> option.startsWith("-Xlog:"));
    Files.createFile(folder.resolve("worker.jsa"));
    assertThat(ChildCommand.keptClasses(own))
        .startsWith(archive)
        .doesNotContain("-XX:+AutoCreateSharedArchive", "-Xmx256m");
  }

  @Test
  void aCacheIsTakenToo() throws Exception {
    String cache = "-XX:AOTCache=" + Files.createFile(folder.resolve("godwit.aot"));
    assertThat(ChildCommand.keptClasses(List.of(cache))).contains(cache);
  }
}
