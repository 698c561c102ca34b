package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.godwit.common.metrics.Metric;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Dashboards and rules against a run: what they ask for is there, and says what the report says.
 */
@ExtendWith(EmbeddedServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WatchedRunTest {

  @TempDir private static Path folder;

  private WatchedRun run;

  @BeforeAll
  void runTheExample(Environment environment) throws Exception {
    run = WatchedRun.carryOut(environment, folder);
  }

  @AfterAll
  void stopPrometheus() {
    run.close();
  }

  @Test
  void everyMetricAndLabelThatIsNamedIsExposed() {
    Map<String, Set<String>> exposed = PromQl.exposed(run.seen());
    List<Monitoring.Query> queries = all().toList();
    assertThat(queries).hasSizeGreaterThan(60);
    assertThat(
            queries.stream()
                .filter(query -> !query.promQl().contains("ALERTS{"))
                .flatMap(query ->
                    PromQl.read(query.promQl()).unknown(exposed, query.labels()).stream()
                        .map(unknown -> query.place() + ": " + unknown)))
        .isEmpty();
  }

  @Test
  void everyMetricIsExposedAndLookedAt() {
    Set<String> exposed = withoutSuffix(PromQl.exposed(run.seen()).keySet());
    Set<String> named = new TreeSet<>();
    all().forEach(query -> named.addAll(PromQl.read(query.promQl()).metrics().keySet()));
    List<String> defined = Stream.of(Metric.values()).map(Metric::text).toList();
    assertThat(exposed).containsExactlyInAnyOrderElementsOf(defined);
    assertThat(withoutSuffix(named)).containsExactlyInAnyOrderElementsOf(defined);
  }

  private static Stream<Monitoring.Query> all() {
    return Stream.concat(Monitoring.ofDashboards().stream(), Monitoring.ofRules().stream());
  }

  private static Set<String> withoutSuffix(Set<String> metrics) {
    Set<String> names = new TreeSet<>();
    metrics.forEach(metric -> names.add(metric.replaceFirst("_(bucket|sum|count)$", "")));
    return names;
  }

  @Test
  void everyQueryOfTheDashboardsReturnsData() {
    Prometheus.assumeThere();
    Prometheus prometheus = run.prometheus().orElseThrow();
    assertThat(Monitoring.ofDashboards())
        .allSatisfy(query -> {
          List<JsonNode> lines = prometheus.between(run.start(), run.end(), filled(query.promQl()));
          assertThat(
                  lines.stream()
                      .flatMap(line -> line.get("values").valueStream())
                      .map(value -> Double.parseDouble(value.get(1).asString())))
              .as("%s: %s", query.place(), query.promQl())
              .anyMatch(Double::isFinite);
        });
  }

  /** As Grafana fills it in. */
  private static String filled(String promQl) {
    return promQl.replace("$job", WatchedRun.JOB).replace("$__rate_interval", "5s");
  }

  @Test
  void theBooksOfTheDashboardAreThoseOfTheReport() {
    Prometheus.assumeThere();
    Map<String, Long> shown = new HashMap<>();
    for (Monitoring.Query query : panel("Godwit: one job: Books of the run")) {
      for (JsonNode line : answer(query)) {
        String outcome = line.at("/metric/outcome").asString("");
        String name = outcome.isEmpty() ? filled(query.promQl()) : outcome;
        shown.put(name, Long.parseLong(line.at("/value/1").asString()));
      }
    }
    assertThat(shown)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "max(godwit_run_planned_records{job=\"watched\"})", number("/plan/records"),
                "max(godwit_run_read_records{job=\"watched\"})", number("/outcomes/read"),
                "max(godwit_run_gone_rows{job=\"watched\"})", 0L,
                "max(godwit_run_gone_done_rows{job=\"watched\"})", 0L,
                "max(godwit_run_verified_rows{job=\"watched\"})", number("/outcomes/written"),
                "max(godwit_run_differing_rows{job=\"watched\"})", 0L,
                "written", number("/outcomes/written"),
                "unchanged", number("/outcomes/unchanged"),
                "dropped", number("/outcomes/dropped"),
                "failed", number("/outcomes/failed")));
    assertThat(shown.get("written")).isPositive();
    assertThat(shown.get("failed")).isPositive();
  }

  @Test
  void theFailuresOfTheDashboardAreThoseOfTheReport() {
    Prometheus.assumeThere();
    Map<String, Long> reported = new HashMap<>();
    run.report()
        .at("/failures")
        .forEach(group ->
            group
                .at("/codes")
                .forEach(code ->
                    reported.put(code.at("/code").asString(), code.at("/records").asLong())));
    Map<String, Long> shown = new HashMap<>();
    Monitoring.Query query = panel("Godwit: one job: Failures by code").getFirst();
    answer(query)
        .forEach(line ->
            shown.put(
                line.at("/metric/code").asString(),
                Long.parseLong(line.at("/value/1").asString())));
    assertThat(shown).isNotEmpty().containsExactlyInAnyOrderEntriesOf(reported);
  }

  @Test
  void theLagFallsToExactlyZeroWhileWorkersComeAndGo() {
    Prometheus.assumeThere();
    List<Long> lag = history("Godwit: fleet: Lag by job");
    assertThat(lag).element(lag.size() / 2).asInstanceOf(LONG).isPositive();
    assertThat(lag.getLast()).isZero();
    // Each number once, in the order in which it came: joining takes several looks.
    List<Long> workers = history("Godwit: fleet: Live workers");
    assertThat(workers).contains(1L, 4L);
    assertThat(workers.getLast()).isEqualTo(1);
    assertThat(workers.indexOf(1L)).isLessThan(workers.indexOf(4L));
  }

  /** The values of a panel's first query, each second from the begin of the run. */
  private List<Long> history(String panel) {
    return run.prometheus()
        .orElseThrow()
        .between(run.start(), run.end(), filled(panel(panel).getFirst().promQl()))
        .getFirst()
        .get("values")
        .valueStream()
        .map(value -> Long.parseLong(value.get(1).asString()))
        .toList();
  }

  private static List<Monitoring.Query> panel(String place) {
    List<Monitoring.Query> queries =
        Monitoring.ofDashboards().stream().filter(query -> query.place().equals(place)).toList();
    assertThat(queries).as(place).isNotEmpty();
    return queries;
  }

  /** What the panel shows at the end. */
  private List<JsonNode> answer(Monitoring.Query query) {
    return run.prometheus().orElseThrow().at(run.end(), filled(query.promQl()));
  }

  private long number(String path) {
    return run.report().at(path).asLong();
  }
}
