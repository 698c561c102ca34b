package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Value;
import java.util.Arrays;
import java.util.Optional;

/** The types that BSON has and nobody else, which pass as {@link Value.Foreign}. */
public enum ForeignType {
  UNDEFINED(BsonType.UNDEFINED, "undefined"),
  DB_POINTER(BsonType.DB_POINTER, "dbPointer"),
  JAVASCRIPT(BsonType.JAVASCRIPT, "javascript"),
  /** Equal to the string of its characters, in MongoDB's eyes. */
  SYMBOL(BsonType.SYMBOL, "symbol"),
  SCOPED_JAVASCRIPT(BsonType.SCOPED_JAVASCRIPT, "javascriptWithScope"),
  TIMESTAMP(BsonType.TIMESTAMP, "timestamp"),
  MIN_KEY(BsonType.MIN_KEY, "minKey"),
  MAX_KEY(BsonType.MAX_KEY, "maxKey");

  /** The system that such values name. */
  public static final String SYSTEM = "mongodb";

  private final int code;
  private final String alias;

  ForeignType(int code, String alias) {
    this.code = code;
    this.alias = alias;
  }

  /** As {@code $type} calls it, and {@link Value.Foreign#type()}. */
  public String alias() {
    return alias;
  }

  /** The type of a value; empty where it is another system's, or not one of BSON's. */
  public static Optional<ForeignType> of(Value.Foreign value) {
    return Arrays.stream(values())
        .filter(type -> value.system().equals(SYSTEM) && type.alias.equals(value.type()))
        .findFirst();
  }

  static Optional<ForeignType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  int code() {
    return code;
  }

  Value.Foreign value(byte[] content) {
    return new Value.Foreign(SYSTEM, alias, content);
  }

  /**
   * Whether bytes are the content of such a value, to the last one. What stands in a topic may have
   * been written by anybody, and a wrong length would spoil the command that it is sent in.
   */
  boolean isContent(byte[] bytes) {
    try {
      BsonCursor cursor = new BsonCursor(bytes, 0, bytes.length);
      cursor.pass(code);
      return cursor.isAtEnd();
    } catch (UnreadableDocument e) {
      return false;
    }
  }
}
