package io.godwit.common.job;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The parser's messages in the words of somebody who writes a job. */
final class YamlMistakes {

  private YamlMistakes() {}

  static void report(MarkedYamlEngineException e, Problems problems) {
    String problem = Optional.ofNullable(e.getProblem()).orElse("not YAML");
    Optional<Mark> place =
        unclosed(problem) || bracket(problem) ? e.getContextMark() : e.getProblemMark();
    problems.text(place.or(e::getProblemMark).or(e::getContextMark), rule(problem));
  }

  private static boolean bracket(String problem) {
    return problem.contains("',' or '");
  }

  private static boolean unclosed(String problem) {
    return problem.contains("unexpected end of stream") || problem.contains("document separator");
  }

  /**
   * The parser's own text is used only where it repeats nothing of the file: it may be a secret.
   */
  private static String rule(String problem) {
    if (problem.contains("(TAB)")) {
      return "a tab neither indents nor begins a value: use spaces";
    }
    if (problem.contains("mapping values are not allowed here")) {
      return "a key has no place here: check the indentation, or put a text with ': ' into quotes";
    }
    if (problem.contains("could not find expected ':'")) {
      return "a key is followed by ': ' and its value";
    }
    if (problem.contains("expected <block end>")) {
      return "the line does not fit the ones above: check its indentation and dashes";
    }
    if (unclosed(problem)) {
      return "the quote that begins here is not closed";
    }
    if (problem.contains("undefined alias")) {
      return "a text that begins with * stands in quotes";
    }
    if (problem.contains("duplicate anchor") || problem.contains("anchor")) {
      return "a text that begins with & stands in quotes";
    }
    if (problem.contains("cannot start any token")) {
      return "a text that begins with this character stands in quotes";
    }
    if (bracket(problem)) {
      return "an opened [ or { needs its closing bracket, and commas between its parts";
    }
    if (problem.contains("escape") || problem.contains("hexadecimal")) {
      return "a text with \\ stands in single quotes, or doubles it";
    }
    return "the text is not YAML here";
  }
}
