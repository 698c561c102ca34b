package io.godwit.common.spec;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a unit as reports show it, or a pattern of such names.
 *
 * @param text in which {@code *} stands for any text and {@code ?} for one character
 */
public record UnitPattern(String text) {

  /** Whether it stands for a unit. */
  public boolean matches(String unit) {
    StringBuilder form = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '*' -> form.append(".*");
            case '?' -> form.append('.');
            default -> form.append(Pattern.quote(Character.toString(c)));
          }
        });
    return Pattern.compile(form.toString(), Pattern.DOTALL).matcher(unit).matches();
  }

  /** Whether one of several patterns stands for a unit. */
  static boolean any(List<String> patterns, String unit) {
    return patterns.stream().anyMatch(pattern -> new UnitPattern(pattern).matches(unit));
  }
}
