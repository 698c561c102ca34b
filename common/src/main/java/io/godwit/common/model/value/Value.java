package io.godwit.common.model.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One value on its way from a source to a sink.
 *
 * <p>The set is closed on purpose: a connector that meets a type outside it refuses the column by
 * name when the job is planned, and nothing is ever coerced on the way. A field that is absent has
 * no value at all; {@link Null} is a field that is there and holds nothing.
 */
public sealed interface Value {

  /** Says what it is, by one call of the consumer. */
  default void tell(ValueConsumer consumer) {
    switch (this) {
      case Null ignored -> consumer.nothing();
      case Bool(boolean b) -> consumer.bool(b);
      case Int32(int i) -> consumer.int32(i);
      case Int64(long l) -> consumer.int64(l);
      case Float64(double d) -> consumer.float64(d);
      case Decimal(BigDecimal d) when fitsLong(d) ->
          consumer.decimal(d.unscaledValue().longValue(), d.scale());
      case Decimal(BigDecimal d) -> consumer.decimal(d);
      case Text(String s) -> consumer.text(s);
      case Binary(byte subtype, byte[] bytes) -> consumer.binary(subtype, bytes, 0, bytes.length);
      case Date(LocalDate date) -> consumer.date(date.toEpochDay());
      case Time(LocalTime time) -> consumer.time(time.toNanoOfDay());
      case Timestamp(Instant t) -> consumer.timestamp(t.getEpochSecond(), t.getNano());
      case LocalTimestamp(LocalDateTime t) ->
          consumer.localTimestamp(t.toLocalDate().toEpochDay(), t.toLocalTime().toNanoOfDay());
      case Uuid(UUID u) -> consumer.uuid(u.getMostSignificantBits(), u.getLeastSignificantBits());
      case Decimal128 number -> consumer.other(number);
      case ObjectId id -> consumer.other(id);
      case Regex regex -> consumer.other(regex);
      case Foreign foreign -> consumer.other(foreign);
      case Array array -> consumer.other(array);
      case Nested nested -> consumer.other(nested);
    }
  }

  /** Whether all digits surely fit 64 bits: eighteen always do. */
  private static boolean fitsLong(BigDecimal number) {
    return number.precision() <= 18;
  }

  /** The null of the source, which is not the same as an absent field. */
  enum Null implements Value {
    NULL
  }

  /** A truth value. */
  record Bool(boolean value) implements Value {}

  /** A whole number whose source type has at most 32 bits. */
  record Int32(int value) implements Value {}

  /** A whole number whose source type has 64 bits. */
  record Int64(long value) implements Value {}

  /** A binary floating-point number, including infinities and not-a-number. */
  record Float64(double value) implements Value {}

  /** A decimal number of any size; the scale is kept, so 1.0 and 1.00 differ. */
  record Decimal(BigDecimal value) implements Value {}

  /**
   * An IEEE 754 decimal128 by its bits, since it has values (infinities, not-a-number, minus zero)
   * that no {@link BigDecimal} has.
   *
   * @param high the upper 64 bits
   * @param low the lower 64 bits
   */
  record Decimal128(long high, long low) implements Value {}

  /** Characters; never null, may be empty. */
  record Text(String value) implements Value {}

  /**
   * Bytes with the subtype that BSON gives them.
   *
   * @param subtype 0 for plain bytes, as every other source has them
   * @param bytes owned by this value: the caller must not change them afterwards
   */
  record Binary(byte subtype, byte[] bytes) implements Value {
    /** Plain bytes. */
    public Binary(byte[] bytes) {
      this((byte) 0, bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary(byte otherSubtype, byte[] otherBytes)
          && subtype == otherSubtype
          && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
      return 31 * subtype + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Binary[" + subtype + ", " + HexFormat.of().formatHex(bytes) + "]";
    }
  }

  /** A day without a time zone. */
  record Date(LocalDate value) implements Value {}

  /** A time of day without a time zone, to the nanosecond. */
  record Time(LocalTime value) implements Value {}

  /** A point in time, to the nanosecond. */
  record Timestamp(Instant value) implements Value {}

  /** A date and time on a wall clock, with no zone, to the nanosecond. */
  record LocalTimestamp(LocalDateTime value) implements Value {}

  /** A 128-bit identifier. */
  record Uuid(UUID value) implements Value {}

  /**
   * MongoDB's twelve-byte identifier.
   *
   * @param hex 24 lower-case hexadecimal digits
   */
  record ObjectId(String hex) implements Value {
    /** Refuses anything but 24 lower-case hexadecimal digits. */
    public ObjectId {
      if (hex.length() != 24 || !hex.chars().allMatch(ObjectId::isLowerHexDigit)) {
        throw new IllegalArgumentException(
            "an ObjectId has 24 lower-case hexadecimal digits, not '" + hex + "'");
      }
    }

    private static boolean isLowerHexDigit(int c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
  }

  /**
   * A BSON regular expression.
   *
   * @param pattern the expression as the source spells it
   * @param options its option letters, as the source orders them
   */
  record Regex(String pattern, String options) implements Value {}

  /**
   * A value that one system has and no other, such as BSON's MinKey: it passes unchanged to a
   * target of its own system, may be dropped or handed on by steps, and everywhere else is the
   * failure of its record.
   *
   * @param system whose it is, in one lower-case word: {@code mongodb}
   * @param type what that system calls its type; with {@code system} and {@code bytes} it says all
   *     there is of the value
   * @param bytes its content as the system spells it, perhaps none; owned by this value: the caller
   *     must not change them afterwards
   */
  record Foreign(String system, String type, byte[] bytes) implements Value {
    /** What messages call its type. */
    public String kind() {
      return system + " " + type;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Foreign(String otherSystem, String otherType, byte[] otherBytes)
          && system.equals(otherSystem)
          && type.equals(otherType)
          && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * system.hashCode() + type.hashCode()) + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Foreign[" + kind() + ", " + HexFormat.of().formatHex(bytes) + "]";
    }
  }

  /** Values in order; they may be of different types. */
  record Array(List<Value> values) implements Value {
    /** Takes an unmodifiable copy. */
    public Array {
      values = List.copyOf(values);
    }
  }

  /** A nested document. */
  record Nested(Document document) implements Value {}
}
