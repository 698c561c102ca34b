package io.godwit.worker.step.op;

import static io.godwit.worker.step.Samples.doc;
import static io.godwit.worker.step.Samples.int64;
import static io.godwit.worker.step.Samples.kept;
import static io.godwit.worker.step.Samples.rejected;
import static io.godwit.worker.step.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.spec.FieldStepSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CastTest {

  private static final long BEYOND_DOUBLE = (1L << 53) + 1;
  private static final String OID = "0123456789abcdef01234567";

  /** -12.5 as decimal128. */
  private static final Value MINUS_12_5 = new Value.Decimal128(0xb03e000000000000L, 125);

  private static final Value INFINITY = new Value.Decimal128(0x7800000000000000L, 0);
  private static final Value MINUS_ZERO = new Value.Decimal128(0xb040000000000000L, 0);

  /** 34 nines, the largest significand. */
  private static final Value NINES = new Value.Decimal128(0x3041ed09bead87c0L, 0x378d8e63ffffffffL);

  private static Value decimal(String number) {
    return new Value.Decimal(new BigDecimal(number));
  }

  private static Value real(double number) {
    return new Value.Float64(number);
  }

  static Stream<Arguments> exact() {
    return Stream.of(
        arguments(text("-7"), FieldType.INTEGER, int64(-7)),
        arguments(text("1.50"), FieldType.DECIMAL, decimal("1.50")),
        arguments(text("y"), FieldType.BOOLEAN, new Value.Bool(true)),
        arguments(text(OID), FieldType.OBJECTID, new Value.ObjectId(OID)),
        arguments(text("2026-11-21"), FieldType.DATE, new Value.Date(LocalDate.of(2026, 11, 21))),
        arguments(new Value.Bool(true), FieldType.INTEGER, int64(1)),
        arguments(new Value.Bool(false), FieldType.INT32, new Value.Int32(0)),
        arguments(new Value.Bool(false), FieldType.TEXT, text("false")),
        arguments(new Value.Int32(7), FieldType.INTEGER, int64(7)),
        arguments(int64(Integer.MIN_VALUE), FieldType.INT32, new Value.Int32(Integer.MIN_VALUE)),
        arguments(int64(1), FieldType.BOOLEAN, new Value.Bool(true)),
        arguments(new Value.Int32(0), FieldType.BOOLEAN, new Value.Bool(false)),
        arguments(int64(BEYOND_DOUBLE), FieldType.DECIMAL, decimal("9007199254740993")),
        arguments(int64(BEYOND_DOUBLE - 1), FieldType.DOUBLE, real(0x1p53)),
        arguments(int64(Long.MIN_VALUE), FieldType.DOUBLE, real(-0x1p63)),
        arguments(int64(12), FieldType.TEXT, text("12")),
        arguments(real(-3), FieldType.INTEGER, int64(-3)),
        arguments(real(3), FieldType.INT32, new Value.Int32(3)),
        arguments(real(0x1.fffffffffffffp62), FieldType.INTEGER, int64(9223372036854774784L)),
        arguments(real(0.1), FieldType.DECIMAL, decimal("0.1")),
        arguments(real(Double.NaN), FieldType.TEXT, text("NaN")),
        arguments(decimal("12.00"), FieldType.INTEGER, int64(12)),
        arguments(decimal("1E+3"), FieldType.INT32, new Value.Int32(1000)),
        arguments(decimal("21168.23"), FieldType.DOUBLE, real(21168.23)),
        arguments(decimal("0.5"), FieldType.DOUBLE, real(0.5)),
        arguments(decimal("1E+3"), FieldType.TEXT, text("1000")),
        arguments(decimal("1E+2000000000"), FieldType.TEXT, text("1E+2000000000")),
        arguments(MINUS_12_5, FieldType.DECIMAL, decimal("-12.5")),
        arguments(MINUS_12_5, FieldType.DOUBLE, real(-12.5)),
        arguments(MINUS_12_5, FieldType.TEXT, text("-12.5")),
        arguments(NINES, FieldType.DECIMAL, decimal("9".repeat(34))),
        arguments(INFINITY, FieldType.TEXT, text("Infinity")),
        arguments(MINUS_ZERO, FieldType.TEXT, text("-0")),
        arguments(new Value.Uuid(new UUID(0, 1)), FieldType.TEXT, text(new UUID(0, 1).toString())),
        arguments(new Value.ObjectId(OID), FieldType.TEXT, text(OID)),
        arguments(new Value.Timestamp(Instant.EPOCH), FieldType.TEXT, text("1970-01-01T00:00:00Z")),
        arguments(new Value.Array(List.of(int64(1), text("b"))), FieldType.TEXT, text("[1, b]")),
        arguments(new Value.Nested(doc("a", int64(1))), FieldType.TEXT, text("{a: 1}")));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("exact")
  void convertsWhatIsExact(Value value, FieldType type, Value expected) {
    assertThat(kept(doc("a", text("x"), "f", value), new FieldStepSpec.Cast(Map.of("f", type))))
        .isEqualTo(doc("a", text("x"), "f", expected));
  }

  static Stream<Arguments> inexact() {
    return Stream.of(
        arguments(text("7.5"), FieldType.INTEGER, "from text to integer", "'7.5' is not an int"),
        arguments(text("xyz"), FieldType.OBJECTID, "from text to objectid", "'xyz' is not"),
        arguments(int64(1L << 31), FieldType.INT32, "from integer to int32", "2147483648"),
        arguments(int64(BEYOND_DOUBLE), FieldType.DOUBLE, "from integer to double", "digits"),
        arguments(int64(Long.MAX_VALUE), FieldType.DOUBLE, "from integer to double", "digits"),
        arguments(int64(2), FieldType.BOOLEAN, "from integer to boolean", "neither 0 nor 1"),
        arguments(real(1.5), FieldType.INTEGER, "from double to integer", "1.5 is not a whole"),
        arguments(real(0x1p63), FieldType.INTEGER, "from double to integer", "64 bits"),
        arguments(real(Double.NaN), FieldType.DECIMAL, "from double to decimal", "NaN"),
        arguments(real(1), FieldType.BOOLEAN, "from double to boolean", "no exact conversion"),
        arguments(decimal("1.01"), FieldType.INTEGER, "from decimal to integer", "1.01"),
        arguments(decimal("1E+2000000000"), FieldType.INTEGER, "to integer", "1E+2000000000"),
        arguments(decimal("0.12345678901234567890"), FieldType.DOUBLE, "to double", "digits"),
        arguments(decimal("1E+400"), FieldType.DOUBLE, "from decimal to double", "digits"),
        arguments(INFINITY, FieldType.DECIMAL, "from decimal128 to decimal", "Infinity"),
        arguments(MINUS_ZERO, FieldType.DECIMAL, "from decimal128 to decimal", "-0"),
        arguments(
            new Value.Date(LocalDate.EPOCH), FieldType.TIMESTAMP, "from date to timestamp", "text"),
        arguments(new Value.ObjectId(OID), FieldType.UUID, "from objectid to uuid", OID),
        arguments(new Value.Bool(true), FieldType.DOUBLE, "from boolean to double", "true"));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("inexact")
  void rejectsWhatIsNot(Value value, FieldType type, String types, String reason) {
    var failure = rejected(doc("f", value), new FieldStepSpec.Cast(Map.of("f", type)));

    assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_TYPE);
    assertThat(failure.column()).contains("f");
    assertThat(failure.message()).startsWith("cast f ").contains(types).contains(reason);
  }

  @ParameterizedTest
  @EnumSource
  void nullStaysNullAndAnAbsentFieldAbsent(FieldType type) {
    assertThat(
            kept(
                doc("f", Value.Null.NULL),
                new FieldStepSpec.Cast(Map.of("f", type, "absent", type))))
        .isEqualTo(doc("f", Value.Null.NULL));
  }

  @Test
  void aMessageShowsTheStartOfALongValue() {
    var failure =
        rejected(
            doc("f", text("9".repeat(5_000_000) + "x")),
            new FieldStepSpec.Cast(Map.of("f", FieldType.INTEGER)));

    assertThat(failure.message()).hasSizeLessThan(200).contains("9999...");
  }
}
