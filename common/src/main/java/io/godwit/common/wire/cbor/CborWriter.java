package io.godwit.common.wire.cbor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR (RFC 8949), the definite lengths only, into a buffer that it keeps. For one thread.
 *
 * <p>Section 3 of the RFC: an item begins with a byte of its major type and, in the lower five
 * bits, a number below 24, or how many bytes hold the number (24 to 27: one, two, four, eight).
 */
public final class CborWriter {

  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;

  /** The major type of texts. */
  public static final int TEXT = 3;

  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int OTHER = 7;

  static final int FALSE = 20;
  static final int TRUE = 21;
  static final int NULL = 22;

  /** In the lower five bits: the number follows in so many bytes. */
  static final int ONE_BYTE = 24;

  static final int TWO_BYTES = 25;
  static final int FOUR_BYTES = 26;
  static final int EIGHT_BYTES = 27;

  static final int TAG_BIGNUM = 2;
  static final int TAG_NEGATIVE_BIGNUM = 3;
  static final int TAG_DECIMAL = 4;

  private static final int USUAL = 4 << 10;

  /** There may be one for each of a thousand partitions. */
  private static final int MOST_KEPT = 32 << 10;

  private static final int LONGEST_HEAD = 9;
  private static final byte[] NOTHING = {};

  /** So many decimal digits always fit a long. */
  private static final int DIGITS_OF_LONG = 18;

