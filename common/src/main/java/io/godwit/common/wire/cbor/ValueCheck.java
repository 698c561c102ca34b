package io.godwit.common.wire.cbor;

import java.time.Instant;
import java.time.temporal.ChronoField;

/**
 * Passes over a value and makes sure that {@link ItemReader} can read it, without making it. A
 * record is found unreadable here, before anybody works on it, and not when a step asks for a
 * field.
 */
final class ValueCheck {

  private static final long MOST_NANOS = 999_999_999;

  private ValueCheck() {}

  /**
   * Passes over the next item.
   *
   * @param depth 1 for a field of a record
   * @throws RuntimeException where it is no value; for which, see {@link ItemReader#value}
   */
  static void pass(CborReader in, int depth) {
    ItemReader.requireShallow(depth);
    int major = in.next();
    switch (major) {
      case CborWriter.UNSIGNED, CborWriter.NEGATIVE -> in.integer(major);
      case CborWriter.BYTES -> in.passBytes();
      case CborWriter.TEXT -> in.passText();
      case CborWriter.ARRAY -> items(in, in.count(), depth);
      case CborWriter.MAP -> nested(in, in.count(), depth);
      case CborWriter.TAG -> tagged(in, depth);
      default -> other(in);
    }
  }

  private static void items(CborReader in, int count, int depth) {
    for (int i = 0; i < count; i++) {
      pass(in, depth + 1);
    }
  }

  private static void nested(CborReader in, int count, int depth) {
    for (int i = 0; i < count; i++) {
      in.passName();
      pass(in, depth + 1);
    }
  }

  private static void other(CborReader in) {
    int info = in.info();
    if (info != CborWriter.EIGHT_BYTES && (info < CborWriter.FALSE || info > CborWriter.NULL)) {
      throw ItemReader.unknownSimple(in);
    }
  }

  /**
   * Types of which columns are full are checked by their parts; the others are rare: by reading.
   */
  private static void tagged(CborReader in, int depth) {
    long tag = in.number();
    if (tag == CborWriter.TAG_DECIMAL) {
      in.passDecimal();
    } else if (tag == CborForm.TAG_DAYS) {
      ChronoField.EPOCH_DAY.checkValidValue(in.integer());
    } else if (tag == CborForm.TAG_EXTENDED_TIME) {
      instant(ItemReader.secondOfTimestamp(in), in.integer());
    } else if (tag == CborForm.GENERIC && in.passesTime()) {
      ItemReader.requireShallow(depth + 1);
      ChronoField.NANO_OF_DAY.checkValidValue(in.integer());
    } else if (tag == CborForm.GENERIC && in.passesDateTime()) {
      ItemReader.requireShallow(depth + 1);
      ChronoField.EPOCH_DAY.checkValidValue(in.integer());
      ChronoField.NANO_OF_DAY.checkValidValue(in.integer());
    } else {
      ItemReader.tagged(in, depth);
    }
  }

  /** Other programs may write more nanoseconds than a second has, which is a time, too. */
  private static void instant(long second, long nano) {
    boolean plain =
        nano >= 0
            && nano <= MOST_NANOS
            && second >= Instant.MIN.getEpochSecond()
            && second <= Instant.MAX.getEpochSecond();
    if (!plain) {
      Instant ignored = Instant.ofEpochSecond(second, nano);
    }
  }
}
