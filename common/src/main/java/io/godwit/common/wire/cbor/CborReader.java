package io.godwit.common.wire.cbor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads what {@link CborWriter} writes, from an array. Anybody may have written the bytes, so
 * nothing in them makes it read beyond their end, or take more memory than they have. For one
 * thread.
 */
public final class CborReader {

  private final byte[] in;
  private int end;
  private int at;
  private int first;
  private long number;

  /** A reader at the beginning. */
  public CborReader(byte[] in) {
    this(in, 0);
  }

  /** A reader at a place. */
  public CborReader(byte[] in, int at) {
    this.in = in;
    this.at = at;
    this.end = in.length;
  }

  /** All the bytes, from the beginning to wherever they end; not a copy. */
  byte[] all() {
    return in;
  }

  /** Reads the head of the next item; answers its major type. */
  public int next() {
    first = require(1);
    int info = first & 31;
    number =
        switch (info) {
          case CborWriter.ONE_BYTE -> require(1);
          case CborWriter.TWO_BYTES -> (require(2) << 8) | (in[at - 1] & 0xff);
          case CborWriter.FOUR_BYTES -> bits32() & 0xffff_ffffL;
          case CborWriter.EIGHT_BYTES -> ((long) bits32() << 32) | (bits32() & 0xffff_ffffL);
          default -> info;
        };
    if (info > CborWriter.EIGHT_BYTES) {
      throw malformed("an item without a length");
    }
    return first >> 5;
  }

  /** How the head spells its number: below 24 the number itself, from there in how many bytes. */
  int info() {
    return first & 31;
  }

  /** The number of the head, unsigned. */
  public long number() {
    return number;
  }

  /** How many items follow the head; each has a byte at least, so there are not more than bytes. */
  public int count() {
    if (number < 0 || number > end - at) {
      throw malformed("a length beyond the end");
    }
    return (int) number;
  }

  /** The item whose head was read is so many items of an array. */
  public int array() {
    require(CborWriter.ARRAY, next());
    return count();
  }

  /** The next item, a whole number of 64 bits with its sign. */
  public long integer() {
    return integer(next());
  }

  /** The whole number whose head was read. */
  public long integer(int major) {
    if (number < 0 || major > CborWriter.NEGATIVE) {
      throw malformed("not a whole number of 64 bits");
    }
    return major == CborWriter.NEGATIVE ? ~number : number;
  }

  /** The 64-bit number whose head was read. */
  double float64() {
    return Double.longBitsToDouble(number);
  }

  /** The decimal whose tag was read. */
  BigDecimal decimal() {
    int scale = scale();
    int major = next();
    return major == CborWriter.TAG
        ? new BigDecimal(bignum(), scale)
        : BigDecimal.valueOf(integer(major), scale);
  }

  /** Passes over the decimal whose tag was read. */
  void passDecimal() {
    scale();
    int major = next();
    if (major == CborWriter.TAG) {
      bignum();
    } else {
      integer(major);
    }
  }

  private int scale() {
    if (array() != 2) {
      throw malformed("a decimal of other than two parts");
    }
    long exponent = integer();
    if (exponent < -Integer.MAX_VALUE || exponent > Integer.MAX_VALUE) {
      throw malformed("a decimal's exponent");
    }
    return (int) -exponent;
  }

  private BigInteger bignum() {
    boolean negative = number == CborWriter.TAG_NEGATIVE_BIGNUM;
    if (!negative && number != CborWriter.TAG_BIGNUM) {
      throw malformed("a decimal's digits");
    }
    require(CborWriter.BYTES, next());
    BigInteger digits = new BigInteger(1, bytes());
    return negative ? digits.not() : digits;
  }

