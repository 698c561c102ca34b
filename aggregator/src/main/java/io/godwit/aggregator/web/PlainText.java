package io.godwit.aggregator.web;

/** Text of unknown origin, made fit to be shown among other text. */
final class PlainText {

  private static final int REPLACEMENT = 0xFFFD;
  private static final String MORE = "\u2026";

  private PlainText() {}

  /**
   * The text, cut to so many characters. Those that cannot be seen are replaced where they could
   * garble what stands around them: control characters, halves of a pair, and the marks that turn
   * the direction of writing.
   */
  static String of(String text, int longest) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), longest) + 1);
    int characters = 0;
    int at = 0;
    while (at < text.length() && characters < longest) {
      int point = text.codePointAt(at);
      plain.appendCodePoint(isHarmless(point) ? point : REPLACEMENT);
      at += Character.charCount(point);
      characters++;
    }
    return at < text.length() ? plain.append(MORE).toString() : plain.toString();
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.FORMAT -> !turnsDirection(point);
      default -> true;
    };
  }

  private static boolean turnsDirection(int point) {
    return (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200E
        || point == 0x200F
        || point == 0x061C;
  }
}
