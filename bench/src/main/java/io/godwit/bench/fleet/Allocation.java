package io.godwit.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a role has allocated for each record of a round.
 *
 * @param round its name
 * @param role whose
 * @param bytes for each record
 */
public record Allocation(String round, String role, double bytes) {

  private static final Pattern PAUSE = Pattern.compile(" (\\d+)M->(\\d+)M\\(");
  private static final long MEGA = 1 << 20;

  /**
   * What a JVM has allocated up to its last collection, in bytes: what the heap held before each,
   * without what the one before had left. Between two moments it is right but for one young
   * generation, which is a hundredth or two of what a round allocates.
   *
   * @param log of its collections
   */
  static long sofar(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      List<Matcher> pauses = lines.map(PAUSE::matcher).filter(Matcher::find).toList();
      long allocated = 0;
      long left = 0;
      for (Matcher pause : pauses) {
        allocated += Long.parseLong(pause.group(1)) - left;
        left = Long.parseLong(pause.group(2));
      }
      return allocated * MEGA;
    }
  }

  /** What the heap held before the collection that found most in it, garbage included. */
  static long mostHeap(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(PAUSE::matcher)
          .filter(Matcher::find)
          .mapToLong(found -> Long.parseLong(found.group(1)) * MEGA)
          .max()
          .orElse(0);
    }
  }
}
