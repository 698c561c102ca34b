package io.godwit.common.spec;

import java.util.HashSet;
import java.util.List;

/** Rules that several records of the job file share. */
final class Rules {

  /** A record travels as one Kafka message, and the broker's own limit is not without bounds. */
  private static final long MOST_RECORD_BYTES = 16L << 20;

  private Rules() {}

  /** A list with at least one element and none twice. */
  static List<String> someOf(String name, String what, List<String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " names at least one " + what);
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(name + " names no " + what + " twice");
    }
    return List.copyOf(values);
  }

  static void recordFitsSplit(Size maxRecord, Size split) {
    if (maxRecord.bytes() < 1 || maxRecord.bytes() > MOST_RECORD_BYTES) {
      throw new IllegalArgumentException("max-record lies between 1B and 16MB");
    }
    if (split.bytes() < 1) {
      throw new IllegalArgumentException("split is at least 1B");
    }
  }
}
