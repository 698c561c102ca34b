package io.godwit.common.model.text;

import java.util.Locale;

/**
 * Text for a terminal or a log, of which nobody vouches for the parts: names, values and words of
 * servers. A terminal obeys what it is written, and a log is read by its lines; what either would
 * obey stands there as the characters that spell it, such as {@code \}{@code u001b}.
 */
public final class VisibleText {

  private static final char FIRST_NOT_ASCII = 0x80;

  private VisibleText() {}

  /** The text as one line: ends of lines are spelt, too. */
  public static String line(String text) {
    return of(text, false);
  }

  /** The same of a text of several lines, which keeps their ends and tabs. */
  public static String lines(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean several) {
    int clean = 0;
    while (clean < text.length() && isHarmless(text.charAt(clean), several)) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, clean);
    int at = clean;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int chars = Character.charCount(point);
      if (chars == 1 ? isHarmless((char) point, several) : isSeen(point)) {
        visible.appendCodePoint(point);
      } else {
        for (int i = at; i < at + chars; i++) {
          visible.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(i)));
        }
      }
      at += chars;
    }
    return visible.toString();
  }

  /** Ends of lines that a text of several lines may have; both of Windows' go together. */
  private static boolean isHarmless(char c, boolean several) {
    if (several && (c == '\n' || c == '\t' || c == '\r')) {
      return true;
    }
    return c < FIRST_NOT_ASCII ? c >= ' ' && c != 0x7F : isSeen(c);
  }

  /** Half a character is none, and one that only says how others stand may hide or turn them. */
  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
