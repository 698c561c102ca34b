package io.godwit.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The budgets of the house hold in every source file of the repository. */
final class BudgetTest {

  // In two parts, or this file would find itself.
  private static final Pattern SLEEP =
      Pattern.compile("Thread\\." + "sleep\\(|TimeUnit\\.\\w+\\.s" + "leep");
  private static final Pattern BARE_DISABLED = Pattern.compile("@Disabled(?!\\w|\\()");
  private static final Pattern TEST_METHOD =
      Pattern.compile("(?m)^\\s*@(Test|ParameterizedTest)\\b");

  /** About twenty: a package is a room that one can look over. */
  private static final int MOST_FILES = 24;

  private final List<Path> files = Repository.javaFiles();

  @Test
  void filesAndMethodsAreShortAndHideNothing() {
    assertThat(files).hasSizeGreaterThan(50);
    assertThat(SourceScan.findings(files)).isEmpty();
  }

  @Test
  void everyPackageOfMainCodeSaysWhatItIsForAndIsNullMarked() {
    assertThat(
            files.stream()
                .filter(BudgetTest::isMain)
                .map(file -> file.resolveSibling("package-info.java"))
                .distinct()
                .filter(
                    info -> !Files.exists(info) || !Repository.text(info).contains("@NullMarked"))
                .map(Repository::name))
        .isEmpty();
  }

  @Test
  void packagesOfMainCodeCanBeLookedOver() {
    Map<Path, Long> sizes =
        files.stream()
            .filter(BudgetTest::isMain)
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    assertThat(sizes)
        .hasSizeGreaterThan(50)
        .allSatisfy((folder, size) ->
            assertThat(size).as(Repository.name(folder)).isLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void testsWaitForWhatTheyNeedAndNeverSleep() {
    assertThat(tests().filter(file -> SLEEP.matcher(Repository.text(file)).find())).isEmpty();
  }

  @Test
  void aSkippedTestSaysWhy() {
    assertThat(tests().filter(file -> BARE_DISABLED.matcher(Repository.text(file)).find()))
        .isEmpty();
  }

  @Test
  void filesWithTestsAreNamedSoThatTheyRun() {
    assertThat(
            tests()
                .filter(file -> TEST_METHOD.matcher(Repository.text(file)).find())
                .filter(file -> !file.toString().endsWith("Test.java"))
                .filter(file -> !isSharedByInterface(file)))
        .isEmpty();
  }

  /** An interface with tests runs as part of each class that implements it. */
  private static boolean isSharedByInterface(Path file) {
    String name = file.getFileName().toString().replace(".java", "");
    return Repository.text(file).contains("interface " + name + " ");
  }

  @Test
  void theScanFindsWhatItIsFor(@TempDir Path folder) throws IOException {
    String longMethod =
        IntStream.range(0, SourceScan.MOST_METHOD_LINES)
            .mapToObj(i -> "    int v" + i + " = 0;\n")
            .reduce("", String::concat);
    Path bad = folder.resolve("Bad.java");
    Files.writeString(
        bad,
        """
        class Bad {
          // TO%s later
          Object none() { return null; }
          void swallow() { try { none(); } catch (RuntimeException e) { } }
          void argue() { try { none(); } catch (RuntimeException e) { /* harmless */ } }
          void tooLong() {
        %s  }
        }
        """
            .formatted("DO", longMethod));
    assertThat(SourceScan.findings(List.of(bad)))
        .hasSize(4)
        .anyMatch(f -> f.contains("Bad.java:2 is unfinished"))
        .anyMatch(f -> f.contains("Bad.java:3 returns null"))
        .anyMatch(f -> f.contains("Bad.java:4 swallows"))
        .anyMatch(f -> f.contains("Bad.java:6 tooLong has 52 lines"));
  }

  private Stream<Path> tests() {
    return files.stream().filter(file -> !isMain(file));
  }

  private static boolean isMain(Path file) {
    return file.toString().contains("/src/main/java/");
  }
}
