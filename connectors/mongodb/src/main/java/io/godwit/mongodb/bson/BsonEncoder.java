package io.godwit.mongodb.bson;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Values as BSON, exactly or not at all. It writes bytes itself instead of handing a codec to the
 * driver: a record that cannot be written has to be known before its batch is sent, and with the
 * bytes at hand a batch is cut by its true size.
 */
public final class BsonEncoder {

  /** MongoDB's own limit; a deeper document would break the whole command it is sent in. */
  private static final int DEEPEST = 100;

  private static final int DECIMAL_DIGITS = 34;
  private static final int DECIMAL_BIAS = 6176;
  private static final int DECIMAL_LARGEST_EXPONENT = 6111;

  private final BsonBuffer out;
  private final BareField bare = new BareField();
  private final FieldNames names = new FieldNames();

  /** An encoder that appends to a buffer. */
  public BsonEncoder(BsonBuffer out) {
    this.out = out;
  }

  /**
   * Appends a whole document that is to replace another one.
   *
   * @throws UnwritableRecord where MongoDB cannot hold it; what was appended then is of no use
   */
  public void document(Document document) throws UnwritableRecord {
    out.begin();
    names.look(document);
    fields(document, "", 1);
    out.end();
  }

  /** Appends a document that finds the one that has these values. */
  public void filter(List<String> names, List<Value> values) throws UnwritableRecord {
    out.begin();
    int opened = out.open();
    for (int i = 0; i < names.size(); i++) {
      if (isPlain(values.get(i))) {
        field(names.get(i), values.get(i), names.get(i), 1);
      } else {
        // Spelt out, since a bare expression would match texts, and a bare document may be taken
        // for operators.
        out.int8(0x03);
        out.cstring(names.get(i), names.get(i));
        int operator = out.open();
        field("$eq", values.get(i), names.get(i), 2);
        out.close(operator);
      }
    }
    out.close(opened);
  }

  private static boolean isPlain(Value value) {
    return !(value instanceof Value.Regex
        || value instanceof Value.Array
        || value instanceof Value.Nested);
  }

  private void fields(Document document, String path, int depth) throws UnwritableRecord {
    int opened = out.open();
    for (int i = 0; i < document.size(); i++) {
      if (depth > 1 || !bareField(document, i)) {
        String name = document.name(i);
        field(name, document.value(i), path.isEmpty() ? name : path + "." + name, depth);
      }
    }
    out.close(opened);
  }

  /**
   * Appends a field of the outermost document as it is told; answers whether it has a type of which
   * no object is needed. What is nested is made of objects already.
   */
  private boolean bareField(Document document, int field) throws UnwritableRecord {
    int type = bare.note(document, field);
    if (type == BareField.NOT_BARE) {
      return false;
    }
    out.int8(type);
    names.write(field, out);
    switch (type) {
      case BareField.NULL -> {}
      case BareField.STRING -> bare.text(out);
      case BareField.BOOLEAN -> out.int8((int) bare.number());
      case BareField.INT32 -> out.int32((int) bare.number());
      default -> out.int64(bare.number());
    }
    return true;
  }

  private void items(List<Value> values, String path, int depth) throws UnwritableRecord {
    int opened = out.open();
    for (int i = 0; i < values.size(); i++) {
      String name = Integer.toString(i);
      field(name, values.get(i), path + "." + name, depth);
    }
    out.close(opened);
  }

  private void field(String name, Value value, String path, int depth) throws UnwritableRecord {
    if (depth > DEEPEST) {
      throw new UnwritableRecord(
          ErrorCode.TARGET_REFUSED,
          "the field is nested deeper than the " + DEEPEST + " levels that MongoDB takes",
          path);
    }
    out.int8(type(value, path));
    out.cstring(name, path);
    content(value, path, depth);
  }

  private static int type(Value value, String path) throws UnwritableRecord {
    return switch (value) {
      case Value.Float64 ignored -> 0x01;
      case Value.Text ignored -> 0x02;
      case Value.Nested ignored -> 0x03;
      case Value.Array ignored -> 0x04;
      case Value.Binary ignored -> 0x05;
      case Value.Uuid ignored -> 0x05;
      case Value.ObjectId ignored -> 0x07;
      case Value.Bool ignored -> 0x08;
      case Value.Timestamp ignored -> 0x09;
      case Value.Null ignored -> 0x0A;
      case Value.Regex ignored -> 0x0B;
      case Value.Foreign foreign -> foreign(foreign, path).code();
      case Value.Int32 ignored -> 0x10;
      case Value.Int64 ignored -> 0x12;
      case Value.Decimal ignored -> 0x13;
      case Value.Decimal128 ignored -> 0x13;
      case Value.Date ignored -> throw noType(value, "a date", path);
      case Value.Time ignored -> throw noType(value, "a time of day", path);
      case Value.LocalTimestamp ignored -> throw noType(value, "a date and time of no zone", path);
    };
  }

