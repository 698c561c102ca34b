package io.godwit.jdbc.plain;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.fit.Fit;
import io.godwit.jdbc.sql.fit.TypedText;
import io.godwit.jdbc.sql.fit.ValueMessages;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Values on their way through a driver. Each kind of column has one form in which its values are
 * bound and compared, and in which they come back: {@code Long}, {@code BigDecimal}, {@code
 * String}, {@code byte[]}, those of {@code java.time}. Dates and times never pass through the
 * driver's older classes, which shift them by the time zone of this machine.
 */
final class DriverValue {

  private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);

  /** What is said of a day before that. */
  static final String OLD = "drivers reckon days before 1582-10-15 in different calendars";

  private DriverValue() {}

  /** Whether some drivers make another day of it, without a word. */
  static boolean isOld(Value value) {
    return switch (value) {
      case Value.Date(LocalDate day) -> day.isBefore(GREGORIAN);
      case Value.LocalTimestamp(LocalDateTime time) -> time.toLocalDate().isBefore(GREGORIAN);
      case Value.Timestamp(Instant time) ->
          time.isBefore(GREGORIAN.atStartOfDay().toInstant(ZoneOffset.UTC));
      default -> false;
    };
  }

  /** A value as a column reads it: a text of a record may be a number or a time of the column. */
  static Value read(Value given, Column column) {
    return given instanceof Value.Text(String text) && !column.isText()
        ? TypedText.of(text, column).orElse(given)
        : given;
  }

  /** Why a column would not hold a value that was {@link #read} as it is. */
  static Optional<Failure> problem(Value value, Column column, boolean emptyIsNull) {
    Optional<Failure> problem = Fit.problem(value, column);
    if (problem.isPresent() || value == Value.Null.NULL) {
      return problem;
    }
    return switch (column.kind()) {
      case FLOAT4, FLOAT8 -> floating(number(value), value, column);
      case INT2 -> whole(value, column, Short.SIZE);
      case INT4 -> whole(value, column, Integer.SIZE);
      case INT8 -> whole(value, column, Long.SIZE);
      case BYTES -> bytes(value, column);
      case DATE, TIMESTAMP, TIMESTAMPTZ ->
          isOld(value) ? ValueMessages.inexact(Key.display(value), column, OLD) : Optional.empty();
      case TEXT, CHAR ->
          emptyIsNull && Key.display(value).isEmpty()
              ? ValueMessages.inexact("", column, "its database takes an empty text for null")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Databases differ in whether they keep these, and some make others of them without a word. */
  private static Optional<Failure> floating(double number, Value value, Column column) {
    boolean minusZero = number == 0 && Double.doubleToRawLongBits(number) != 0;
    return Double.isFinite(number) && !minusZero
        ? Optional.empty()
        : ValueMessages.inexact(
            Key.display(value), column, "not every database keeps that, and its driver tells not");
  }

  private static double number(Value value) {
    return value instanceof Value.Float64(double d) ? d : Double.parseDouble(Key.display(value));
  }

  private static Optional<Failure> whole(Value value, Column column, int bits) {
    return new BigDecimal(Key.display(value)).toBigInteger().bitLength() < bits
        ? Optional.empty()
        : ValueMessages.inexact(
            Key.display(value), column, "it holds whole numbers of " + bits + " bits");
  }

  private static Optional<Failure> bytes(Value value, Column column) {
    boolean padded =
        JdbcTypes.of(column) == JDBCType.BINARY
            && value instanceof Value.Binary binary
            && binary.bytes().length != column.maxLength();
    return padded
        ? ValueMessages.inexact(
            Key.display(value), column, "it pads to " + column.maxLength() + " bytes")
        : Optional.empty();
  }

  /** The form of a value for which there is no {@link #problem}; empty for null. */
  static Optional<Object> form(Value value, Column column) {
    return value == Value.Null.NULL ? Optional.empty() : Optional.of(formed(value, column));
  }

  private static Object formed(Value value, Column column) {
    return switch (value) {
      case Value.Binary binary -> binary.bytes();
      case Value.Date(LocalDate day) when column.kind() == ColumnKind.DATE -> day;
      case Value.Time(LocalTime time) when column.kind() == ColumnKind.TIME -> time;
      case Value.LocalTimestamp(LocalDateTime time) when column.kind() == ColumnKind.TIMESTAMP ->
          time;
      case Value.Timestamp(Instant time) when column.kind() == ColumnKind.TIMESTAMPTZ -> time;
      case Value.Uuid(UUID uuid) when column.kind() == ColumnKind.UUID -> uuid;
      case Value.Bool(boolean b) when column.kind() == ColumnKind.BOOL -> b;
      default -> ofText(Key.display(value), column);
    };
  }

  /** The form of a value that is shown so. */
  static Object ofText(String text, Column column) {
    return switch (column.kind()) {
      case INT2, INT4, INT8 -> new BigDecimal(text).longValueExact();
      case NUMERIC -> scaled(new BigDecimal(text), column);
      case FLOAT4 -> Float.valueOf(text);
      case FLOAT8 -> Double.valueOf(text);
      case BOOL -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text);
      case TIMESTAMPTZ -> Instant.parse(text);
      case UUID -> UUID.fromString(text);
      case TEXT, CHAR -> text;
      case BYTES, JSON, JSONB, ARRAY, OTHER, CUTTING ->
          throw new IllegalArgumentException(column.described() + " is not read from a text");
    };
  }

  /** Zeros behind what a column keeps are left out: some drivers refuse them. */
  private static BigDecimal scaled(BigDecimal number, Column column) {
    return column.hasScale() && number.scale() > column.scale()
        ? number.setScale(column.scale())
        : number;
  }

  /** Fills a parameter in. */
  static void bind(PreparedStatement statement, int place, Optional<Object> form, Column column)
      throws SQLException {
    if (form.isEmpty()) {
      statement.setNull(place, JdbcTypes.of(column).getVendorTypeNumber());
      return;
    }
    switch (form.get()) {
      case Long number -> statement.setLong(place, number);
      case BigDecimal number -> statement.setBigDecimal(place, number);
      case String text -> statement.setString(place, text);
      case byte[] bytes -> statement.setBytes(place, bytes);
      case Double number -> statement.setDouble(place, number);
      case Float number -> statement.setFloat(place, number);
      case Boolean truth -> statement.setBoolean(place, truth);
      case Instant time -> statement.setObject(place, time.atOffset(ZoneOffset.UTC));
      case Object other -> statement.setObject(place, other);
    }
  }

  /** Whether two forms of one column are the same value. Blanks that pad count for nothing. */
  static boolean same(Optional<Object> one, Optional<Object> other, Column column) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() && other.isEmpty();
    }
    return switch (one.get()) {
      case byte[] bytes -> other.get() instanceof byte[] more && Arrays.equals(bytes, more);
      case BigDecimal number ->
          other.get() instanceof BigDecimal more && number.compareTo(more) == 0;
      case String text when column.kind() == ColumnKind.CHAR ->
          other.get() instanceof String more && text.stripTrailing().equals(more.stripTrailing());
      case Object value -> value.equals(other.get());
    };
  }

  /** Whether values of a column can be read as they are. */
  static boolean reads(Column column) {
    return column.kind() != ColumnKind.OTHER;
  }

  /** The value at a place of the current row. */
  static Value value(ResultSet row, int place, Column column) throws SQLException {
    Value value =
        switch (column.kind()) {
          case INT2, INT4 -> whole(row.getLong(place));
          case INT8 -> new Value.Int64(row.getLong(place));
          case FLOAT4 -> new Value.Float64(row.getFloat(place));
          case FLOAT8 -> new Value.Float64(row.getDouble(place));
          case BOOL -> new Value.Bool(row.getBoolean(place));
          default -> object(row, place, column).orElse(Value.Null.NULL);
        };
    return row.wasNull() ? Value.Null.NULL : value;
  }

  /** A driver that is asked for 32 bits of a number that has more gives those without a word. */
  private static Value whole(long number) {
    return number == (int) number ? new Value.Int32((int) number) : new Value.Int64(number);
  }

  private static Optional<Value> object(ResultSet row, int place, Column column)
      throws SQLException {
    return switch (column.kind()) {
      case NUMERIC -> Optional.ofNullable(row.getBigDecimal(place)).map(Value.Decimal::new);
      case BYTES -> Optional.ofNullable(row.getBytes(place)).map(Value.Binary::new);
      case DATE -> Optional.ofNullable(row.getObject(place, LocalDate.class)).map(Value.Date::new);
      case TIME -> Optional.ofNullable(row.getObject(place, LocalTime.class)).map(Value.Time::new);
      case TIMESTAMP ->
          Optional.ofNullable(row.getObject(place, LocalDateTime.class))
              .map(Value.LocalTimestamp::new);
      case TIMESTAMPTZ ->
          Optional.ofNullable(row.getObject(place, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant)
              .map(Value.Timestamp::new);
      case UUID ->
          Optional.ofNullable(row.getString(place)).map(UUID::fromString).map(Value.Uuid::new);
      default -> Optional.ofNullable(row.getString(place)).map(Value.Text::new);
    };
  }

  /** A value of a column's type, that a driver has to be able to take. */
  static Optional<Object> sample(Column column) {
    return switch (column.kind()) {
      case DATE -> Optional.of(LocalDate.EPOCH);
      case TIME -> Optional.of(LocalTime.MIDNIGHT);
      case TIMESTAMP -> Optional.of(LocalDate.EPOCH.atStartOfDay());
      case TIMESTAMPTZ -> Optional.of(Instant.EPOCH);
      case UUID -> Optional.of(new UUID(0, 0));
      default -> Optional.empty();
    };
  }
}
