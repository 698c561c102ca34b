package io.godwit.common.wire.cbor;

import java.util.Arrays;

/**
 * What is common to writing and reading work records.
 *
 * <p>Integers are not shortened: 32 bits are written in four bytes, 64 bits in eight. That is how
 * the two types stay apart without a tag, which any CBOR reader may ignore; compression takes the
 * zeros away. Types with a registered tag use it; the others are tag 27, an array that begins with
 * the type's name.
 */
final class CborForm {

  /** Days since 1970-01-01 (RFC 8943). */
  static final int TAG_DAYS = 100;

  /** A map of seconds (1) and nanoseconds (-9) since 1970-01-01T00:00Z (RFC 9581). */
  static final int TAG_EXTENDED_TIME = 1001;

  /** Sixteen bytes of a UUID. */
  static final int TAG_UUID = 37;

  /** An array of a type's name and its parts. */
  static final int GENERIC = 27;

  static final int SECONDS = 1;
  static final int NANOSECONDS = -9;

  private static final byte[] TIME = {(byte) 0x82, 0x64, 't', 'i', 'm', 'e'};
  private static final byte[] DATE_TIME = {
    (byte) 0x83, 0x68, 'd', 'a', 't', 'e', 't', 'i', 'm', 'e'
  };

  private CborForm() {}

  /**
   * How many bytes begin a time of day, behind the tag {@link #GENERIC}, as the encoder spells it;
   * 0 where none does. Its nanoseconds follow.
   */
  static int time(byte[] in, int at, int end) {
    return stands(TIME, in, at, end) ? TIME.length : 0;
  }

  /** The same of a date and time, whose days and nanoseconds follow. */
  static int dateTime(byte[] in, int at, int end) {
    return stands(DATE_TIME, in, at, end) ? DATE_TIME.length : 0;
  }

  private static boolean stands(byte[] items, byte[] in, int at, int end) {
    int behind = at + items.length;
    return behind <= end && Arrays.equals(in, at, behind, items, 0, items.length);
  }
}
