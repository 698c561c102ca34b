package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.model.value.ValueConsumer;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * The content of one field as it is told, of the types that BSON has as they are: an encoder looks
 * here before it asks for an object. It is noted and not written, since a consumer has no way to
 * say that a document has become too large. For one thread.
 */
final class BareField implements ValueConsumer {

  /** What was told is none of the types below: its object is asked for. */
  static final int NOT_BARE = 0;

  static final int DOUBLE = 0x01;
  static final int STRING = 0x02;
  static final int BOOLEAN = 0x08;
  static final int DATE = 0x09;
  static final int NULL = 0x0A;
  static final int INT32 = 0x10;
  static final int INT64 = 0x12;

  private static final byte[] NOTHING = {};
  private static final int NANOS_OF_MILLI = 1_000_000;

  /** In seconds, some 34,000 years. */
  private static final long FAR = 1L << 40;

  private int type;
  private long number;
  private byte[] utf8 = NOTHING;
  private int from;
  private int to;

  /** Takes note of a field; answers its type. */
  int note(Document document, int field) {
    type = NOT_BARE;
    utf8 = NOTHING;
    document.tell(field, this);
    return type;
  }

  /** What was told, unless it is a text or nothing: its bits. */
  long number() {
    return number;
  }

  /** Writes the text that was told: its length in bytes, the text and a zero. */
  void text(BsonBuffer out) throws UnwritableRecord {
    out.int32(to - from + 1);
    out.raw(utf8, from, to);
    out.int8(0);
  }

  private void is(int told, long bits) {
    type = told;
    number = bits;
  }

  @Override
  public void nothing() {
    is(NULL, 0);
  }

  @Override
  public void bool(boolean value) {
    is(BOOLEAN, value ? 1 : 0);
  }

  @Override
  public void int32(int value) {
    is(INT32, value);
  }

  @Override
  public void int64(long value) {
    is(INT64, value);
  }

  @Override
  public void float64(double value) {
    is(DOUBLE, Double.doubleToRawLongBits(value));
  }

  @Override
  public void text(byte[] in, int start, int end) {
    is(STRING, 0);
    utf8 = in;
    from = start;
    to = end;
  }

  /** Whole milliseconds only, of years that they surely hold: the others are for the encoder. */
  @Override
  public void timestamp(long second, int nano) {
    if (nano % NANOS_OF_MILLI == 0 && second > -FAR && second < FAR) {
      is(DATE, TimeUnit.SECONDS.toMillis(second) + nano / NANOS_OF_MILLI);
    }
  }

  // The others have no type of BSON, or one that asks for more than to be copied.

  @Override
  public void text(String value) {}

  @Override
  public void decimal(long unscaled, int scale) {}

  @Override
  public void decimal(BigDecimal value) {}

  @Override
  public void date(long epochDay) {}

  @Override
  public void time(long nanoOfDay) {}

  @Override
  public void localTimestamp(long epochDay, long nanoOfDay) {}

  @Override
  public void uuid(long high, long low) {}

  @Override
  public void binary(byte subtype, byte[] bytes, int start, int end) {}

  @Override
  public void other(Value value) {}
}
