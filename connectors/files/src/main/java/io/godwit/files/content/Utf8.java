package io.godwit.files.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: bytes that are none are named, never replaced. */
public final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * Where the bytes stop being UTF-8, or -1 where they are.
   *
   * <p>The JDK's own decoder is several times faster than a strict one, but puts U+FFFD where it
   * meets a fault. So only a text that holds this character is looked at again: the character may
   * have stood in the source.
   */
  public static int firstFault(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? -1 : firstFaultStrictly(bytes, from, to);
  }

  /**
   * The text with a question mark for each half of a character: a message that cites a source, or
   * cuts what it cites, must not fail to be written.
   */
  public static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static int firstFaultStrictly(byte[] bytes, int from, int to) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    boolean fault = decoder.decode(in, CharBuffer.allocate(to - from), true).isError();
    return fault ? in.position() : -1;
  }
}
