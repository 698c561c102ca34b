package io.godwit.files.bytes;

/**
 * The part of a file's content that a split covers.
 *
 * @param start where its first record starts
 * @param end where the first record of the next split starts, in bytes, or the file's size
 */
public record ByteRange(FilePlace start, long end) {

  /** The range that a text of {@link #text()} names. */
  public static ByteRange parse(String text) {
    int dash = text.indexOf('-');
    int at = text.indexOf('@');
    if (dash < 0 || at < dash) {
      throw new IllegalArgumentException("a range is start-end@line, not '" + text + "'");
    }
    return new ByteRange(
        FilePlace.parse(text.substring(0, dash) + text.substring(at)),
        Long.parseLong(text.substring(dash + 1, at)));
  }

  /** {@code start-end@line}, the line being that of the start. */
  public String text() {
    return start.offset() + "-" + end + "@" + start.line();
  }
}
