package io.godwit.files.csv;

import java.util.Optional;

/**
 * How numbers are written: {@code 1.234,56}.
 *
 * @param decimal what stands before the decimals
 * @param group what stands between groups
 */
record NumberForm(char decimal, Optional<Character> group) {

  private static final int GROUP = 3;

  /** Whether it is that of every programming language. */
  boolean isPlain() {
    return decimal == '.' && group.isEmpty();
  }

  /**
   * The number as it is written plainly.
   *
   * <p>Groups have three digits and stand before the decimals only. Taking the character away
   * wherever it stands would read 1.5 as 15 where the point is the group's, and nobody would see
   * it.
   *
   * @return empty where the text is not of this form
   */
  Optional<String> plain(String text) {
    int end = text.indexOf(decimal);
    String whole = end < 0 ? text : text.substring(0, end);
    String rest = end < 0 ? "" : text.substring(end + 1);
    boolean foreign = decimal != '.' && (text.indexOf('.') >= 0 && !isGroup('.'));
    if (foreign || rest.chars().anyMatch(c -> c == decimal || isGroup((char) c))) {
      return Optional.empty();
    }
    return ungrouped(whole).map(digits -> end < 0 ? digits : digits + "." + rest);
  }

  /** What messages say of it. */
  String rule() {
    return "with '"
        + decimal
        + "' before its decimals"
        + group.map(c -> " and '" + c + "' between groups of three digits").orElse("");
  }

  private boolean isGroup(char c) {
    return group.isPresent() && group.get() == c;
  }

  private Optional<String> ungrouped(String whole) {
    StringBuilder digits = new StringBuilder(whole.length());
    int sign = !whole.isEmpty() && "+-".indexOf(whole.charAt(0)) >= 0 ? 1 : 0;
    int inGroup = 0;
    boolean grouped = false;
    for (int i = 0; i < whole.length(); i++) {
      if (!isGroup(whole.charAt(i))) {
        digits.append(whole.charAt(i));
        inGroup++;
        continue;
      }
      int before = grouped ? inGroup : inGroup - sign;
      if (grouped ? before != GROUP : before < 1 || before > GROUP) {
        return Optional.empty();
      }
      grouped = true;
      inGroup = 0;
    }
    return grouped && inGroup != GROUP ? Optional.empty() : Optional.of(digits.toString());
  }
}