  /** The bytes whose head was read; a copy. */
  byte[] bytes() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(in, at - length, at);
  }

  /** Passes over the bytes whose head was read. */
  void passBytes() {
    at += count();
  }

  /** Passes over the text whose head was read. */
  void passText() {
    int length = count();
    at += length;
    if (!Utf8Check.is(in, at - length, at)) {
      throw malformed("a text that is no UTF-8");
    }
  }

  /** Passes over the next item, a text. */
  void passName() {
    require(CborWriter.TEXT, next());
    passText();
  }

  /** The next item is a string of bytes, which is not passed over; answers where it ends. */
  public int string() {
    require(CborWriter.BYTES, next());
    return at + count();
  }

  /** The next item, a text. */
  public String text() {
    require(CborWriter.TEXT, next());
    return textOfHead();
  }

  /** The next item, a text or nothing. */
  public Optional<String> textOrNull() {
    int major = next();
    if (major == CborWriter.OTHER && number == CborWriter.NULL) {
      return Optional.empty();
    }
    require(CborWriter.TEXT, major);
    return Optional.of(textOfHead());
  }

  /** The text whose head was read. */
  public String textOfHead() {
    int length = count();
    at += length;
    return utf8(at - length, at);
  }

  /** The next item, a text that comes again and again. */
  String name(NameTable names) {
    require(CborWriter.TEXT, next());
    int length = count();
    at += length;
    return names.find(in, at - length, at, this);
  }

  /** The text of bytes that were passed over already. */
  String utf8(int from, int to) {
    String text = new String(in, from, to - from, StandardCharsets.UTF_8);
    // What stands for a fault may stand there itself; both are rare enough to write it again.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(in, from, to))) {
      throw malformed("a text that is no UTF-8");
    }
    return text;
  }

  /** Where the next item begins. */
  public int at() {
    return at;
  }

  /** What was read from a place on; a copy. */
  public byte[] since(int start) {
    return between(start, at);
  }

  /** The bytes from one place to another; a copy. */
  public byte[] between(int from, int to) {
    return Arrays.copyOfRange(in, from, to);
  }

  /** Nothing is read from this place on, until another end is set; answers the end before. */
  public int endAt(int place) {
    int before = end;
    end = place;
    return before;
  }

  /** Goes on reading at a place, which is not behind the end. */
  public void passTo(int place) {
    at = place;
  }

  /** Passes over these items where they come next; answers whether they did. None never come. */
  public boolean passes(byte[] items) {
    int after = at + items.length;
    if (items.length == 0 || after > end || !Arrays.equals(in, at, after, items, 0, items.length)) {
      return false;
    }
    at = after;
    return true;
  }

  /** Passes over the beginning of a time of day where it comes next; answers whether it did. */
  boolean passesTime() {
    int length = CborForm.time(in, at, end);
    at += length;
    return length > 0;
  }

  /** The same of a date and time. */
  boolean passesDateTime() {
    int length = CborForm.dateTime(in, at, end);
    at += length;
    return length > 0;
  }

  /** How many bytes are left. */
  int left() {
    return end - at;
  }

  /** Whether all is read. */
  public boolean isAtEnd() {
    return at == end;
  }

  /**
   * A number that has to fit 32 bits.
   *
   * @throws IllegalArgumentException where it does not
   */
  public static int narrowed(long number) {
    if ((int) number != number) {
      throw malformed("a number of more than 32 bits");
    }
    return (int) number;
  }

  /** What is thrown where bytes are not what a writer makes; to be thrown by the caller. */
  public static IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException("these bytes are not Godwit's: " + what);
  }

  private static void require(int wanted, int major) {
    if (major != wanted) {
      throw malformed("an item of type " + major + ", not " + wanted);
    }
  }

  /** Passes over bytes; answers the first of them. */
  private int require(int bytes) {
    if (end - at < bytes) {
      throw malformed("their end is missing");
    }
    int value = in[at] & 0xff;
    at += bytes;
    return value;
  }

  private int bits32() {
    int value = require(4) << 24;
    return value | ((in[at - 3] & 0xff) << 16) | ((in[at - 2] & 0xff) << 8) | (in[at - 1] & 0xff);
  }
}
