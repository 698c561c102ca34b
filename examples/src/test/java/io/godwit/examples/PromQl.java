package io.godwit.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression names, as far as dashboards and rules use the language.
 *
 * @param metrics each metric with the labels that select of it
 * @param grouped the labels by which it is grouped or joined
 */
record PromQl(Map<String, Set<String>> metrics, Set<String> grouped) {

  private static final Pattern METRIC = Pattern.compile("\\b(godwit_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");

  /** Labels that Prometheus itself adds, or a histogram has. */
  static final Set<String> ADDED = Set.of("instance", "le");

  static PromQl read(String expression) {
    Map<String, Set<String>> metrics = new TreeMap<>();
    Matcher metric = METRIC.matcher(expression);
    while (metric.find()) {
      Set<String> labels = metrics.computeIfAbsent(metric.group(1), name -> new TreeSet<>());
      Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
    }
    Set<String> grouped = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      grouped.addAll(List.of(grouping.group(1).strip().split("\\s*,\\s*")));
    }
    return new PromQl(metrics, grouped);
  }

  /**
   * What it names and nobody exposes, as sentences.
   *
   * @param exposed the labels of each metric
   * @param beside labels that texts beside the expression name
   */
  List<String> unknown(Map<String, Set<String>> exposed, List<String> beside) {
    List<String> unknown = new ArrayList<>();
    Set<String> available = new TreeSet<>(ADDED);
    metrics.forEach((metric, selecting) -> {
      Set<String> labels = exposed.getOrDefault(metric, Set.of());
      available.addAll(labels);
      if (!exposed.containsKey(metric)) {
        unknown.add("no metric " + metric);
      }
      selecting.stream()
          .filter(label -> !labels.contains(label))
          .forEach(label -> unknown.add("no label " + label + " of " + metric));
    });
    grouped.stream()
        .filter(label -> !available.contains(label))
        .forEach(label -> unknown.add("no label " + label + " to group by"));
    // What is grouped away cannot be shown.
    Set<String> left = grouped.isEmpty() ? available : grouped;
    beside.stream()
        .filter(label -> !left.contains(label))
        .forEach(label -> unknown.add("no label " + label + " to show"));
    return unknown;
  }

  /** The labels of each metric, from pages of {@code /metrics}. */
  static Map<String, Set<String>> exposed(Iterable<String> pages) {
    Map<String, Set<String>> exposed = new HashMap<>();
    for (String page : pages) {
      page.lines()
          .filter(line -> !line.startsWith("#"))
          .map(PromQl::read)
          .forEach(line ->
              line.metrics()
                  .forEach((metric, labels) ->
                      exposed.computeIfAbsent(metric, name -> new TreeSet<>()).addAll(labels)));
    }
    return exposed;
  }
}