  private static ForeignType foreign(Value.Foreign value, String path) throws UnwritableRecord {
    return ForeignType.of(value)
        .filter(type -> type.isContent(value.bytes()))
        .orElseThrow(() ->
            new UnwritableRecord(
                ErrorCode.VALUE_UNSUPPORTED,
                "BSON has no such value as this " + value.kind() + "; drop the field in a step",
                path));
  }

  private static UnwritableRecord noType(Value value, String what, String path) {
    return new UnwritableRecord(
        ErrorCode.TARGET_TYPE,
        "BSON has no type for "
            + what
            + " (here "
            + Key.display(value)
            + "); cast the field to text, or to a timestamp with an offset",
        path);
  }

  private void content(Value value, String path, int depth) throws UnwritableRecord {
    switch (value) {
      case Value.Null ignored -> {}
      case Value.Bool(boolean b) -> out.int8(b ? 1 : 0);
      case Value.Int32(int i) -> out.int32(i);
      case Value.Int64(long l) -> out.int64(l);
      case Value.Float64(double d) -> out.int64(Double.doubleToRawLongBits(d));
      case Value.Decimal(BigDecimal d) -> decimal(d, path);
      case Value.Decimal128(long high, long low) -> decimal128(high, low);
      case Value.Text(String s) -> out.string(s, path);
      case Value.Binary(byte subtype, byte[] bytes) -> binary(subtype, bytes);
      case Value.Timestamp(Instant t) -> out.int64(milliseconds(t, path));
      case Value.Uuid(UUID uuid) -> uuid(uuid);
      case Value.ObjectId(String hex) -> out.raw(HexFormat.of().parseHex(hex));
      case Value.Regex(String pattern, String options) -> {
        out.cstring(pattern, path);
        out.cstring(options, path);
      }
      case Value.Foreign(String ignored, String alias, byte[] bytes) -> out.raw(bytes);
      case Value.Array(List<Value> values) -> items(values, path, depth + 1);
      case Value.Nested(Document document) -> fields(document, path, depth + 1);
      case Value.Date ignored -> throw noType(value, "a date", path);
      case Value.Time ignored -> throw noType(value, "a time of day", path);
      case Value.LocalTimestamp ignored -> throw noType(value, "a date and time of no zone", path);
    }
  }

  /** IEEE 754-2008 decimal128 with a binary coefficient, of 113 bits at most: the first form. */
  private void decimal(BigDecimal value, String path) throws UnwritableRecord {
    int exponent = -value.scale();
    if (value.precision() > DECIMAL_DIGITS
        || exponent < -DECIMAL_BIAS
        || exponent > DECIMAL_LARGEST_EXPONENT) {
      throw new UnwritableRecord(
          ErrorCode.TARGET_TYPE,
          "a decimal of "
              + value.precision()
              + " digits and scale "
              + value.scale()
              + " does not fit BSON's decimal128 exactly (34 digits, scale -6111 to 6176);"
              + " cast the field to text",
          path);
    }
    BigInteger coefficient = value.unscaledValue().abs();
    long sign = value.signum() < 0 ? Long.MIN_VALUE : 0;
    long biased = (long) (exponent + DECIMAL_BIAS) << 49;
    decimal128(sign | biased | coefficient.shiftRight(64).longValue(), coefficient.longValue());
  }

  private void decimal128(long high, long low) throws UnwritableRecord {
    out.int64(low);
    out.int64(high);
  }

  private void binary(byte subtype, byte[] bytes) throws UnwritableRecord {
    boolean old = subtype == BsonType.OLD_BINARY;
    out.int32(old ? bytes.length + 4 : bytes.length);
    out.int8(subtype);
    if (old) {
      out.int32(bytes.length);
    }
    out.raw(bytes);
  }

  private void uuid(UUID uuid) throws UnwritableRecord {
    out.int32(16);
    out.int8(BsonType.UUID_BINARY);
    out.int64(Long.reverseBytes(uuid.getMostSignificantBits()));
    out.int64(Long.reverseBytes(uuid.getLeastSignificantBits()));
  }

  private static long milliseconds(Instant time, String path) throws UnwritableRecord {
    if (!time.truncatedTo(ChronoUnit.MILLIS).equals(time)) {
      throw inexact(time, path);
    }
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw inexact(time, path);
    }
  }

  private static UnwritableRecord inexact(Instant time, String path) {
    return new UnwritableRecord(
        ErrorCode.TARGET_TYPE,
        "BSON's dates have milliseconds of 64 bits, which do not hold "
            + time
            + " exactly; cast the field to text, or cut it in a step",
        path);
  }
}
