package io.godwit.common.job;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** From bytes to text, and what no text of a job holds. */
final class Characters {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Characters() {}

  /** The text of UTF-8 bytes; where they are none, the findings say so and the valid part stays. */
  static String decode(byte[] bytes, Problems problems) {
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      at(text, text.length(), "the bytes are not valid UTF-8", problems);
    }
    return text;
  }

  /** The text without a byte order mark at its start. */
  static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Whether YAML allows every character; reports the first that it does not. */
  static boolean fit(String text, Problems problems) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!allowed(c)) {
        at(text, i, String.format("the character U+%04X has no place in a job file", c), problems);
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  private static boolean allowed(int c) {
    boolean control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return !control && !surrogate && c != BYTE_ORDER_MARK && c != 0xFFFE && c != 0xFFFF;
  }

  private static void at(String text, int index, String rule, Problems problems) {
    String before = text.substring(0, index).replace("\r\n", "\n").replace('\r', '\n');
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    problems.text(line, 1 + before.codePointCount(start, before.length()), rule);
  }
}
