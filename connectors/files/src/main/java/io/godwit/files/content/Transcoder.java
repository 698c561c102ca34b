package io.godwit.files.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From an encoding to UTF-8 with {@link ByteMarks}. For one text and one thread. */
final class Transcoder {

  private static final int CHARS = 8 << 10;

  private final CharsetDecoder decoder;

  /**
   * How many bytes of malformed ones are passed over. A decoder may count those in that show the
   * fault, as of half a character those of the whole one behind it: and that may be a line end.
   */
  private final int unit;

  private final CharBuffer chars = CharBuffer.allocate(CHARS);

  Transcoder(Charset charset) {
    unit = charset.name().contains("UTF-16") ? 2 : charset.name().contains("UTF-32") ? 4 : 1;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * Turns as many bytes as make characters.
   *
   * @param in what is left in it is the beginning of a character, and comes first the next time
   * @param end whether nothing follows
   */
  void pass(ByteBuffer in, boolean end, ByteArrayOutputStream out) {
    while (true) {
      CoderResult result = decoder.decode(in, chars, end);
      drain(out);
      if (result.isError()) {
        ByteMarks.write(
            in, result.isMalformed() ? Math.min(unit, in.remaining()) : result.length(), out);
      } else if (result.isUnderflow()) {
        break;
      }
    }
    if (end) {
      decoder.flush(chars);
      drain(out);
    }
  }

  /** A decoder never ends in half a character, so each part is UTF-8 of its own. */
  private void drain(ByteArrayOutputStream out) {
    out.writeBytes(chars.flip().toString().getBytes(StandardCharsets.UTF_8));
    chars.clear();
  }
}
