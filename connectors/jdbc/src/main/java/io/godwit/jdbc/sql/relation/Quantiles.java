package io.godwit.jdbc.sql.relation;

import java.util.ArrayList;
import java.util.List;

/** Where to cut what a sample stands for. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * The elements of a sample that cut it into parts of about one size; fewer where it has too few.
   *
   * @param sample in order, none twice
   * @param parts how many there should be, from 1
   */
  public static <T> List<T> ends(List<T> sample, int parts) {
    List<T> ends = new ArrayList<>();
    int last = -1;
    for (int part = 1; part < parts; part++) {
      // The end of a part is its own last row. The very last one cuts nothing off.
      int at = (int) ((long) part * sample.size() / parts) - 1;
      if (at > last && at < sample.size() - 1) {
        ends.add(sample.get(at));
        last = at;
      }
    }
    return ends;
  }
}
