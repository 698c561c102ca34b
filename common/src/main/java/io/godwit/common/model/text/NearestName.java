package io.godwit.common.model.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that a misspelt one most likely stands for. Safe for any thread. */
public final class NearestName {

  private NearestName() {}

  /**
   * The end of a message about an unknown name: {@code "; did you mean 'x'?"}, or nothing where no
   * name is near enough.
   */
  public static String hint(String word, Collection<String> names) {
    return to(word, names).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /**
   * The nearest of the names, letter case aside; empty where more than a third of its letters
   * differ.
   */
  public static Optional<String> to(String word, Collection<String> names) {
    Optional<String> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int most = Math.max(1, name.length() / 3);
      if (Math.abs(name.length() - word.length()) <= most) {
        int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (distance <= most && distance < least) {
          best = Optional.of(name);
          least = distance;
        }
      }
    }
    return best;
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
