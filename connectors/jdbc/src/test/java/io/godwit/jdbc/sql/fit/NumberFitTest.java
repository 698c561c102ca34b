package io.godwit.jdbc.sql.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Failure;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a column would round, and what it holds as it is; at each border, from both sides. */
class NumberFitTest {

  private static final long EXACT = 1L << 53;

  private static boolean isWhole(long value, ColumnKind kind, Limits limits) {
    return NumberFit.whole(value, Columns.of(kind, limits)).isEmpty();
  }

  private static boolean isFloating(double value, ColumnKind kind) {
    return NumberFit.floating(value, Columns.of(kind)).isEmpty();
  }

  private static boolean isDecimal(String value, ColumnKind kind, Limits limits) {
    return NumberFit.decimal(new BigDecimal(value), Columns.of(kind, limits)).isEmpty();
  }

  @Test
  void aDoubleHoldsWholeNumbersUpToFiftyThreeBits() {
    for (long sign : new long[] {1, -1}) {
      assertThat(isWhole(sign * EXACT, ColumnKind.FLOAT8, Limits.NONE)).isTrue();
      assertThat(isWhole(sign * (EXACT + 1), ColumnKind.FLOAT8, Limits.NONE)).isFalse();
      assertThat(isWhole(sign * (EXACT + 2), ColumnKind.FLOAT8, Limits.NONE)).isTrue();
      assertThat(isWhole(sign * (1L << 24), ColumnKind.FLOAT4, Limits.NONE)).isTrue();
      assertThat(isWhole(sign * ((1L << 24) + 1), ColumnKind.FLOAT4, Limits.NONE)).isFalse();
    }
  }

  @Test
  void aScaleBelowZeroRoundsBeforeThePoint() {
    assertThat(isWhole(1200, ColumnKind.NUMERIC, Limits.ofScale(-2))).isTrue();
    assertThat(isWhole(1210, ColumnKind.NUMERIC, Limits.ofScale(-2))).isFalse();
    assertThat(isWhole(1210, ColumnKind.NUMERIC, Limits.ofScale(0))).isTrue();
    assertThat(isDecimal("1.20", ColumnKind.NUMERIC, Limits.ofScale(1))).isTrue();
    assertThat(isDecimal("1.21", ColumnKind.NUMERIC, Limits.ofScale(1))).isFalse();
    assertThat(isDecimal("1.21", ColumnKind.NUMERIC, Limits.NONE)).isTrue();
  }

  @Test
  void aDoubleInAWholeColumnIsWholeAndALong() {
    double most = Math.nextDown(0x1p63);
    assertThat(isFloating(most, ColumnKind.INT8)).isTrue();
    assertThat(isFloating(-most, ColumnKind.INT8)).isTrue();
    assertThat(isFloating(0x1p63, ColumnKind.INT8)).isFalse();
    assertThat(isFloating(0.5, ColumnKind.INT8)).isFalse();
    assertThat(isFloating(Double.NaN, ColumnKind.INT8)).isFalse();
    assertThat(isFloating(Double.NEGATIVE_INFINITY, ColumnKind.INT4)).isFalse();
    assertThat(isFloating(0.0, ColumnKind.INT2)).isTrue();
    assertThat(isFloating(-0.0, ColumnKind.INT2)).isFalse();
  }

  @Test
  void aSingleHoldsWhatIsASingle() {
    assertThat(isFloating(0.5, ColumnKind.FLOAT4)).isTrue();
    assertThat(isFloating(0.1, ColumnKind.FLOAT4)).isFalse();
    assertThat(isFloating((double) 0.1f, ColumnKind.FLOAT4)).isTrue();
    assertThat(isFloating(Double.NaN, ColumnKind.FLOAT4)).isTrue();
    assertThat(isFloating(1e300, ColumnKind.FLOAT4)).as("infinity is another number").isFalse();
    assertThat(isFloating(1e300, ColumnKind.FLOAT8)).isTrue();
  }

  @Test
  void aDecimalIsADoubleWhereItIsItsShortestTextOrItsExactValue() {
    assertThat(isDecimal("0.1", ColumnKind.FLOAT8, Limits.NONE)).isTrue();
    assertThat(isDecimal(new BigDecimal(0.1).toString(), ColumnKind.FLOAT8, Limits.NONE)).isTrue();
    assertThat(isDecimal("0.10000000000000001", ColumnKind.FLOAT8, Limits.NONE)).isFalse();
    assertThat(isDecimal("1e400", ColumnKind.FLOAT8, Limits.NONE)).isFalse();
    assertThat(isDecimal("0.1", ColumnKind.FLOAT4, Limits.NONE)).isTrue();
    assertThat(isDecimal("0.123456789", ColumnKind.FLOAT4, Limits.NONE)).isFalse();
  }

  @Test
  void aDecimalInAWholeColumnIsALongWithoutAFraction() {
    assertThat(isDecimal("9223372036854775807.0", ColumnKind.INT8, Limits.NONE)).isTrue();
    assertThat(isDecimal("-9223372036854775808", ColumnKind.INT8, Limits.NONE)).isTrue();
    Optional<Failure> behind =
        NumberFit.decimal(new BigDecimal("9223372036854775808"), Columns.of(ColumnKind.INT8));
    assertThat(behind.orElseThrow().message()).contains("9223372036854775808", "column c");
    assertThat(isDecimal("1.5", ColumnKind.INT8, Limits.NONE)).isFalse();
  }

  @Test
  void aTextIsAPlainNumberOrNone() {
    assertThat(NumberFit.plainNumber(" 1_000.50 ")).contains(new BigDecimal("1000.50"));
    assertThat(NumberFit.plainNumber("1e3")).contains(new BigDecimal("1e3"));
    for (String none : new String[] {"", "NaN", "Infinity", "0x10", "1,5", "12 34"}) {
      assertThat(NumberFit.plainNumber(none)).as(none).isEmpty();
    }
  }
}
