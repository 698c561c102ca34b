package io.godwit.jdbc.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who misspelt one probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The end of a message about an unknown name: {@code "; did you mean 'x'?"}, or nothing where no
   * name is near.
   */
  public static String hint(String unknown, Collection<String> known) {
    return of(unknown, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** The known name with the fewest edits; empty where all differ in more than a third. */
  public static Optional<String> of(String unknown, Collection<String> known) {
    int most = Math.max(2, unknown.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt((String name) -> edits(unknown, name)).thenComparing(n -> n))
        .filter(name -> edits(unknown, name) <= most);
  }

  /** Levenshtein's distance without regard to case, by one row of Wagner and Fischer's table. */
  private static int edits(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swapped = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swapped, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
