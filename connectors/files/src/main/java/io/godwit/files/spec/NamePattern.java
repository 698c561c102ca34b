package io.godwit.files.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of whole names. The JDK's own matches paths, which a process has in the encoding of its
 * locale and the names of a bucket are none of.
 *
 * @param expression for the whole name
 */
public record NamePattern(Pattern expression) {

  /** The pattern that a job file spells. */
  public static NamePattern of(String spelled) {
    StringBuilder text = new StringBuilder();
    boolean inBraces = false;
    int at = 0;
    while (at < spelled.length()) {
      char c = spelled.charAt(at);
      String part =
          switch (c) {
            case '*' -> stars(spelled, at);
            case '?' -> "[^/]";
            case '{' -> "(?:";
            case '}' -> ")";
            case ',' -> inBraces ? "|" : ",";
            default -> Pattern.quote(String.valueOf(c));
          };
      inBraces = c == '{' || (inBraces && c != '}');
      text.append(part);
      at += c == '*' ? length(spelled, at) : 1;
    }
    return new NamePattern(Pattern.compile(text.toString(), Pattern.DOTALL));
  }

  /** Two stars and a slash are also no folder at all. */
  private static String stars(String spelled, int at) {
    return switch (length(spelled, at)) {
      case 1 -> "[^/]*";
      case 2 -> ".*";
      default -> "(?:.*/)?";
    };
  }

  private static int length(String spelled, int at) {
    if (!spelled.startsWith("**", at)) {
      return 1;
    }
    boolean first = at == 0 || spelled.charAt(at - 1) == '/';
    return first && spelled.startsWith("**/", at) ? 3 : 2;
  }

  /** What is wrong with the spelling of a pattern; empty where nothing is. */
  public static Optional<String> mistake(String spelled) {
    int open = 0;
    for (int i = 0; i < spelled.length(); i++) {
      char c = spelled.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open < 0 || open > 1) {
        return Optional.of("braces in a pattern are closed, and hold no others");
      }
    }
    return open == 0
        ? Optional.empty()
        : Optional.of("braces in a pattern are closed, and hold no others");
  }

  /** Whether a whole name matches. */
  public boolean matches(String name) {
    return expression.matcher(name).matches();
  }
}
