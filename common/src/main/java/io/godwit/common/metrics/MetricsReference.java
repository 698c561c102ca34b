package io.godwit.common.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** The page that lists every metric. */
public final class MetricsReference {

  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from io.godwit.common.metrics.Metric; MetricsReferenceTest rewrites it. -->

      Every role serves these for Prometheus at `/metrics` when it is started with `--listen`. A role
      shows its own; those of a job and its run are the aggregator's. Counters begin at 0 with their
      process, and may count a batch twice that was repeated after a crash; the books of a run
      (`godwit_run_records`) do not.

      """;

  private MetricsReference() {}

  /** The page, in Markdown. */
  public static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("| metric | kind | unit | labels | meaning |\n|---|---|---|---|---|\n");
    for (Metric metric : Metric.values()) {
      out.append(row(metric));
    }
    out.append("\n## Labels\n\n| label | value |\n|---|---|\n");
    for (Label label : Label.values()) {
      out.append("| `").append(label.text()).append("` | ").append(label.meaning()).append(" |\n");
    }
    return out.toString();
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream().map(l -> "`" + l.text() + "`").collect(Collectors.joining(", "));
    return "| `"
        + metric.text()
        + "` | "
        + metric.kind().name().toLowerCase(Locale.ROOT)
        + " | "
        + metric.unit().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " | "
        + labels
        + " | "
        + metric.meaning()
        + " |\n";
  }
}
