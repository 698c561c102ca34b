package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.FieldFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.Locale;

/**
 * The forms by which MongoDB's Extended JSON spells types that JSON has not, such as {@code
 * {"$oid": "..."}}: version 2 of its specification, and the older forms of {@code $date}, {@code
 * $binary} and {@code $regex}.
 *
 * <p>Inner forms are values already when an outer one is looked at, so {@code {"$date":
 * {"$numberLong": "0"}}} is a date over a 64-bit number. An object whose first name starts with
 * {@code $} and is none of the forms is a document like any other; references ({@code $ref}) are.
 */
final class ExtendedJson {

  /** Offsets as +01:00, +0100, +01 and Z; the second is what the older mongoexport wrote. */
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private ExtendedJson() {}

  /**
   * The value that an object stands for.
   *
   * @throws FieldFailure where it is a broken form, or of a type that no {@link Value} has
   */
  static Value value(ObjectFields fields) throws FieldFailure {
    if (fields.size() == 0 || !fields.name(0).startsWith("$")) {
      return new Value.Nested(fields.document());
    }
    return switch (fields.name(0)) {
      case "$oid" -> parsed(FieldType.OBJECTID, text(fields).toLowerCase(Locale.ROOT));
      case "$uuid" -> parsed(FieldType.UUID, text(fields));
      case "$numberInt" -> parsed(FieldType.INT32, text(fields));
      case "$numberLong" -> parsed(FieldType.INTEGER, text(fields));
      case "$numberDouble" -> new Value.Float64(number(text(fields)));
      case "$numberDecimal" -> decimal128(text(fields));
      case "$date" -> date(alone(fields));
      case "$binary", "$type" -> binary(fields);
      case "$regularExpression" -> regularExpression(alone(fields));
      case "$regex", "$options" -> regex(fields);
      case "$scope" -> fields.indexOf("$code") < 0 ? plain(fields) : unsupported("$code");
      case "$undefined", "$minKey", "$maxKey", "$timestamp", "$code", "$symbol", "$dbPointer" ->
          unsupported(fields.name(0));
      default -> plain(fields);
    };
  }

  private static Value plain(ObjectFields fields) {
    return new Value.Nested(fields.document());
  }

  private static Value unsupported(String form) throws FieldFailure {
    throw new FieldFailure(ErrorCode.VALUE_UNSUPPORTED, "Godwit does not carry values of " + form);
  }

  private static Value alone(ObjectFields fields) throws FieldFailure {
    if (fields.size() > 1) {
      throw malformed(fields.name(0) + " stands alone in its object");
    }
    return fields.value(0);
  }

  private static String text(ObjectFields fields) throws FieldFailure {
    if (alone(fields) instanceof Value.Text(String text)) {
      return text;
    }
    throw malformed(fields.name(0) + " holds a text");
  }

  private static FieldFailure malformed(String rule) {
    return new FieldFailure(ErrorCode.JSON_MALFORMED, rule);
  }

  private static FieldFailure mistyped(RuntimeException e) {
    return new FieldFailure(ErrorCode.VALUE_TYPE, String.valueOf(e.getMessage()));
  }

  private static Value parsed(FieldType type, String text) throws FieldFailure {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException e) {
      throw mistyped(e);
    }
  }

  private static Value decimal128(String text) throws FieldFailure {
    try {
      return Decimal128Text.parse(text);
    } catch (IllegalArgumentException e) {
      throw mistyped(e);
    }
  }

  /** {@link Double#parseDouble} alone would also take blanks, hexadecimal digits and suffixes. */
  private static double number(String text) throws FieldFailure {
    boolean plain =
        text.equals("NaN")
            || text.equals("Infinity")
            || text.equals("-Infinity")
            || text.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
    try {
      if (plain) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // The message below says more than the JDK's.
    }
    throw new FieldFailure(ErrorCode.VALUE_TYPE, "'" + text + "' is not a number");
  }

  private static Value date(Value value) throws FieldFailure {
    return switch (value) {
      case Value.Int32(int millis) -> new Value.Timestamp(Instant.ofEpochMilli(millis));
      case Value.Int64(long millis) -> new Value.Timestamp(Instant.ofEpochMilli(millis));
      case Value.Text(String text) -> date(text);
      default ->
          throw malformed("$date holds a time stamp with offset, or milliseconds as a number");
    };
  }

  private static Value date(String text) throws FieldFailure {
    try {
      return new Value.Timestamp(DATE.parse(text, OffsetDateTime::from).toInstant());
    } catch (DateTimeException e) {
      throw new FieldFailure(
          ErrorCode.VALUE_TYPE,
          "'" + text + "' is not a time stamp with offset such as 2026-11-21T22:05:00Z");
    }
  }

  private static Value binary(ObjectFields fields) throws FieldFailure {
    int data = fields.indexOf("$binary");
    int type = fields.indexOf("$type");
    if (data < 0) {
      return plain(fields);
    }
    if (fields.size() == 1
        && fields.value(0) instanceof Value.Nested(var document)
        && document.size() == 2
        && document.get("base64").orElse(Value.Null.NULL) instanceof Value.Text(String base64)
        && document.get("subType").orElse(Value.Null.NULL) instanceof Value.Text(String subtype)) {
      return binary(base64, subtype);
    }
    if (fields.size() == 2
        && type >= 0
        && fields.value(data) instanceof Value.Text(String base64)
        && fields.value(type) instanceof Value.Text(String subtype)) {
      return binary(base64, subtype);
    }
    throw malformed("$binary holds base64 and subType, or a text beside a $type");
  }

  private static Value binary(String base64, String subtype) throws FieldFailure {
    try {
      int number = Integer.parseInt(subtype, 16);
      if (number >= 0 && number <= 0xFF) {
        return new Value.Binary((byte) number, Base64.getDecoder().decode(base64));
      }
    } catch (IllegalArgumentException e) {
      // Either is not what it should be, and the message below names both.
    }
    throw new FieldFailure(
        ErrorCode.VALUE_TYPE, "$binary has base64, and a subtype of two hexadecimal digits");
  }

  private static Value regularExpression(Value value) throws FieldFailure {
    if (value instanceof Value.Nested(var document)
        && document.size() == 2
        && document.get("pattern").orElse(Value.Null.NULL) instanceof Value.Text(String pattern)
        && document.get("options").orElse(Value.Null.NULL) instanceof Value.Text(String options)) {
      return new Value.Regex(pattern, options);
    }
    throw malformed("$regularExpression holds pattern and options");
  }

  /** A query operator of this name may be stored in a document; then it is no expression. */
  private static Value regex(ObjectFields fields) {
    int pattern = fields.indexOf("$regex");
    int options = fields.indexOf("$options");
    return fields.size() == 2
            && pattern >= 0
            && options >= 0
            && fields.value(pattern) instanceof Value.Text(String expression)
            && fields.value(options) instanceof Value.Text(String letters)
        ? new Value.Regex(expression, letters)
        : plain(fields);
  }
}
