package io.godwit.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one idea: in the names of types, and in the glossary that lists the words. */
final class NamesTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z ,]+) \\| .* \\| `([\\w.]+)` \\|$");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)(?:\\.\\w+)?`");
  private static final Pattern UNTYPED = Pattern.compile("(?m)^\\| ([a-z ,]+) \\| .* \\| +\\|$");

  private final List<Path> files =
      Repository.javaFiles().stream()
          .filter(file -> Repository.name(file).contains("src/main/"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();

  @Test
  void noTwoTypesHaveOneSimpleName() {
    Map<String, List<String>> byName =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.getFileName().toString(),
                    Collectors.mapping(Repository::name, Collectors.toList())));
    assertThat(byName).hasSizeGreaterThan(400);
    assertThat(byName.values().stream().filter(same -> same.size() > 1)).isEmpty();
  }

  @Test
  void theGlossaryNamesTypesThatAreThere() throws Exception {
    String glossary = Files.readString(Repository.root().resolve("docs/glossary.md"));
    List<MatchResult> rows = ROW.matcher(glossary).results().toList();
    assertThat(rows).hasSizeGreaterThan(40);
    assertThat(rows.stream().map(row -> row.group(2)).filter(type -> !isThere(type))).isEmpty();
  }

  @Test
  void theWalkOfARecordNamesTypesThatAreThere() throws Exception {
    String walk = Files.readString(Repository.root().resolve("docs/architecture.md"));
    List<MatchResult> types = TYPE.matcher(walk).results().toList();
    assertThat(types).hasSizeGreaterThan(30);
    assertThat(types.stream().map(type -> type.group(1)).filter(type -> !isThere(type))).isEmpty();
  }

  @Test
  void theGlossaryHasEachWordOnce() throws Exception {
    String glossary = Files.readString(Repository.root().resolve("docs/glossary.md"));
    assertThat(
            Stream.of(ROW, UNTYPED)
                .flatMap(pattern -> pattern.matcher(glossary).results())
                .map(row -> row.group(1)))
        .doesNotHaveDuplicates();
  }

  /** A type, a type inside another, or a component of a record. */
  private boolean isThere(String name) {
    String[] parts = name.split("\\.", 2);
    return files.stream()
        .filter(file -> file.endsWith(parts[0] + ".java"))
        .map(Repository::text)
        .anyMatch(text ->
            parts.length == 1
                || Pattern.compile("\\b(class|record|enum|interface|String) " + parts[1] + "\\b")
                    .matcher(text)
                    .find());
  }
}
