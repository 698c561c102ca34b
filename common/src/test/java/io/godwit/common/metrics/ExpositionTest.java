package io.godwit.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpositionTest {

  private final Meters meters = new Meters();

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Exposition.asked("").write(meters, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aCounterAddsUpByItsLabels() throws IOException {
    meters.counter(Metric.WORKER_RECORDS, "a", "written").inc(2);
    meters.counter(Metric.WORKER_RECORDS, "a", "written").inc(3);
    meters.counter(Metric.WORKER_RECORDS, "a", "failed").inc();
    assertThat(text())
        .contains("# TYPE godwit_worker_records_total counter\n")
        .contains("godwit_worker_records_total{job=\"a\",outcome=\"written\"} 5.0\n")
        .contains("godwit_worker_records_total{job=\"a\",outcome=\"failed\"} 1.0\n");
  }

  @Test
  void timesAreHeldAsNanosecondsAndShownAsSeconds() throws IOException {
    meters.counter(Metric.WORKER_PARTITION_SECONDS, "a", "busy").inc(1_500_000_000L);
    assertThat(text()).contains("{activity=\"busy\",job=\"a\"} 1.5\n");
  }

  @Test
  void aHistogramSaysHowManyAreAtMostItsBounds() throws IOException {
    var times = meters.histogram(Metric.WORKER_SINK_SECONDS, "a");
    times.update(TimeUnit.MILLISECONDS.toNanos(10));
    times.update(TimeUnit.MILLISECONDS.toNanos(11));
    times.update(TimeUnit.MINUTES.toNanos(5));
    assertThat(text())
        .contains("godwit_worker_sink_seconds_bucket{job=\"a\",le=\"0.005\"} 0\n")
        .contains("godwit_worker_sink_seconds_bucket{job=\"a\",le=\"0.01\"} 1\n")
        .contains("godwit_worker_sink_seconds_bucket{job=\"a\",le=\"0.02\"} 2\n")
        .contains("godwit_worker_sink_seconds_bucket{job=\"a\",le=\"60.0\"} 2\n")
        .contains("godwit_worker_sink_seconds_bucket{job=\"a\",le=\"+Inf\"} 3\n")
        .contains("godwit_worker_sink_seconds_sum{job=\"a\"} 300.021\n");
  }

  @Test
  void whatIsReplacedIsGone() throws IOException {
    Board board = new Board(meters);
    meters.watch(Metric.JOB_WORKERS, () -> 2, "a");
    board.show(Map.of(Series.of(Metric.JOB_PARTITION_LAG, "a", "0"), 7.0));
    board.show(Map.of(Series.of(Metric.JOB_PARTITION_LAG, "a", "1"), 8.0));
    assertThat(text())
        .contains("godwit_job_partition_lag{job=\"a\",partition=\"1\"} 8.0\n")
        .contains("godwit_job_workers{job=\"a\"} 2.0\n")
        .doesNotContain("partition=\"0\"");
    board.close();
    assertThat(text()).doesNotContain("partition=").contains("godwit_job_workers");
  }

  @Test
  void whateverALabelHoldsStaysInIt() throws IOException {
    meters.counter(Metric.PRODUCER_RECORDS, "a\"} 1\nfake{x=\"\\").inc();
    assertThat(text().lines().filter(line -> line.startsWith("fake"))).isEmpty();
    assertThat(text()).contains("{job=\"a\\\"} 1\\nfake{x=\\\"\\\\\"} 1.0\n");
  }

  @Test
  void aMetricIsUsedAsItIsDefined() {
    assertThatThrownBy(() -> meters.counter(Metric.JOB_WORKERS, "a"))
        .hasMessageContaining("JOB_WORKERS is no COUNTER");
    assertThatThrownBy(() -> meters.counter(Metric.WORKER_RECORDS, "a"))
        .hasMessageContaining("WORKER_RECORDS is divided by [JOB, OUTCOME]");
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyMetricCanBeShownByItsName(Metric metric) throws IOException {
    String[] labels = metric.labels().stream().map(Label::text).toArray(String[]::new);
    switch (metric.kind()) {
      case COUNTER -> meters.counter(metric, labels).inc();
      case GAUGE -> meters.watch(metric, () -> 1, labels);
      case HISTOGRAM -> meters.histogram(metric, labels).update(1);
    }
    assertThat(text().lines().filter(line -> !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith(metric.text()));
  }

  @Test
  void theProcessIsMeasured() throws IOException {
    ProcessMeters.watch(meters);
    assertThat(text())
        .containsPattern("godwit_heap_limit_bytes [1-9]")
        .containsPattern("godwit_cpu_seconds_total [0-9.]+\n")
        .containsPattern("godwit_gc_seconds_total\\{collector=\"[^\"]+\"} [0-9.]+\n");
  }
}
