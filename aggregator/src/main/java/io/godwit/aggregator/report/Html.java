package io.godwit.aggregator.report;

/**
 * Writes HTML. Everything that is not markup goes through {@link #text}, which escapes it: keys,
 * messages and names come from sources that nobody vouches for. For one thread.
 */
final class Html {

  private final StringBuilder out = new StringBuilder(1 << 14);

  /** Appends markup, which holds nothing from outside. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  /** Appends text, escaped for elements and for quoted attributes alike. */
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isVisible(c) ? c : '\uFFFD');
      }
    }
    return this;
  }

  /**
   * A control character has no place in HTML, and a mark that turns the direction of writing would
   * turn what stands beside it; which one it was, the list says.
   */
  private static boolean isVisible(char c) {
    if (c < 0xA0) {
      return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
    }
    return !turnsDirection(c);
  }

  private static boolean turnsDirection(char c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }

  /** Appends an element of nothing but text. */
  Html element(String tag, String text) {
    return markup("<" + tag + ">").text(text).markup("</" + tag + ">");
  }

  /** Appends an element of a class and of nothing but text. */
  Html element(String tag, String style, String text) {
    return markup("<" + tag + " class=\"" + style + "\">").text(text).markup("</" + tag + ">");
  }

  /** Appends a table cell with a number. */
  Html number(long number) {
    return element("td", number == 0 ? "n zero" : "n", ReportFigures.grouped(number));
  }

  /** What was written. */
  @Override
  public String toString() {
    return out.toString();
  }
}
