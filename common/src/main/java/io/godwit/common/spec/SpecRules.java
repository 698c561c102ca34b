package io.godwit.common.spec;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules that several records of the job file share. */
final class SpecRules {

  /** A record travels as one Kafka message, and the broker's own limit is not without bounds. */
  private static final long MOST_RECORD_BYTES = 16L << 20;

  private SpecRules() {}

  /** A list with at least one element and none twice. */
  static List<String> someOf(String name, String what, List<String> values) {
    if (values.isEmpty()) {
      throw new BrokenRule(name + " names at least one " + what, name);
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new BrokenRule(name + " names no " + what + " twice", name);
    }
    return List.copyOf(values);
  }

  /** The standard input comes once, so nothing can stand before or behind it. */
  static void inputAlone(String name, List<String> files) {
    if (files.contains("-") && files.size() > 1) {
      throw new BrokenRule("the standard input stands alone", name);
    }
  }

  static void between(String name, int value, int from, int to) {
    if (value < from || value > to) {
      throw new BrokenRule(name + " lies between " + from + " and " + to, name);
    }
  }

  static void notBlank(String name, String text) {
    if (text.isBlank()) {
      throw new BrokenRule(name + " is not empty", name);
    }
  }

  /** A copy in the order of the job file, which {@link Map#copyOf} would not keep. */
  static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A copy in the order of the job file, with at least one entry. */
  static <V> Map<String, V> someOrdered(String name, Map<String, V> map) {
    if (map.isEmpty()) {
      throw new BrokenRule(name + " is not empty", name);
    }
    return ordered(map);
  }

  static void recordFitsSplit(Size maxRecord, Size split) {
    if (maxRecord.bytes() < 1 || maxRecord.bytes() > MOST_RECORD_BYTES) {
      throw new BrokenRule("max-record lies between 1B and 16MB", "max-record");
    }
    if (split.bytes() < 1) {
      throw new BrokenRule("split is at least 1B", "split");
    }
  }
}
