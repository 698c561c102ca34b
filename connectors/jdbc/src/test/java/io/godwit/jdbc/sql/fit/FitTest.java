package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FitTest {

  private static final Value.Uuid UUID_VALUE =
      new Value.Uuid(UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));

  /** Where each value has a place, of columns without limits; everywhere else it has none. */
  private static final Map<Value, Set<ColumnKind>> PLACES =
      Map.of(
          new Value.Bool(true),
          with(ColumnKind.BOOL, ColumnKind.TEXT, ColumnKind.CHAR),
          new Value.Binary((byte) 0, new byte[] {1}),
          with(ColumnKind.BYTES),
          new Value.Binary((byte) 4, new byte[] {1}),
          with(),
          UUID_VALUE,
          with(ColumnKind.UUID, ColumnKind.TEXT, ColumnKind.CHAR),
          new Value.ObjectId("0123456789abcdef01234567"),
          with(ColumnKind.TEXT, ColumnKind.CHAR),
          new Value.Regex("a+", "i"),
          with(),
          new Value.Nested(Document.of("a", Value.Null.NULL)),
          with(),
          new Value.Date(LocalDate.of(2026, 11, 27)),
          with(ColumnKind.DATE, ColumnKind.TEXT, ColumnKind.CHAR),
          new Value.Time(LocalTime.NOON),
          with(ColumnKind.TIME, ColumnKind.TEXT, ColumnKind.CHAR));

  private static Set<ColumnKind> with(ColumnKind... kinds) {
    Set<ColumnKind> all = EnumSet.of(ColumnKind.JSON, ColumnKind.JSONB);
    all.addAll(List.of(kinds));
    return all;
  }

  private static Column column(ColumnKind kind, Limits limits) {
    return new Column(
        "c",
        "c",
        "its type",
        "its type",
        kind,
        kind == ColumnKind.ARRAY ? Optional.of(ColumnKind.INT4) : Optional.empty(),
        limits,
        true,
        true,
        false,
        Column.Supply.NOTHING);
  }

  private static Optional<ErrorCode> problem(Value value, ColumnKind kind, Limits limits) {
    return Fit.problem(value, column(kind, limits)).map(Failure::code);
  }

  private static Optional<ErrorCode> problem(Value value, ColumnKind kind) {
    return problem(value, kind, Limits.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void aValueHasAPlaceWhereItStaysWhatItIs(ColumnKind kind) {
    PLACES.forEach((value, places) ->
        assertThat(problem(value, kind).isEmpty())
            .as("%s in %s", value, kind)
            .isEqualTo(places.contains(kind)));
  }

  @ParameterizedTest
  @EnumSource
  void whatOneSystemAloneHasFitsNowhere(ColumnKind kind) {
    Value foreign = new Value.Foreign("mongodb", "minKey", new byte[0]);
    Value inside = new Value.Array(List.of(new Value.Nested(Document.of("a", foreign))));
    assertThat(Fit.problem(foreign, column(kind, Limits.NONE)))
        .hasValueSatisfying(failure -> {
          assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_UNSUPPORTED);
          assertThat(failure.message()).contains("mongodb minKey");
          assertThat(failure.column()).contains("c");
        });
    if (kind != ColumnKind.ARRAY) {
      assertThat(problem(inside, kind)).contains(ErrorCode.VALUE_UNSUPPORTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRequiredColumnHoldsNull(ColumnKind kind) {
    assertThat(problem(Value.Null.NULL, kind)).isPresent();
  }

  @Test
  void textsHaveALength() {
    Limits three = Limits.ofLength(3);
    for (Value value : List.of(new Value.Text("abcd"), new Value.Bool(true), UUID_VALUE)) {
      assertThat(problem(value, ColumnKind.TEXT, three)).contains(ErrorCode.TARGET_TOO_LONG);
      assertThat(problem(value, ColumnKind.TEXT)).isEmpty();
    }
    // Characters and not halves of pairs.
    assertThat(problem(new Value.Text("\ud83d\udc26\ud83d\udc26\u00e4"), ColumnKind.TEXT, three))
        .isEmpty();
  }

  @Test
  void numbersKeepTheirDigits() {
    Limits two = Limits.ofScale(2);
    assertThat(problem(new Value.Decimal(new BigDecimal("1.20")), ColumnKind.NUMERIC, two))
        .isEmpty();
    assertThat(problem(new Value.Decimal(new BigDecimal("1.205")), ColumnKind.NUMERIC, two))
        .isPresent();
    assertThat(problem(new Value.Decimal(new BigDecimal("1.5")), ColumnKind.INT4)).isPresent();
    assertThat(problem(new Value.Int64((1L << 53) + 1), ColumnKind.FLOAT8)).isPresent();
    assertThat(problem(new Value.Int64(1L << 53), ColumnKind.FLOAT8)).isEmpty();
    assertThat(problem(new Value.Int32((1 << 24) + 1), ColumnKind.FLOAT4)).isPresent();
    assertThat(problem(new Value.Float64(0.1), ColumnKind.FLOAT4)).isPresent();
    assertThat(problem(new Value.Float64(0.5), ColumnKind.FLOAT4)).isEmpty();
    assertThat(problem(new Value.Float64(-0.0), ColumnKind.INT8)).isPresent();
  }

  @Test
  void aDecimalOf128BitsIsANumberOrRefused() {
    // 1, not a number, and minus zero.
    Value one = new Value.Decimal128(0x3040000000000000L, 1);
    Value none = new Value.Decimal128(0x7c00000000000000L, 0);
    Value minusZero = new Value.Decimal128(0xb040000000000000L, 0);
    assertThat(problem(one, ColumnKind.NUMERIC)).isEmpty();
    assertThat(problem(none, ColumnKind.NUMERIC)).isPresent();
    assertThat(problem(minusZero, ColumnKind.NUMERIC)).isPresent();
    assertThat(problem(none, ColumnKind.JSON)).isEmpty();
  }

  @Test
  void timesKeepTheirFractionsAndTheirZone() {
    Value fine = new Value.Time(LocalTime.of(1, 2, 3, 4_000));
    assertThat(problem(fine, ColumnKind.TIME)).isEmpty();
    assertThat(problem(fine, ColumnKind.TIME, Limits.ofFraction(3))).isPresent();
    Value instant = new Value.Timestamp(Instant.EPOCH);
    Value wall = new Value.LocalTimestamp(LocalDateTime.of(2026, 1, 1, 0, 0));
    assertThat(problem(instant, ColumnKind.TIMESTAMPTZ)).isEmpty();
    assertThat(problem(instant, ColumnKind.TIMESTAMP)).isPresent();
    assertThat(problem(wall, ColumnKind.TIMESTAMP)).isEmpty();
    assertThat(problem(wall, ColumnKind.TIMESTAMPTZ)).isPresent();
  }

  @Test
  void anArrayHoldsWhatItsElementsHold() {
    Value numbers = new Value.Array(List.of(new Value.Int32(1), Value.Null.NULL));
    Value mixed = new Value.Array(List.of(new Value.Int32(1), new Value.Bool(true)));
    assertThat(problem(numbers, ColumnKind.ARRAY)).isEmpty();
    assertThat(problem(mixed, ColumnKind.ARRAY)).isPresent();
    assertThat(problem(mixed, ColumnKind.JSONB)).isEmpty();
    assertThat(problem(mixed, ColumnKind.TEXT)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"TEXT", "CHAR", "JSON", "JSONB"})
  void whatATextMeansToAnotherTypeIsTheDialects(ColumnKind kind) {
    assertThat(problem(new Value.Text("1"), kind)).isPresent();
  }
}
