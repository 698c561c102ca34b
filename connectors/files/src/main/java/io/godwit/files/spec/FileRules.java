package io.godwit.files.spec;

import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.Size;
import java.util.List;
import java.util.Optional;

/** Rules that hold for every kind of file. */
final class FileRules {

  /** A record travels as one Kafka message, and the broker's own limit is not without bounds. */
  private static final long MOST_RECORD_BYTES = 16L << 20;

  private FileRules() {}

  /** The standard input comes once, so nothing can stand before or behind it. */
  static void inputAlone(String name, List<String> files) {
    if (files.contains("-") && files.size() > 1) {
      throw new BrokenRule("the standard input stands alone", name);
    }
  }

  /** Names in a store start from nowhere, and no store has a standard input. */
  static void namesInStore(String name, List<String> files, Optional<String> in) {
    if (in.isPresent() && files.contains("-")) {
      throw new BrokenRule("a store has no standard input: name objects, or leave in away", name);
    }
    for (String file : files) {
      boolean relative = !file.startsWith("/") && !file.startsWith("./");
      if (in.isPresent() && !relative) {
        throw new BrokenRule(
            "names in a store begin with neither / nor ./, such as 2026/rows.csv", name);
      }
      if (in.isPresent() && NamePattern.mistake(file).isPresent()) {
        throw new BrokenRule(NamePattern.mistake(file).get(), name);
      }
    }
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
