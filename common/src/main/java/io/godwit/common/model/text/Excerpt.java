package io.godwit.common.model.text;

/**
 * Texts short enough for a message: values can be megabytes, and messages stand in topics, lists
 * and terminals.
 *
 * <p>Every cut of a text is made here. A Java text holds most emoji and many names in two chars; a
 * cut between them leaves half a character, which no encoder of a topic or a file takes. The record
 * that it stands in would then end the thread that speaks of it, at every attempt.
 */
public final class Excerpt {

  private static final String MORE = "...";

  private Excerpt() {}

  /**
   * The text, or its beginning with {@code ...} behind it.
   *
   * @param most how many chars the answer has at most, at least 3
   */
  public static String of(String text, int most) {
    return of(text, most, MORE);
  }

  /**
   * The same with another mark of what is missing.
   *
   * @param most how many chars the answer has at most, at least those of the mark
   */
  public static String of(String text, int most, String more) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - more.length());
    boolean splits =
        end > 0
            && Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, splits ? end - 1 : end) + more;
  }
}
