package io.godwit.mongodb.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what BSON is made of, from an array. Whatever the bytes are, nothing is read beyond their
 * end. For one thread.
 */
final class BsonCursor {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int SHORTEST_DOCUMENT = 5;

  private final byte[] in;
  private int at;
  private int end;

  BsonCursor(byte[] in, int from, int to) {
    this.in = in;
    this.at = from;
    this.end = to;
  }

  byte[] in() {
    return in;
  }

  /** Where the next item begins. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /**
   * Enters a document: nothing is read beyond its end until {@link #leave}.
   *
   * @return the end before, to be handed to that
   */
  int enter() throws UnreadableDocument {
    int start = at;
    int length = int32();
    if (length < SHORTEST_DOCUMENT || length > end - start) {
      throw UnreadableDocument.damaged("a document of " + length + " bytes");
    }
    int before = end;
    end = start + length;
    return before;
  }

  /** Leaves a document whose last byte was read. */
  void leave(int before) throws UnreadableDocument {
    if (at != end) {
      throw UnreadableDocument.damaged("something follows the end of a document");
    }
    end = before;
  }

  int int8() throws UnreadableDocument {
    return in[pass(1, "a byte")] & 0xff;
  }

  int int32() throws UnreadableDocument {
    return (int) INTS.get(in, pass(Integer.BYTES, "a number"));
  }

  long int64() throws UnreadableDocument {
    return (long) LONGS.get(in, pass(Long.BYTES, "a number"));
  }

  byte[] bytes(int length) throws UnreadableDocument {
    int from = pass(length, "bytes");
    return Arrays.copyOfRange(in, from, from + length);
  }

  /** Passes over a text that ends with a zero; answers where that stands. */
  int passName() throws UnreadableDocument {
    int zero = at;
    while (zero < end && in[zero] != 0) {
      zero++;
    }
    pass(zero + 1 - at, "the end of a name");
    return zero;
  }

  /** Passes over the length of a string, the string and a zero; answers where that stands. */
  int passString() throws UnreadableDocument {
    int length = int32();
    if (length < 1) {
      throw UnreadableDocument.damaged("a string of " + length + " bytes");
    }
    int zero = pass(length, "a string") + length - 1;
    if (in[zero] != 0) {
      throw UnreadableDocument.damaged("a string without its end");
    }
    return zero;
  }

  /** Passes over a value of a type. */
  void pass(int type) throws UnreadableDocument {
    switch (type) {
      case BsonType.NULL, BsonType.UNDEFINED, BsonType.MIN_KEY, BsonType.MAX_KEY -> {}
      case BsonType.BOOLEAN -> pass(1, "a truth value");
      case BsonType.INT32 -> pass(Integer.BYTES, "a number");
      case BsonType.DOUBLE, BsonType.DATE, BsonType.TIMESTAMP, BsonType.INT64 ->
          pass(Long.BYTES, "a number");
      case BsonType.DECIMAL128 -> pass(2 * Long.BYTES, "a number");
      case BsonType.OBJECT_ID -> pass(12, "an ObjectId");
      case BsonType.STRING, BsonType.JAVASCRIPT, BsonType.SYMBOL -> passString();
      case BsonType.DB_POINTER -> {
        passString();
        pass(12, "an ObjectId");
      }
      case BsonType.REGEX -> {
        passName();
        passName();
      }
      case BsonType.BINARY -> pass(Math.addExact(1, length()), "bytes");
      case BsonType.DOCUMENT, BsonType.ARRAY, BsonType.SCOPED_JAVASCRIPT -> {
        int before = enter();
        at = end;
        leave(before);
      }
      default -> throw unknown(type);
    }
  }

  /** A length that is not negative. */
  int length() throws UnreadableDocument {
    int length = int32();
    if (length < 0 || length > end - at) {
      throw UnreadableDocument.damaged("a length of " + length + " bytes");
    }
    return length;
  }

  static UnreadableDocument unknown(int type) {
    return UnreadableDocument.damaged("BSON has no type " + type);
  }

  /** Passes over bytes; answers where the first one stands. */
  private int pass(int length, String what) throws UnreadableDocument {
    if (length < 0 || end - at < length) {
      throw UnreadableDocument.damaged("it ends inside " + what);
    }
    int from = at;
    at += length;
    return from;
  }
}
