package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a column would not hold every value of a type, said by one that it would not hold. The value
 * is put to the same rules as those of records, so that a type is never called fit here and unfit
 * there; what those leave to the server, the room of numbers, is reckoned here.
 *
 * <p>What a server makes of a text in a column that is none depends on the text, so nothing is said
 * of it; nor of types that one system alone has.
 */
final class DeclaredFit {

  private static final Pattern DIGITS = Pattern.compile("(?:numeric|decimal)\\((\\d+).*");
  private static final int FRACTION = 19;

  private DeclaredFit() {}

  /** Why not; empty where the column holds all of them, or where only a value tells. */
  static Optional<Failure> problem(Type type, Column column) {
    return hardest(type, column)
        .flatMap(value -> Fit.problem(value, column).or(() -> room(value, column)));
  }

  /** A value that asks most of a column; empty where there is no such. */
  private static Optional<Value> hardest(Type type, Column column) {
    return switch (type) {
      case Type.Chars(OptionalInt most) -> text(most, column);
      case Type.Json ignored -> text(OptionalInt.empty(), column);
      case Type.Bool ignored -> Optional.of(new Value.Bool(true));
      case Type.Whole whole -> Optional.of(largest(whole));
      case Type.Exact(OptionalInt digits, int scale) ->
          Optional.of(
              new Value.Decimal(
                  digits.isPresent()
                      ? nines(digits.getAsInt(), scale)
                      : BigDecimal.ONE.movePointLeft(FRACTION)));
      case Type.Floating(int bits) ->
          Optional.of(new Value.Float64(bits > 32 ? 1.0 / 3 : (double) (1f / 3)));
      case Type.Bytes ignored -> Optional.of(new Value.Binary(new byte[1]));
      case Type.Day ignored -> Optional.of(new Value.Date(LocalDate.EPOCH));
      case Type.Clock ignored -> Optional.of(new Value.Time(LocalTime.NOON));
      case Type.Stamp(boolean zoned) ->
          Optional.of(
              zoned
                  ? new Value.Timestamp(Instant.ofEpochSecond(1))
                  : new Value.LocalTimestamp(LocalDateTime.of(2000, 1, 1, 12, 0)));
      case Type.Uuid ignored -> Optional.of(new Value.Uuid(new UUID(0, 0)));
      case Type.ObjectId ignored -> Optional.of(new Value.ObjectId("0".repeat(24)));
      case Type.ArrayOf(Type of) -> array(of, column);
      case Type.Nested ignored -> Optional.of(new Value.Nested(Document.empty()));
      case Type.Foreign ignored -> Optional.empty();
    };
  }

  private static Optional<Value> text(OptionalInt most, Column column) {
    if (!column.isText() || column.maxLength() == Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int length = Math.min(most.orElse(Integer.MAX_VALUE), column.maxLength() + 1);
    return Optional.of(new Value.Text("x".repeat(length)));
  }

  private static Optional<Value> array(Type of, Column column) {
    Optional<Value> element =
        column.kind() == ColumnKind.ARRAY ? hardest(of, column.ofElement()) : Optional.empty();
    return Optional.of(new Value.Array(element.map(List::of).orElse(List.of())));
  }

  private static Value largest(Type.Whole type) {
    BigInteger behind = BigInteger.TWO.pow(type.signed() ? type.bits() - 1 : type.bits());
    BigInteger largest = behind.subtract(BigInteger.ONE);
    return largest.bitLength() < Long.SIZE
        ? new Value.Int64(largest.longValue())
        : new Value.Decimal(new BigDecimal(largest));
  }

  private static BigDecimal nines(int digits, int scale) {
    return new BigDecimal(BigInteger.TEN.pow(digits).subtract(BigInteger.ONE), scale);
  }

  /** Whether a number has too many digits before the point, which servers refuse by themselves. */
  private static Optional<Failure> room(Value value, Column column) {
    return switch (value) {
      case Value.Int64(long l) -> room(BigDecimal.valueOf(l), column);
      case Value.Decimal(BigDecimal d) -> room(d, column);
      default -> Optional.empty();
    };
  }

  private static Optional<Failure> room(BigDecimal value, Column column) {
    return switch (column.kind()) {
      case INT2 -> bits(value, 16, column);
      case INT4 -> bits(value, 32, column);
      case INT8 -> bits(value, 64, column);
      case NUMERIC -> digits(value, column);
      default -> Optional.empty();
    };
  }

  private static Optional<Failure> bits(BigDecimal value, int bits, Column column) {
    return value.toBigInteger().bitLength() < bits
        ? Optional.empty()
        : ValueMessages.inexact(value.toPlainString(), column, "it has " + bits + " bits");
  }

  private static Optional<Failure> digits(BigDecimal value, Column column) {
    Matcher digits = DIGITS.matcher(column.type());
    if (!column.hasScale() || !digits.matches()) {
      return Optional.empty();
    }
    int before = Integer.parseInt(digits.group(1)) - column.scale();
    return value.precision() - value.scale() <= before
        ? Optional.empty()
        : ValueMessages.inexact(
            value.toPlainString(), column, "it has " + before + " digits before the point");
  }
}
