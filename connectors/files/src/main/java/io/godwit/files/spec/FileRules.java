package io.godwit.files.spec;

import io.godwit.common.spec.BrokenRule;
import io.godwit.common.spec.Size;
import java.util.List;

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

  static void recordFitsSplit(Size maxRecord, Size split) {
    if (maxRecord.bytes() < 1 || maxRecord.bytes() > MOST_RECORD_BYTES) {
      throw new BrokenRule("max-record lies between 1B and 16MB", "max-record");
    }
    if (split.bytes() < 1) {
      throw new BrokenRule("split is at least 1B", "split");
    }
  }
}
