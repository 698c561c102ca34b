package io.godwit.files.bytes;

/**
 * What a split's range says: the part of a file, and the state that the file was in when the part
 * was cut. A reader looks whether the file is in that state still, whatever process it belongs to.
 *
 * @param mark as {@link io.godwit.files.content.SourceFile#mark} gives it
 */
record MarkedRange(ByteRange range, String mark) {

  static MarkedRange parse(String text) {
    int sign = text.lastIndexOf('#');
    if (sign < 0) {
      throw new IllegalArgumentException(
          "a split's range is start-end@line#mark, not '" + text + "'");
    }
    return new MarkedRange(ByteRange.parse(text.substring(0, sign)), text.substring(sign + 1));
  }

  /** {@code start-end@line#mark}. */
  String text() {
    return range.text() + "#" + mark;
  }
}
