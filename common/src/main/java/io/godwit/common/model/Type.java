package io.godwit.common.model;

/** The type of a field, as schemas have it. */
public sealed interface Type {

  /** Characters. */
  record Chars() implements Type {}

  /** A truth value. */
  record Bool() implements Type {}

  /**
   * A whole number with a sign.
   *
   * @param bits 32 or 64
   */
  record Whole(int bits) implements Type {}

  /** A decimal number with all its digits. */
  record Exact() implements Type {}

  /**
   * A binary floating-point number.
   *
   * @param bits 64
   */
  record Floating(int bits) implements Type {}

  /** A day. */
  record Day() implements Type {}

  /** A time of day. */
  record Clock() implements Type {}

  /**
   * A date and time.
   *
   * @param zoned whether it is a point in time, and not what a wall clock shows
   */
  record Stamp(boolean zoned) implements Type {}

  /** A UUID. */
  record Uuid() implements Type {}

  /** MongoDB's identifier. */
  record ObjectId() implements Type {}

  /** The type that a job file declares by a word. */
  static Type of(FieldType declared) {
    return switch (declared) {
      case TEXT -> new Chars();
      case BOOLEAN -> new Bool();
      case INTEGER -> new Whole(64);
      case INT32 -> new Whole(32);
      case DECIMAL -> new Exact();
      case DOUBLE -> new Floating(64);
      case DATE -> new Day();
      case TIME -> new Clock();
      case TIMESTAMP -> new Stamp(true);
      case DATETIME -> new Stamp(false);
      case UUID -> new Uuid();
      case OBJECTID -> new ObjectId();
    };
  }

  /** The word by which a job file would declare it. */
  default FieldType declared() {
    return switch (this) {
      case Chars ignored -> FieldType.TEXT;
      case Bool ignored -> FieldType.BOOLEAN;
      case Whole(int bits) -> bits > 32 ? FieldType.INTEGER : FieldType.INT32;
      case Exact ignored -> FieldType.DECIMAL;
      case Floating ignored -> FieldType.DOUBLE;
      case Day ignored -> FieldType.DATE;
      case Clock ignored -> FieldType.TIME;
      case Stamp(boolean zoned) -> zoned ? FieldType.TIMESTAMP : FieldType.DATETIME;
      case Uuid ignored -> FieldType.UUID;
      case ObjectId ignored -> FieldType.OBJECTID;
    };
  }
}