  private static final VarHandle BITS_32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BITS_64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] out = NOTHING;
  private int size;

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  /** What was written; a copy. The writer is then empty. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(out, size);
    clear();
    return taken;
  }

  /** Forgets what was written, and gives back what a huge item took. */
  public void clear() {
    size = 0;
    if (out.length > MOST_KEPT) {
      out = NOTHING;
    }
  }

  /** The array that is written to, whose first bytes are those that were written; no copy. */
  byte[] shared() {
    return out;
  }

  /** How many bytes fit behind those that were written without another array. */
  int room() {
    return out.length - size;
  }

  /** Goes on in a new array of a size; nobody writes to the one before any more. */
  void renew(int length) {
    out = new byte[length];
    size = 0;
  }

  /** Forgets what was written behind so many bytes. */
  void cut(int length) {
    size = length;
  }

  /** What some writers hold, one after the other. */
  public static byte[] join(CborWriter... writers) {
    int length = 0;
    for (CborWriter writer : writers) {
      length += writer.size;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (CborWriter writer : writers) {
      System.arraycopy(writer.out, 0, joined, at, writer.size);
      at += writer.size;
    }
    return joined;
  }

  /** So many pairs of a name and a value follow. */
  void map(int pairs) {
    head(MAP, pairs);
  }

  /** So many items follow. */
  public void array(int items) {
    head(ARRAY, items);
  }

  /** The item that follows is to be read as the tag says. */
  void tag(int tag) {
    head(TAG, tag);
  }

  /** Nothing, where an item may be missing. */
  public void nul() {
    head(OTHER, NULL);
  }

  void bool(boolean value) {
    head(OTHER, value ? TRUE : FALSE);
  }

  /** A number in as few bytes as it needs. */
  public void number(long value) {
    room(LONGEST_HEAD);
    putNumber(value);
  }

  /** A number that is to be read as a tag says. */
  public void number(int tag, long value) {
    room(2 * LONGEST_HEAD);
    put(TAG << 5, tag);
    putNumber(value);
  }

  /** A number in four bytes, even if it needs fewer. */
  void int32(int value) {
    room(LONGEST_HEAD);
    out[size++] = (byte) ((value < 0 ? NEGATIVE : UNSIGNED) << 5 | FOUR_BYTES);
    bits32(value < 0 ? ~value : value);
  }

  /** A number in eight bytes, even if it needs fewer. */
  void int64(long value) {
    room(LONGEST_HEAD);
    out[size++] = (byte) ((value < 0 ? NEGATIVE : UNSIGNED) << 5 | EIGHT_BYTES);
    bits64(value < 0 ? ~value : value);
  }

  void float64(double value) {
    room(LONGEST_HEAD);
    out[size++] = (byte) (OTHER << 5 | EIGHT_BYTES);
    bits64(Double.doubleToRawLongBits(value));
  }

  /** Tag 4: an exponent of ten and a number of any size. */
  void decimal(BigDecimal value) {
    if (value.precision() <= DIGITS_OF_LONG) {
      // Of another scale it is the digits themselves, without the two objects of a BigInteger.
      decimal(value.scaleByPowerOfTen(value.scale()).longValue(), value.scale());
    } else {
      tag(TAG_DECIMAL);
      array(2);
      number(-(long) value.scale());
      digits(value.unscaledValue());
    }
  }

  /** The same, of digits that fit 64 bits. */
  void decimal(long unscaled, int scale) {
    room(4 * LONGEST_HEAD);
    put(TAG << 5, TAG_DECIMAL);
    put(ARRAY << 5, 2);
    putNumber(-(long) scale);
    putNumber(unscaled);
  }

  private void digits(BigInteger digits) {
    if (digits.bitLength() < Long.SIZE) {
      number(digits.longValue());
    } else {
      tag(digits.signum() < 0 ? TAG_NEGATIVE_BIGNUM : TAG_BIGNUM);
      bytes((digits.signum() < 0 ? digits.not() : digits).toByteArray());
    }
  }

  void bytes(byte[] value) {
    bytes(value, 0, value.length);
  }

  /** A part of an array. */
  void bytes(byte[] value, int from, int to) {
    head(BYTES, to - from);
    raw(value, from, to);
  }

  /**
   * The beginning of a string of bytes: what another writer holds.
   *
   * @param more how many bytes follow, which {@link #raw} is to write
   */
  void bytes(CborWriter other, int more) {
    head(BYTES, other.size + more);
    raw(other.out, 0, other.size);
  }

  /**
   * Characters in UTF-8.
   *
   * @throws IllegalArgumentException where there is half of a surrogate pair, which has no UTF-8
   */
  public void text(String value) {
    int length = value.length();
    int start = size;
    head(TEXT, length);
    room(length);
    // Most texts are ASCII, which has as many bytes as characters.
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = start;
        other(value);
        return;
      }
      out[size + i] = (byte) c;
    }
    size += length;
  }

  /** Characters that are UTF-8 already. */
  public void text(byte[] utf8, int from, int to) {
    head(TEXT, to - from);
    raw(utf8, from, to);
  }

  /** Only for texts that are not all ASCII; how they are rare pays for the second array. */
  private void other(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        requirePair(value, i);
        i++;
      }
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(TEXT, utf8.length);
    raw(utf8);
  }

  private static void requirePair(String value, int at) {
    if (at + 1 == value.length()
        || !Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1))) {
      throw new IllegalArgumentException("a text has half of a surrogate pair at " + at);
    }
  }

  /** Bytes that are items already. */
  void raw(byte[] items) {
    raw(items, 0, items.length);
  }

  /** A part of an array, which is items already. */
  void raw(byte[] items, int from, int to) {
    int length = to - from;
    room(length);
    System.arraycopy(items, from, out, size, length);
    size += length;
  }

  private void head(int major, long number) {
    room(LONGEST_HEAD);
    put(major << 5, number);
  }

  /**
   * A head where there is room for the longest. All but the longest are one store of eight bytes,
   * of which the last ones are nobody's.
   */
  private void put(int type, long number) {
    long item;
    int length;
    if (number < ONE_BYTE) {
      item = type | number;
      length = 1;
    } else if (number < 1 << 8) {
      item = (type | ONE_BYTE) << 8 | number;
      length = 2;
    } else if (number < 1 << 16) {
      item = (type | TWO_BYTES) << 16 | number;
      length = 3;
    } else if (number < 1L << 32) {
      item = (type | FOUR_BYTES) * (1L << 32) | number;
      length = 5;
    } else {
      out[size++] = (byte) (type | EIGHT_BYTES);
      bits64(number);
      return;
    }
    BITS_64.set(out, size, item << (Long.SIZE - Byte.SIZE * length));
    size += length;
  }

  private void putNumber(long value) {
    if (value < 0) {
      put(NEGATIVE << 5, ~value);
    } else {
      put(UNSIGNED << 5, value);
    }
  }

  private void bits32(int bits) {
    BITS_32.set(out, size, bits);
    size += Integer.BYTES;
  }

  private void bits64(long bits) {
    BITS_64.set(out, size, bits);
    size += Long.BYTES;
  }

  private void room(int more) {
    if (out.length - size < more) {
      int least = Math.max(USUAL, out.length * 2);
      out = Arrays.copyOf(out, Math.max(Math.addExact(size, more), least));
    }
  }
}
