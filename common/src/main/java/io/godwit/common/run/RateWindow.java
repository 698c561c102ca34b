package io.godwit.common.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * How fast a count grows, from samples of the last minute. For one thread.
 *
 * <p>Workers settle in bursts of about a second, so nothing is said of shorter times than that: the
 * rate of now is that of the last five seconds.
 */
final class RateWindow {

  private static final double NOW_SECONDS = 5;
  private static final double KEPT_SECONDS = 60;
  private static final double BUCKET_SECONDS = 2;
  private static final int FEWEST_BUCKETS = 4;
  private static final double SHORTEST_SECONDS = 1;
  private static final double NANOS = 1e9;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private Optional<Sample> start = Optional.empty();
  private double peak;

  private record Sample(long nanos, long count) {}

  /**
   * Takes a sample; the same one again says nothing new.
   *
   * @param nanos of a monotonic clock, not before the last sample's
   * @param count not below the last sample's
   */
  void add(long nanos, long count) {
    if (!samples.isEmpty() && samples.getLast().nanos() == nanos) {
      return;
    }
    if (start.isEmpty() && !samples.isEmpty() && count > samples.getLast().count()) {
      start = Optional.of(samples.getLast());
    }
    samples.addLast(new Sample(nanos, count));
    while (seconds(samples.getFirst().nanos(), nanos) > KEPT_SECONDS) {
      samples.removeFirst();
    }
    if (grownFor() >= NOW_SECONDS / 2) {
      peak = Math.max(peak, now());
    }
  }

  /** Records per second in the last five seconds; 0 before anything grew. */
  double now() {
    return samples.isEmpty() ? 0 : over(Math.min(NOW_SECONDS, grownFor()));
  }

  /** Records per second since the count first grew. */
  double average() {
    double seconds = grownFor();
    return start.isEmpty() || seconds < SHORTEST_SECONDS
        ? 0
        : (samples.getLast().count() - start.get().count()) / seconds;
  }

  /** The highest rate of five seconds so far; never below the average. */
  double peak() {
    return Math.max(peak, average());
  }

  /**
   * When this many more will be there. The range is where the mean rate lies that two seconds each
   * of the last minute suggest (two standard errors), widened to the rate of now.
   *
   * @return empty while too little is known: before eight seconds, or where the rate may be 0
   */
  Optional<Eta> eta(long remaining) {
    int buckets = (int) (Math.min(grownFor(), KEPT_SECONDS) / BUCKET_SECONDS);
    if (buckets < FEWEST_BUCKETS) {
      return Optional.empty();
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < buckets; i++) {
      double rate = between((i + 1) * BUCKET_SECONDS, i * BUCKET_SECONDS);
      sum += rate;
      squares += rate * rate;
    }
    double mean = sum / buckets;
    double variance = Math.max(0, (squares - sum * mean) / (buckets - 1));
    double error = 2 * Math.sqrt(variance / buckets);
    double slow = Math.min(mean - error, now());
    double fast = Math.max(mean + error, now());
    return slow <= 0
        ? Optional.empty()
        : Optional.of(new Eta(time(remaining / fast), time(remaining / slow)));
  }

  private static Duration time(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  /** Seconds since the count first grew; 0 before. */
  private double grownFor() {
    return start.map(first -> seconds(first.nanos(), samples.getLast().nanos())).orElse(0.0);
  }

  private double over(double seconds) {
    return seconds < SHORTEST_SECONDS ? 0 : between(seconds, 0);
  }

  /** The rate between two times, both in seconds before the last sample. */
  private double between(double from, double to) {
    return (countAt(to) - countAt(from)) / (from - to);
  }

  private double countAt(double secondsAgo) {
    long last = samples.getLast().nanos();
    Iterator<Sample> back = samples.descendingIterator();
    Sample later = back.next();
    while (back.hasNext()) {
      Sample earlier = back.next();
      double ago = seconds(earlier.nanos(), last);
      if (ago >= secondsAgo) {
        double part = (ago - secondsAgo) / Math.max(1e-9, ago - seconds(later.nanos(), last));
        return earlier.count() + part * (later.count() - earlier.count());
      }
      later = earlier;
    }
    return later.count();
  }

  private static double seconds(long from, long to) {
    return (to - from) / NANOS;
  }
}
