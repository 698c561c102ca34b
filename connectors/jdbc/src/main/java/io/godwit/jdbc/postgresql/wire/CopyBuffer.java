package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.DecimalText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes for COPY, written without a text in between: those of its text format, and the few of which
 * its binary format is made.
 *
 * <p>Text format: PostgreSQL's documentation, COPY, "Text Format". Inside array elements, between
 * {@link #openElement} and {@link #closeElement}, texts get the quoting of array literals below
 * that of COPY. Most characters need neither, and those of ASCII are one byte each: the loop over
 * them is what the speed of a sink hangs on.
 *
 * <p>For one thread.
 */
public final class CopyBuffer {

  private static final int USUAL = 1 << 16;

  /** Digits of the largest long; ten times ten to the 18th is none. */
  private static final int LONGEST_NUMBER = 19;

  private static final byte[] NULL = {'\\', 'N'};

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[USUAL];
  private int length;
  private boolean element;

  /** A buffer without bytes. */
  public CopyBuffer() {}

  /** How many bytes it holds. */
  int length() {
    return length;
  }

  /** The bytes, of which the first {@link #length()} count; not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Forgets the bytes from a place on. */
  void cut(int to) {
    length = to;
    element = false;
  }

  /** Forgets all, and gives back what one huge record took. */
  void clear() {
    cut(0);
    if (bytes.length > 16 * USUAL) {
      bytes = new byte[USUAL];
    }
  }

  /** A byte as it is. */
  void raw(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  /** Bytes as they are. */
  void raw(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  /**
   * The lowest bytes of a number, the highest of them first.
   *
   * @param size from 1 to 8
   */
  void number(long value, int size) {
    room(Long.BYTES);
    put(value, size);
  }

  /** The same behind its size in four bytes. */
  void sized(long value, int size) {
    room(Integer.BYTES + Long.BYTES);
    INTS.set(bytes, length, size);
    length += Integer.BYTES;
    put(value, size);
  }

  /** Bytes as they are, behind their number in four bytes. */
  void sized(byte[] source, int from, int to) {
    int size = to - from;
    room(Math.addExact(Integer.BYTES, size));
    INTS.set(bytes, length, size);
    System.arraycopy(source, from, bytes, length + Integer.BYTES, size);
    length += Integer.BYTES + size;
  }

  /** One store of eight bytes, of which the next overwrites what is not of the number. */
  private void put(long value, int size) {
    LONGS.set(bytes, length, value << (Long.SIZE - Byte.SIZE * size));
    length += size;
  }

  /** Writes a number of four bytes over what stands at a place. */
  void patch(int at, int value) {
    INTS.set(bytes, at, value);
  }

  /** The null of a field, which is not the one of an array's element. */
  void nul() {
    raw(NULL, 0, NULL.length);
  }

  /** Characters that need no quoting: digits, letters, signs; never a backslash. */
  void plain(String ascii) {
    int n = ascii.length();
    room(n);
    for (int i = 0; i < n; i++) {
      bytes[length + i] = (byte) ascii.charAt(i);
    }
    length += n;
  }

  /** A whole number. */
  void number(long value) {
    if (value == Long.MIN_VALUE) {
      plain(Long.toString(value));
      return;
    }
    if (value < 0) {
      raw('-');
    }
    padded(Math.abs(value), 1);
  }

  /** A whole number from 0, with zeros in front up to a width. */
  void padded(long value, int width) {
    int digits = Math.max(width, digits(value));
    room(digits);
    int i = length + digits - 1;
    long rest = value;
    // Divisions of 64 bits take several times as long.
    for (; rest > Integer.MAX_VALUE; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    for (int few = (int) rest; i >= length; i--) {
      bytes[i] = (byte) ('0' + few % 10);
      few /= 10;
    }
    length += digits;
  }

  private static int digits(long value) {
    int digits = 1;
    for (long limit = 10; value >= limit && digits < LONGEST_NUMBER; limit *= 10) {
      digits++;
    }
    return digits;
  }

  /** A decimal number with all its digits, and no exponent unless hundreds of zeros were needed. */
  void decimal(BigDecimal value) {
    int scale = value.scale();
    if (scale >= 0 && scale <= 18 && value.precision() <= 18) {
      // Of scale 0 it is the digits themselves, without the two objects of a BigInteger.
      smallDecimal(value.scaleByPowerOfTen(scale).longValue(), scale);
    } else {
      plain(DecimalText.of(value));
    }
  }

  private void smallDecimal(long unscaled, int scale) {
    if (unscaled < 0) {
      raw('-');
    }
    padded(Math.abs(unscaled), scale + 1);
    if (scale > 0) {
      room(1);
      int point = length - scale;
      System.arraycopy(bytes, point, bytes, point + 1, scale);
      bytes[point] = '.';
      length++;
    }
  }

  /** Bytes in PostgreSQL's hexadecimal form. */
  void hex(byte[] value) {
    plain(element ? "\\\\\\\\x" : "\\\\x");
    room(2 * value.length);
    for (byte b : value) {
      bytes[length++] = (byte) Character.forDigit((b >> 4) & 15, 16);
      bytes[length++] = (byte) Character.forDigit(b & 15, 16);
    }
  }

  /** Starts a quoted element of an array. */
  void openElement() {
    raw('"');
    element = true;
  }

  /** Ends a quoted element of an array. */
  void closeElement() {
    element = false;
    raw('"');
  }

  /**
   * Any characters.
   *
   * @return whether all could be written; a NUL and half a surrogate pair cannot, and what was
   *     written before them is for the caller to cut off
   */
  boolean escaped(String text) {
    return characters(text, true);
  }

  /** The same without any quoting. */
  boolean utf8(String text) {
    return characters(text, false);
  }

  private boolean characters(String text, boolean quoting) {
    int n = text.length();
    room(n);
    int i = 0;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || c == 0 || (quoting && (c == '\\' || c < ' ' || c == '"'))) {
        break;
      }
      bytes[length + i] = (byte) c;
    }
    length += i;
    while (i < n) {
      int codePoint = text.codePointAt(i);
      if (!isCharacter(codePoint)) {
        return false;
      }
      room(n - i + 8);
      if (quoting) {
        quoted(codePoint);
      } else {
        utf8(codePoint);
      }
      i += Character.charCount(codePoint);
    }
    return true;
  }

  private static boolean isCharacter(int codePoint) {
    return codePoint != 0 && (codePoint < 0xd800 || codePoint >= 0xe000);
  }

  private void quoted(int c) {
    switch (c) {
      case '\\' -> plain(element ? "\\\\\\\\" : "\\\\");
      case '"' -> plain(element ? "\\\\\"" : "\"");
      case '\n' -> plain("\\n");
      case '\r' -> plain("\\r");
      case '\t' -> plain("\\t");
      default -> utf8(c);
    }
  }

  private void utf8(int c) {
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xc0 | (c >> 6));
      bytes[length++] = (byte) (0x80 | (c & 63));
    } else if (c < 0x10000) {
      bytes[length++] = (byte) (0xe0 | (c >> 12));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 63));
      bytes[length++] = (byte) (0x80 | (c & 63));
    } else {
      bytes[length++] = (byte) (0xf0 | (c >> 18));
      bytes[length++] = (byte) (0x80 | ((c >> 12) & 63));
      bytes[length++] = (byte) (0x80 | ((c >> 6) & 63));
      bytes[length++] = (byte) (0x80 | (c & 63));
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 3 / 2));
    }
  }
}
