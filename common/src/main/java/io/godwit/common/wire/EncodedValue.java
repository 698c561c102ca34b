package io.godwit.common.wire;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import io.godwit.common.model.ValueConsumer;

/** Reads one value where it stands among encoded ones. */
final class EncodedValue {

  private static final String[] NAMELESS = {""};

  private EncodedValue() {}

  /** The value between two places. */
  static Value read(byte[] in, int from, int to) {
    CborReader reader = new CborReader(in);
    reader.passTo(from);
    reader.endAt(to);
    int major = reader.next();
    if (major == CborWriter.TEXT) {
      return new Value.Text(reader.textOfHead());
    }
    if (major <= CborWriter.NEGATIVE) {
      long value = reader.integer(major);
      return reader.info() == CborWriter.EIGHT_BYTES
          ? new Value.Int64(value)
          : new Value.Int32((int) value);
    }
    CborWriter one = new CborWriter();
    one.array(1);
    one.raw(in, from, to);
    return new DocumentDecoder().decode(new CborReader(one.take()), NAMELESS).value(0);
  }

  /** Says what stands between two places. */
  static void tell(byte[] in, int from, int to, ValueConsumer consumer) {
    Document.ofShared(NAMELESS, new Value[] {read(in, from, to)}).tell(0, consumer);
  }
}
