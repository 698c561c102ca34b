package io.godwit.common.model.schema;

import java.util.Optional;
import java.util.OptionalInt;

/** The type of a field, as schemas have it. */
public sealed interface Type {

  /**
   * Characters.
   *
   * @param most how many at most; empty where nothing bounds them
   */
  record Chars(OptionalInt most) implements Type {

    /** As many as there are. */
    public Chars() {
      this(OptionalInt.empty());
    }
  }

  /** A truth value. */
  record Bool() implements Type {}

  /**
   * A whole number.
   *
   * @param bits 8, 16, 24, 32 or 64
   * @param signed whether it may be negative
   */
  record Whole(int bits, boolean signed) implements Type {

    /** One with a sign. */
    public Whole(int bits) {
      this(bits, true);
    }

    /** Whether each fits 32 bits with a sign. */
    boolean isShort() {
      return signed ? bits <= 32 : bits < 32;
    }
  }

  /**
   * A decimal number with all its digits.
   *
   * @param digits how many at most, on both sides of the point; empty where nothing bounds them
   * @param scale how many of them stand behind the point; of no meaning where nothing bounds them
   */
  record Exact(OptionalInt digits, int scale) implements Type {

    /** As many digits as there are. */
    public Exact() {
      this(OptionalInt.empty(), 0);
    }
  }

  /**
   * A binary floating-point number.
   *
   * @param bits 32 or 64
   */
  record Floating(int bits) implements Type {}

  /**
   * Bytes.
   *
   * @param most how many at most; empty where nothing bounds them
   */
  record Bytes(OptionalInt most) implements Type {}

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

  /**
   * A text that holds JSON.
   *
   * @param parsed whether the source keeps what the text means, and not the text itself: blanks,
   *     the order of names and names that stand twice are then none of its value
   */
  record Json(boolean parsed) implements Type {

    /** The text itself. */
    public Json() {
      this(false);
    }
  }

  /**
   * Several values.
   *
   * @param of the type of each
   */
  record ArrayOf(Type of) implements Type {}

  /** A document within the document. */
  record Nested() implements Type {}

  /**
   * A type that one system has and others have not; its values travel as that system writes them.
   *
   * @param system such as {@code postgresql}
   * @param name as that system calls it, with its limits
   */
  record Foreign(String system, String name) implements Type {}

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

  /**
   * The word by which a job file would declare what its values are on their way; empty where there
   * is none.
   */
  default Optional<FieldType> declared() {
    return Optional.ofNullable(
        switch (this) {
          case Chars ignored -> FieldType.TEXT;
          case Bool ignored -> FieldType.BOOLEAN;
          case Whole whole -> whole.isShort() ? FieldType.INT32 : FieldType.INTEGER;
          case Exact ignored -> FieldType.DECIMAL;
          case Floating ignored -> FieldType.DOUBLE;
          case Day ignored -> FieldType.DATE;
          case Clock ignored -> FieldType.TIME;
          case Stamp(boolean zoned) -> zoned ? FieldType.TIMESTAMP : FieldType.DATETIME;
          case Uuid ignored -> FieldType.UUID;
          case ObjectId ignored -> FieldType.OBJECTID;
          case Json ignored -> FieldType.TEXT;
          case Bytes ignored -> null;
          case ArrayOf ignored -> null;
          case Nested ignored -> null;
          case Foreign ignored -> null;
        });
  }

  /** What a person reads: {@code decimal(10,2)}, {@code array of text}. */
  default String text() {
    return switch (this) {
      case Chars(OptionalInt most) -> "text" + limit(most);
      case Exact(OptionalInt digits, int scale) ->
          digits.isPresent() ? "decimal(" + digits.getAsInt() + "," + scale + ")" : "decimal";
      case Floating(int bits) -> bits > 32 ? "double" : "float";
      case Whole whole -> whole.signed() ? word() : word() + " without sign";
      case Bytes(OptionalInt most) -> "bytes" + limit(most);
      case Json ignored -> "json";
      case ArrayOf(Type of) -> "array of " + of.text();
      case Nested ignored -> "document";
      case Foreign(String system, String name) -> name + " of " + system;
      case Bool ignored -> word();
      case Day ignored -> word();
      case Clock ignored -> word();
      case Stamp ignored -> word();
      case Uuid ignored -> word();
      case ObjectId ignored -> word();
    };
  }

  private String word() {
    return declared().map(FieldType::id).orElseThrow();
  }

  private static String limit(OptionalInt most) {
    return most.isPresent() ? "(" + most.getAsInt() + ")" : "";
  }
}
