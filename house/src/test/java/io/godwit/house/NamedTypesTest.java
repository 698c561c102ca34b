package io.godwit.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A production type is named by a test, or it stands in a list that says by which tests of another
 * type it is judged, and why that is enough.
 */
final class NamedTypesTest {

  private static final String LIST = "house/src/test/types-that-no-test-names.txt";
  private static final int A_SENTENCE = 20;

  private final List<Path> files = Repository.javaFiles();
  private final UnnamedTypes.Listed listed =
      UnnamedTypes.Listed.read(Repository.root().resolve(LIST));

  @Test
  void aTypeIsNamedByATestOrStandsInTheListAndNotBoth() {
    Set<String> unnamed = UnnamedTypes.in(files);
    Set<String> forgotten = new TreeSet<>(unnamed);
    forgotten.removeAll(listed.types());
    assertThat(forgotten)
        .as(
            "no test names them: name each in one that fails without it, or say in %s why not",
            LIST)
        .isEmpty();
    Set<String> stale = new TreeSet<>(listed.types());
    stale.removeAll(unnamed);
    assertThat(stale)
        .as("a test names them now, or they are gone: take them out of %s", LIST)
        .isEmpty();
  }

  @Test
  void theListGivesReasonsAndTestsThatAreThere() {
    Set<String> tests =
        files.stream()
            .filter(file -> Repository.name(file).contains("src/test/"))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    assertThat(listed.groups())
        .isNotEmpty()
        .allSatisfy(group -> {
          assertThat(group.reason())
              .as("the reason of %s", group.name())
              .hasSizeGreaterThan(A_SENTENCE);
          assertThat(tests).as("the tests of %s", group.name()).containsAll(group.tests());
          assertThat(group.types()).as("the types of %s", group.name()).isNotEmpty().isSorted();
        });
    assertThat(listed.groups().stream().flatMap(group -> group.types().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theScanFindsWhatItIsFor(@TempDir Path folder) throws IOException {
    Path main = Files.createDirectories(folder.resolve("worker/src/main/java/io/godwit/a"));
    Path test = Files.createDirectories(folder.resolve("worker/src/test/java/io/godwit/a"));
    for (String type : List.of("Used", "Tested", "Told", "package-info")) {
      Files.writeString(main.resolve(type + ".java"), "");
    }
    Files.writeString(
        test.resolve("TestedTest.java"), "/** Not {@link Told}. */ // Told\n Used u;");
    List<Path> all;
    try (var found = Files.walk(folder)) {
      all = found.filter(Files::isRegularFile).toList();
    }
    assertThat(UnnamedTypes.in(all)).containsExactly("a.Told");
  }

  @Test
  void theListIsReadAsItIsWritten(@TempDir Path folder) throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("list"),
            """
            # said to whoever reads it

            [a.b] OneTest, Other
            for a reason
            A B
            C
            """);
    assertThat(UnnamedTypes.Listed.read(list).groups())
        .containsExactly(
            new UnnamedTypes.Group(
                "a.b",
                List.of("OneTest", "Other"),
                "for a reason",
                List.of("a.b.A", "a.b.B", "a.b.C")));
  }
}
