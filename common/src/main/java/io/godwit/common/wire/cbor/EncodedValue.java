package io.godwit.common.wire.cbor;

import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One value where it stands. The bytes have passed {@link ValueCheck}, so nothing is checked here:
 * who calls this for others may get any exception, or a wrong value.
 */
final class EncodedValue {

  private static final VarHandle SHORTS = bigEndian(short[].class);
  private static final VarHandle INTS = bigEndian(int[].class);
  private static final VarHandle LONGS = bigEndian(long[].class);

  /** The head of a string of sixteen bytes. */
  private static final int SIXTEEN_BYTES = (CborWriter.BYTES << 5) | 16;

  /** From here on a number has more digits than {@link ValueConsumer#decimal(long, int)} gets. */
  private static final long BEHIND_BARE = 1_000_000_000_000_000_000L;

  private static final long SECOND = 1_000_000_000;

  private EncodedValue() {}

  private static VarHandle bigEndian(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }

  /** The value that begins at a place, as an object. */
  static Value read(byte[] in, int at) {
    int head = in[at] & 0xff;
    return switch (head >> 5) {
      case CborWriter.UNSIGNED, CborWriter.NEGATIVE -> {
        long value = integer(in, at);
        yield isInt64(head, value) ? new Value.Int64(value) : new Value.Int32((int) value);
      }
      case CborWriter.TEXT ->
          new Value.Text(
              new String(in, behindHead(in, at), (int) number(in, at), StandardCharsets.UTF_8));
      default -> ItemReader.value(new CborReader(in, at), 1);
    };
  }

  /** Says what value begins at a place, by one call of the consumer. */
  static void tell(byte[] in, int at, ValueConsumer consumer) {
    int head = in[at] & 0xff;
    switch (head >> 5) {
      case CborWriter.UNSIGNED, CborWriter.NEGATIVE -> whole(head, integer(in, at), consumer);
      case CborWriter.TEXT -> {
        int from = behindHead(in, at);
        consumer.text(in, from, from + (int) number(in, at));
      }
      case CborWriter.BYTES -> {
        int from = behindHead(in, at);
        consumer.binary((byte) 0, in, from, from + (int) number(in, at));
      }
      case CborWriter.TAG -> tagged(in, at, consumer);
      case CborWriter.OTHER -> other(in, at, consumer);
      default -> consumer.other(read(in, at));
    }
  }

  private static void whole(int head, long value, ValueConsumer consumer) {
    if (isInt64(head, value)) {
      consumer.int64(value);
    } else {
      consumer.int32((int) value);
    }
  }

  private static boolean isInt64(int head, long value) {
    return (head & 31) == CborWriter.EIGHT_BYTES || value != (int) value;
  }

  private static void other(byte[] in, int at, ValueConsumer consumer) {
    switch (in[at] & 31) {
      case CborWriter.FALSE -> consumer.bool(false);
      case CborWriter.TRUE -> consumer.bool(true);
      case CborWriter.NULL -> consumer.nothing();
      default -> consumer.float64(Double.longBitsToDouble(number(in, at)));
    }
  }

  private static void tagged(byte[] in, int tag, ValueConsumer consumer) {
    int at = behindHead(in, tag);
    switch ((int) number(in, tag)) {
      case CborForm.TAG_DAYS -> consumer.date(integer(in, at));
      case CborWriter.TAG_DECIMAL -> decimal(in, tag, consumer);
      case CborForm.TAG_EXTENDED_TIME -> timestamp(in, tag, consumer);
      case CborForm.TAG_UUID -> uuid(in, tag, consumer);
      default -> generic(in, tag, consumer);
    }
  }

  private static void decimal(byte[] in, int tag, ValueConsumer consumer) {
    int exponent = behindHead(in, behindHead(in, tag));
    int digits = behindHead(in, exponent);
    long unscaled = (in[digits] & 0xff) >> 5 == CborWriter.TAG ? BEHIND_BARE : integer(in, digits);
    if (unscaled > -BEHIND_BARE && unscaled < BEHIND_BARE) {
      consumer.decimal(unscaled, (int) -integer(in, exponent));
    } else {
      asObject(in, tag, consumer);
    }
  }

  private static void timestamp(byte[] in, int tag, ValueConsumer consumer) {
    int second = behindHead(in, behindHead(in, behindHead(in, tag)));
    int nano = behindHead(in, behindHead(in, second));
    long nanos = integer(in, nano);
    if (nanos >= 0 && nanos < SECOND) {
      consumer.timestamp(integer(in, second), (int) nanos);
    } else {
      Instant carried = Instant.ofEpochSecond(integer(in, second), nanos);
      consumer.timestamp(carried.getEpochSecond(), carried.getNano());
    }
  }

  private static void uuid(byte[] in, int tag, ValueConsumer consumer) {
    int at = behindHead(in, tag);
    if ((in[at] & 0xff) == SIXTEEN_BYTES) {
      consumer.uuid((long) LONGS.get(in, at + 1), (long) LONGS.get(in, at + 1 + Long.BYTES));
    } else {
      asObject(in, tag, consumer);
    }
  }

  private static void generic(byte[] in, int tag, ValueConsumer consumer) {
    int at = behindHead(in, tag);
    int time = CborForm.time(in, at, in.length);
    int dateTime = CborForm.dateTime(in, at, in.length);
    if (time > 0) {
      consumer.time(integer(in, at + time));
    } else if (dateTime > 0) {
      int day = at + dateTime;
      consumer.localTimestamp(integer(in, day), integer(in, behindHead(in, day)));
    } else {
      asObject(in, tag, consumer);
    }
  }

  /** As an object tells it: these are rare, or spelt as the encoder does not. */
  private static void asObject(byte[] in, int at, ValueConsumer consumer) {
    read(in, at).tell(consumer);
  }

  /** Where the head ends that begins at a place. */
  private static int behindHead(byte[] in, int at) {
    int info = in[at] & 31;
    return info < CborWriter.ONE_BYTE ? at + 1 : at + 1 + (1 << (info - CborWriter.ONE_BYTE));
  }

  /** The whole number that begins at a place. */
  private static long integer(byte[] in, int at) {
    long number = number(in, at);
    return (in[at] & 0xff) >> 5 == CborWriter.NEGATIVE ? ~number : number;
  }

  /** The number of the head that begins at a place, unsigned. */
  private static long number(byte[] in, int at) {
    int info = in[at] & 31;
    return switch (info) {
      case CborWriter.ONE_BYTE -> in[at + 1] & 0xff;
      case CborWriter.TWO_BYTES -> (short) SHORTS.get(in, at + 1) & 0xffff;
      case CborWriter.FOUR_BYTES -> (int) INTS.get(in, at + 1) & 0xffff_ffffL;
      case CborWriter.EIGHT_BYTES -> (long) LONGS.get(in, at + 1);
      default -> info;
    };
  }
}
