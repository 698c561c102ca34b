package io.godwit.common.job;

import io.godwit.common.model.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The problems found so far in one file. */
final class Problems {

  private static final int MOST_VALUE = 60;

  private final List<Problem> found = new ArrayList<>();

  /** A rule that a value breaks. */
  void value(Node at, String path, String rule, Optional<String> suggestion) {
    add(at, path, Optional.of(shown(at)), rule, suggestion);
  }

  /** A rule that something breaks whose value says nothing, or must not be shown. */
  void place(Node at, String path, String rule, Optional<String> suggestion) {
    add(at, path, Optional.empty(), rule, suggestion);
  }

  /** A rule of the text itself. */
  void text(Optional<Mark> at, String rule) {
    text(at.map(Mark::getLine).orElse(0) + 1, at.map(Mark::getColumn).orElse(0) + 1, rule);
  }

  /** A rule of the text itself, at a line and column from 1. */
  void text(int line, int column, String rule) {
    found.add(new Problem(line, column, "", Optional.empty(), rule, Optional.empty()));
  }

  /** What an exception says of the rule that it stands for. */
  static String rule(IllegalArgumentException e) {
    return Objects.requireNonNullElse(e.getMessage(), "breaks a rule");
  }

  List<Problem> sorted() {
    return found.stream().sorted().distinct().toList();
  }

  boolean none() {
    return found.isEmpty();
  }

  private void add(
      Node at, String path, Optional<String> value, String rule, Optional<String> suggestion) {
    int line = at.getStartMark().map(Mark::getLine).orElse(0) + 1;
    int column = at.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    found.add(new Problem(line, column, path, value, rule, suggestion));
  }

  private static String shown(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return NodeKinds.of(node);
    }
    String text = scalar.getValue().replace("\n", "\\n").replace("\t", "\\t");
    if (text.isEmpty()) {
      return "(empty)";
    }
    return Excerpt.of(text, MOST_VALUE);
  }
}
