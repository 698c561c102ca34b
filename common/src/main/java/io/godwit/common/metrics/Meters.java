package io.godwit.common.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The meters of a process, in a Dropwizard registry. Roles that share a process share them: their
 * counters add up. Any thread may use them.
 */
public final class Meters {

  private static final long[] SECONDS =
      nanos(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000);
  private static final long[] RECORDS = {
    1, 10, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000
  };

  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, Series> series = new ConcurrentHashMap<>();
  private final Map<Series, BucketReservoir> reservoirs = new ConcurrentHashMap<>();
  private final List<Runnable> looks = new CopyOnWriteArrayList<>();

  private static long[] nanos(long... millis) {
    long[] nanos = new long[millis.length];
    for (int i = 0; i < millis.length; i++) {
      nanos[i] = TimeUnit.MILLISECONDS.toNanos(millis[i]);
    }
    return nanos;
  }

  /**
   * A counter, made at its first use; from then on it is shown.
   *
   * @param labels a value for each of the metric's labels
   */
  public Counter counter(Metric metric, String... labels) {
    return registry.counter(name(metric, MetricKind.COUNTER, labels));
  }

  /**
   * A histogram, made at its first use. One of seconds takes nanoseconds.
   *
   * @param labels a value for each of the metric's labels
   */
  public Histogram histogram(Metric metric, String... labels) {
    String name = name(metric, MetricKind.HISTOGRAM, labels);
    BucketReservoir buckets =
        reservoirs.computeIfAbsent(
            Series.of(metric, labels),
            line -> new BucketReservoir(metric.unit() == Unit.SECONDS ? SECONDS : RECORDS));
    return registry.histogram(name, () -> new Histogram(buckets));
  }

  /**
   * Shows what somebody else counts, or a value of the moment; takes the place of an earlier one.
   *
   * @param value asked at every look, by any thread; nanoseconds where the unit is seconds
   * @param labels a value for each of the metric's labels
   */
  public void watch(Metric metric, DoubleSupplier value, String... labels) {
    set(Series.of(metric, labels), value::getAsDouble);
  }

  /**
   * Has somebody brought up to date, at every look, what comes and goes by itself.
   *
   * @param refresh quick, and safe for any thread
   */
  public void atEachLook(Runnable refresh) {
    looks.add(refresh);
  }

  synchronized void set(Series line, Gauge<Double> value) {
    String name = line.text();
    registry.remove(name);
    registry.register(name, value);
    series.put(name, line);
  }

  synchronized void remove(String name) {
    registry.remove(name);
    series.remove(name);
  }

  private String name(Metric metric, MetricKind kind, String... labels) {
    if (metric.kind() != kind) {
      throw new IllegalArgumentException(metric + " is no " + kind);
    }
    Series line = Series.of(metric, labels);
    String name = line.text();
    series.putIfAbsent(name, line);
    return name;
  }

  /** What each line says at this moment. */
  Map<Series, MetricValue> read() {
    looks.forEach(Runnable::run);
    Map<Series, MetricValue> readings = new HashMap<>();
    registry
        .getCounters()
        .forEach((name, counter) -> put(name, (double) counter.getCount(), readings));
    registry
        .getGauges()
        .forEach((name, gauge) -> put(name, ((Number) gauge.getValue()).doubleValue(), readings));
    reservoirs.forEach(
        (line, reservoir) -> readings.put(line, reservoir.read(line.metric().unit())));
    return readings;
  }

  private void put(String name, double held, Map<Series, MetricValue> readings) {
    Series line = series.get(name);
    // One that is being removed may be gone from one map and not yet from the other.
    if (line != null) {
      readings.put(line, new MetricValue.Value(line.metric().unit().shown(held)));
    }
  }
}
