package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts of BSON, which ought to be UTF-8. MongoDB itself does not look, and some programs have
 * written other encodings into it.
 */
final class BsonText {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private BsonText() {}

  /** Refuses what is no UTF-8. Most texts are ASCII, of which nothing is made. */
  static void require(byte[] in, int from, int to) throws UnreadableDocument {
    if (!isAscii(in, from, to)) {
      String ignored = of(in, from, to);
    }
  }

  static String of(byte[] in, int from, int to) throws UnreadableDocument {
    String text = new String(in, from, to - from, StandardCharsets.UTF_8);
    // What stands for a fault may stand there itself; both are rare enough to write it again.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(in, from, to))) {
      throw new UnreadableDocument(
          ErrorCode.TEXT_ENCODING,
          "the text is not UTF-8, as BSON's texts have to be; correct it at the source");
    }
    return text;
  }

  private static boolean isAscii(byte[] in, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (((long) LONGS.get(in, at) & NOT_ASCII) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (in[at] < 0) {
        return false;
      }
    }
    return true;
  }
}
