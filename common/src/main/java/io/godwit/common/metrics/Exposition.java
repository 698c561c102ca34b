package io.godwit.common.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says meters in the formats that Prometheus reads. */
public final class Exposition {

  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private final ExpositionFormatWriter writer;

  private Exposition(ExpositionFormatWriter writer) {
    this.writer = writer;
  }

  /**
   * The format that a scraper asks for.
   *
   * @param accept its header; what is not understood gets the text format
   */
  public static Exposition asked(String accept) {
    return new Exposition(FORMATS.findWriter(accept));
  }

  /** The media type of what is written. */
  public String contentType() {
    return writer.getContentType();
  }

  /** Writes all meters; the stream stays open. */
  public void write(Meters meters, OutputStream out) throws IOException {
    writer.write(out, snapshots(meters));
  }

  private static MetricSnapshots snapshots(Meters meters) {
    Map<Metric, Map<Series, MetricValue>> byMetric = new EnumMap<>(Metric.class);
    meters
        .read()
        .forEach((line, reading) ->
            byMetric.computeIfAbsent(line.metric(), ignored -> new HashMap<>()).put(line, reading));
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    byMetric.forEach((metric, lines) -> all.metricSnapshot(snapshot(metric, lines)));
    return all.build();
  }

  private static MetricSnapshot snapshot(Metric metric, Map<Series, MetricValue> lines) {
    return switch (metric.kind()) {
      case COUNTER -> counter(metric, lines);
      case GAUGE -> gauge(metric, lines);
      case HISTOGRAM -> histogram(metric, lines);
    };
  }

  private static MetricSnapshot counter(Metric metric, Map<Series, MetricValue> lines) {
    // The writer adds the suffix of a counter by itself, where the format wants one.
    String name = metric.text().substring(0, metric.text().length() - "_total".length());
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(metric.meaning());
    lines.forEach((line, reading) ->
        builder.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels(line))
                .value(((MetricValue.Value) reading).value())
                .build()));
    return builder.build();
  }

  private static MetricSnapshot gauge(Metric metric, Map<Series, MetricValue> lines) {
    GaugeSnapshot.Builder builder =
        GaugeSnapshot.builder().name(metric.text()).help(metric.meaning());
    lines.forEach((line, reading) ->
        builder.dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels(line))
                .value(((MetricValue.Value) reading).value())
                .build()));
    return builder.build();
  }

  private static MetricSnapshot histogram(Metric metric, Map<Series, MetricValue> lines) {
    HistogramSnapshot.Builder builder =
        HistogramSnapshot.builder().name(metric.text()).help(metric.meaning());
    lines.forEach((line, reading) -> {
      MetricValue.Spread spread = (MetricValue.Spread) reading;
      List<Double> bounds = new ArrayList<>(spread.bounds());
      bounds.add(Double.POSITIVE_INFINITY);
      builder.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .labels(labels(line))
              .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, spread.counts()))
              .sum(spread.sum())
              .build());
    });
    return builder.build();
  }

  private static Labels labels(Series line) {
    List<String> names = line.metric().labels().stream().map(Label::text).toList();
    return Labels.of(names, line.labels());
  }
}
