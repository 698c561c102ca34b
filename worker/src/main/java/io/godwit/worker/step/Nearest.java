package io.godwit.worker.step;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
final class Nearest {

  private Nearest() {}

  /** The nearest of the names, unless even that one differs in more than a third. */
  static Optional<String> to(String wanted, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name)))
        .filter(name -> distance(wanted, name) <= Math.max(1, wanted.length() / 3));
  }

  /** Edits of one character that lead from one name to the other, case aside; Wagner-Fischer. */
  private static int distance(String one, String other) {
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
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
