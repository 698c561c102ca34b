package io.godwit.bench.fleet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Reads the CPU time of the parts of a case, and of the whole machine. For one thread. */
public final class CpuMeter {

  private final Map<String, DoubleSupplier> parts = new LinkedHashMap<>();

  /** Adds a part, whose CPU seconds so far the clock tells. */
  public CpuMeter with(String part, DoubleSupplier clock) {
    parts.put(part, clock);
    return this;
  }

  /** The clocks now. */
  public Instant now() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    parts.forEach((part, clock) -> seconds.put(part, clock.getAsDouble()));
    return new Instant(System.nanoTime(), seconds, ProcFiles.machine());
  }

  /** What the clocks say at a moment. */
  public record Instant(long nanos, Map<String, Double> parts, double machine) {

    /** What was used from here to a later moment. */
    public Use until(Instant later) {
      Map<String, Double> used = new LinkedHashMap<>();
      later.parts.forEach(
          (part, seconds) -> used.put(part, seconds - parts.getOrDefault(part, 0.0)));
      double wall = (later.nanos - nanos) / 1e9;
      double ours = used.values().stream().mapToDouble(Double::doubleValue).sum();
      double cores = Runtime.getRuntime().availableProcessors();
      double others = Math.max(0, later.machine - machine - ours) / (wall * cores);
      return new Use(wall, used, others);
    }
  }

  /**
   * What was used.
   *
   * @param seconds on the wall clock
   * @param cpu seconds by part
   * @param others the share of the machine that went to processes which are none of the parts
   */
  public record Use(double seconds, Map<String, Double> cpu, double others) {}
}
