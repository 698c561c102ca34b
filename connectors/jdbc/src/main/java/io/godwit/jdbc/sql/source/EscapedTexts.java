package io.godwit.jdbc.sql.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts as one line of plain text that a person can read: joined by bars, with whatever would not
 * be plain, or would be taken for a sign of a range, behind a backslash.
 */
final class EscapedTexts {

  private static final String SIGNS = "\\|,\n\r\t";
  private static final String LETTERS = "\\pcnrt";

  private EscapedTexts() {}

  /** One text for all, of which there is at least one. */
  static String join(List<String> texts) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      joined.append(i == 0 ? "" : "|");
      escape(texts.get(i), joined);
    }
    return joined.toString();
  }

  /** The texts of a joined one. */
  static List<String> split(String joined) {
    List<String> texts = new ArrayList<>();
    for (String part : joined.split("\\|", -1)) {
      texts.add(unescape(part));
    }
    return texts;
  }

  /** A point at the beginning would be taken for an open end, and no letter for nothing. */
  private static void escape(String text, StringBuilder to) {
    if (text.isEmpty()) {
      to.append("\\e");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int sign = SIGNS.indexOf(c);
      if (sign >= 0) {
        to.append('\\').append(LETTERS.charAt(sign));
      } else if (i == 0 && c == '.') {
        to.append("\\d");
      } else if (c < ' ' || c == 0x7f) {
        to.append(String.format("\\u%04x", (int) c));
      } else {
        to.append(c);
      }
    }
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char letter = text.charAt(++i);
      switch (letter) {
        case 'e' -> {}
        case 'd' -> plain.append('.');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> plain.append(SIGNS.charAt(LETTERS.indexOf(letter)));
      }
    }
    return plain.toString();
  }
}
