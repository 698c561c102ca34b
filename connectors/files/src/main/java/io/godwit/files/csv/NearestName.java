package io.godwit.files.csv;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The name that a person may have meant. */
final class NearestName {

  private NearestName() {}

  /**
   * The one of the names to which the fewest changes of a character lead, letter case aside.
   *
   * @param names not empty; the first of the nearest is taken
   */
  static String of(String meant, List<String> names) {
    String lower = meant.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
        .orElseThrow();
  }

  /** The distance of Levenshtein, by the algorithm of Wagner and Fischer in one row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
