package io.godwit.common.spec.rule;

import java.util.List;

/**
 * The name of a unit as reports show it, or a pattern of such names.
 *
 * @param text in which {@code *} stands for any text and {@code ?} for one character
 */
public record UnitPattern(String text) {

  /** Whether it stands for a unit. Asked for each record, so nothing is made for it. */
  public boolean matches(String unit) {
    int at = 0;
    int inText = 0;
    int star = -1;
    int afterStar = 0;
    while (at < unit.length()) {
      char c = inText < text.length() ? text.charAt(inText) : 0;
      if (inText < text.length() && c == '*') {
        star = inText++;
        afterStar = at;
      } else if (inText < text.length() && (c == '?' || c == unit.charAt(at))) {
        inText++;
        at++;
      } else if (star >= 0) {
        // The last star takes one character more, and what is behind it is tried again.
        inText = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (inText < text.length() && text.charAt(inText) == '*') {
      inText++;
    }
    return inText == text.length();
  }

  /** Whether one of several patterns stands for a unit. */
  public static boolean any(List<String> patterns, String unit) {
    for (String pattern : patterns) {
      if (new UnitPattern(pattern).matches(unit)) {
        return true;
      }
    }
    return false;
  }
}
