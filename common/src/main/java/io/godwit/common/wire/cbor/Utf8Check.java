package io.godwit.common.wire.cbor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8, by the same rule as the characters that {@link String} makes of them:
 * nothing longer than it has to be, no surrogates, nothing above U+10FFFF (RFC 3629, section 4).
 */
final class Utf8Check {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The bit of each of eight bytes that none of ASCII has. */
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private static final int LAST_OF_ONE_BYTE = 0x7f;
  private static final int LAST_OF_TWO_BYTES = 0x7ff;
  private static final int LAST_OF_THREE_BYTES = 0xffff;

  private Utf8Check() {}

  /** Whether what stands between two places is a text. */
  static boolean is(byte[] in, int from, int to) {
    int at = from;
    while (at < to) {
      at = behindAscii(in, at, to);
      if (at < to) {
        int length = length(in, at, to);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /** Where ASCII ends; most texts are nothing else. */
  static int behindAscii(byte[] in, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES && ((long) EIGHT_BYTES.get(in, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < to && in[at] >= 0) {
      at++;
    }
    return at;
  }

  /** How many bytes the character has that begins here and is none of ASCII; 0 where none does. */
  private static int length(byte[] in, int at, int to) {
    int first = in[at] & 0xff;
    if (first >= 0xc0 && first < 0xe0) {
      return character(in, at, to, first & 31, 1, LAST_OF_ONE_BYTE);
    }
    if (first >= 0xe0 && first < 0xf0) {
      return character(in, at, to, first & 15, 2, LAST_OF_TWO_BYTES);
    }
    return first >= 0xf0 && first < 0xf8
        ? character(in, at, to, first & 7, 3, LAST_OF_THREE_BYTES)
        : 0;
  }

  private static int character(byte[] in, int at, int to, int bits, int more, int below) {
    if (to - at <= more) {
      return 0;
    }
    int character = bits;
    for (int i = at + 1; i <= at + more; i++) {
      if ((in[i] & 0xc0) != 0x80) {
        return 0;
      }
      character = (character << 6) | (in[i] & 63);
    }
    boolean lone = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return character > below && character <= Character.MAX_CODE_POINT && !lone ? more + 1 : 0;
  }
}
