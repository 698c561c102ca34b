package io.godwit.common.job;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a job file.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param path the keys that lead there, as in {@code source.max-record}; empty for the whole file
 * @param value what stands there, cut to 60 characters; empty where it may be a secret
 * @param rule what should hold
 * @param suggestion the nearest name that would be right
 */
public record Problem(
    int line,
    int column,
    String path,
    Optional<String> value,
    String rule,
    Optional<String> suggestion)
    implements Comparable<Problem> {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::rule);

  /** In the order of the file. */
  @Override
  public int compareTo(Problem other) {
    return BY_PLACE.compare(this, other);
  }

  /** One line, as in {@code job.yaml:9:10 source.split = 16: a size is ...}. */
  public String render(String file) {
    String where = path.isEmpty() ? "" : path + value.map(v -> " = " + v).orElse("") + ": ";
    String near = suggestion.map(s -> "; did you mean '" + s + "'?").orElse("");
    return file + ":" + line + ":" + column + "  " + where + rule + near;
  }
}
