package io.godwit.house;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which production types no test names, and the list of those of which that is right. */
final class UnnamedTypes {

  private static final Pattern MAIN =
      Pattern.compile(
          "\\b(?:common|producer|worker|aggregator|connectors/[\\w-]+|cli|embedded)"
              + "/src/main/java/io/godwit/(.+)\\.java$");

  /** The contracts of the test kit are tests, too. */
  private static final Pattern TEST = Pattern.compile("/src/test/java/|\\btestkit/src/main/java/");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern GROUP = Pattern.compile("\\[([\\w.]+)] (.+)\\n(.+)\\n((?:.+\\n?)+)");
  private static final String ENDING = "Test";

  private UnnamedTypes() {}

  /** The types that no test names, {@code package.Type} below {@code io.godwit}, sorted. */
  static Set<String> in(List<Path> files) {
    Set<String> named = new HashSet<>();
    files.stream()
        .filter(file -> TEST.matcher(file.toString()).find())
        .forEach(file -> names(file, named));
    return files.stream()
        .map(file -> MAIN.matcher(file.toString()))
        .filter(Matcher::find)
        .map(found -> found.group(1).replace('/', '.'))
        .filter(type -> !type.endsWith(".package-info"))
        .filter(type -> !named.contains(type.substring(type.lastIndexOf('.') + 1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A comment may name anything. */
  private static void names(Path file, Set<String> named) {
    String code = COMMENT.matcher(Repository.text(file)).replaceAll(" ");
    WORD.matcher(code).results().map(MatchResult::group).forEach(named::add);
    String name = file.getFileName().toString().replace(".java", "");
    if (name.endsWith(ENDING)) {
      named.add(name.substring(0, name.length() - ENDING.length()));
    }
  }

  /**
   * Types of one package that are judged by tests of others.
   *
   * @param name of the package, below {@code io.godwit}
   * @param tests which ones
   * @param reason why that is enough
   * @param types with their package
   */
  record Group(String name, List<String> tests, String reason, List<String> types) {}

  /** The list. */
  record Listed(List<Group> groups) {

    static Listed read(Path file) {
      return new Listed(
          Arrays.stream(Repository.text(file).split("\\n\\n"))
              .map(GROUP::matcher)
              .filter(Matcher::matches)
              .map(found -> group(found.toMatchResult()))
              .toList());
    }

    private static Group group(MatchResult found) {
      return new Group(
          found.group(1),
          List.of(found.group(2).split(", ")),
          found.group(3),
          Stream.of(found.group(4).strip().split("\\s+"))
              .map(type -> found.group(1) + "." + type)
              .toList());
    }

    Set<String> types() {
      return groups.stream().flatMap(group -> group.types().stream()).collect(Collectors.toSet());
    }
  }
}
