package io.godwit.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The dashboards and rules of {@code deploy/}, and what they ask Prometheus. */
final class Monitoring {

  static final Path ROOT = Path.of(System.getProperty("godwit.root"));
  static final Path PROMETHEUS = ROOT.resolve("deploy/prometheus");
  private static final Path DASHBOARDS = ROOT.resolve("deploy/grafana/dashboards");

  private static final Pattern IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)|\\{\\{(\\w+)}}");

  private Monitoring() {}

  /**
   * One expression.
   *
   * @param place where it stands, for messages
   * @param labels that texts beside it name: of a legend, of annotations
   */
  record Query(String place, String promQl, List<String> labels) {}

  /** The alerts of the rules. */
  static List<JsonNode> alerts() {
    JsonNode rules = new YAMLMapper().readTree(PROMETHEUS.resolve("rules.yml").toFile());
    List<JsonNode> alerts = new ArrayList<>();
    rules.get("groups").forEach(group -> group.get("rules").forEach(alerts::add));
    return alerts;
  }

  static List<Query> ofRules() {
    return alerts().stream()
        .map(alert ->
            new Query(
                alert.get("alert").asString(),
                alert.get("expr").asString(),
                named(alert.get("annotations").toString())))
        .toList();
  }

  static List<Query> ofDashboards() {
    List<Query> queries = new ArrayList<>();
    dashboards()
        .forEach(board ->
            board
                .get("panels")
                .forEach(panel ->
                    panel
                        .path("targets")
                        .forEach(target ->
                            queries.add(
                                new Query(
                                    board.get("title").asString()
                                        + ": "
                                        + panel.get("title").asString(),
                                    target.get("expr").asString(),
                                    named(target.path("legendFormat").asString()))))));
    return queries;
  }

  static List<JsonNode> dashboards() {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> JsonMapper.shared().readTree(file.toFile()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> named(String text) {
    List<String> labels = new ArrayList<>();
    Matcher matcher = IN_TEXT.matcher(text);
    while (matcher.find()) {
      labels.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return labels;
  }
}
