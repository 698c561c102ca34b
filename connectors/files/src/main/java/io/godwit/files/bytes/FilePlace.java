package io.godwit.files.bytes;

/**
 * A place in a file.
 *
 * @param offset how many bytes lie before
 * @param line the number of the line it is on, from 1
 */
public record FilePlace(long offset, long line) {

  /** The place that a text of {@link #text()} names. */
  public static FilePlace parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IllegalArgumentException("a place is offset@line, not '" + text + "'");
    }
    return new FilePlace(
        Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
  }

  /** {@code offset@line}. */
  public String text() {
    return offset + "@" + line;
  }
}
