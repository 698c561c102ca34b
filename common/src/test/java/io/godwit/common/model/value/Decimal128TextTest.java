package io.godwit.common.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Decimal128TextTest {

  /** Bits as the conformance tests of BSON Decimal128 have them (public specification). */
  @ParameterizedTest
  @CsvSource({
    "NaN, 7c00000000000000, 0000000000000000",
    "Infinity, 7800000000000000, 0000000000000000",
    "-Infinity, f800000000000000, 0000000000000000",
    "0, 3040000000000000, 0000000000000000",
    "-0, b040000000000000, 0000000000000000",
    "0.00, 303c000000000000, 0000000000000000",
    "-0.0, b03e000000000000, 0000000000000000",
    "0E+3, 3046000000000000, 0000000000000000",
    "0E-6176, 0000000000000000, 0000000000000000",
    "1, 3040000000000000, 0000000000000001",
    "-1, b040000000000000, 0000000000000001",
    "0.1, 303e000000000000, 0000000000000001",
    "0.001234, 3034000000000000, 00000000000004d2",
    "123456789012, 3040000000000000, 0000001cbe991a14",
    "1.00, 303c000000000000, 0000000000000064",
    "1E-7, 3032000000000000, 0000000000000001",
    "0.000001, 3034000000000000, 0000000000000001",
    "1.2E+7, 304c000000000000, 000000000000000c",
    "1E-6176, 0000000000000000, 0000000000000001",
    "9.999999999999999999999999999999999E+6144, 5fffed09bead87c0, 378d8e63ffffffff",
    "1.000000000000000000000000000000000E+6144, 5ffe314dc6448d93, 38c15b0a00000000",
    "0.1234567890123456789012345678901234, 2ffc3cde6fff9732, de825cd07e96aff2",
  })
  void aTextAndItsBits(String text, String high, String low) {
    Value.Decimal128 bits =
        new Value.Decimal128(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));

    assertThat(Decimal128Text.parse(text)).isEqualTo(bits);
    assertThat(Decimal128Text.toText(bits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "+1, 1",
    "01, 1",
    "1., 1",
    ".5, 0.5",
    "1e3, 1E+3",
    "nan, NaN",
    "-NaN, NaN",
    "+inf, Infinity",
    "-INF, -Infinity",
    "1E+6144, 1.000000000000000000000000000000000E+6144",
    "10E-6177, 1E-6176",
    "0E+7000, 0E+6111",
    "-0E-7000, -0E-6176",
    "10000000000000000000000000000000000, 1.000000000000000000000000000000000E+34",
  })
  void otherTextsOfAValue(String text, String canonical) {
    assertThat(Decimal128Text.toText(Decimal128Text.parse(text))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "--1",
        "+-1",
        "-+1",
        "1.2.3",
        "1 ",
        "0x1",
        "1d",
        "infinit",
        "E+1",
        "١",
        "12345678901234567890123456789012345",
        "1E+6145",
        "1E-6177",
        "1.5E-6176",
        "1E-2000000000",
        "1E+2000000000",
        "1E+99999999999"
      })
  void whatIsNoneOrWouldBeRounded(String text) {
    assertThatThrownBy(() -> Decimal128Text.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decimal128");
  }

  /** A coefficient of more than 34 digits counts as zero, in either layout of the bits. */
  @ParameterizedTest
  @CsvSource({
    "3041ed09bead87c0, 378d8e6400000000, 0",
    "6c10000000000000, 0000000000000000, 0",
    "ec11ffffffffffff, ffffffffffffffff, -0E+3",
  })
  void bitsThatNobodyShouldWrite(String high, String low, String text) {
    Value.Decimal128 bits =
        new Value.Decimal128(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16));

    assertThat(Decimal128Text.toText(bits)).isEqualTo(text);
  }

  @Test
  void everyNumberComesBack() {
    qt().forAll(longs().all(), longs().all(), integers().between(-6111, 6176))
        .as((a, b, scale) -> {
          BigInteger most = BigInteger.TEN.pow(34);
          BigInteger digits = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).remainder(most);
          return new BigDecimal(digits, scale);
        })
        .check(number -> {
          Value.Decimal128 value = Decimal128Text.of(number);
          return Decimal128Text.toNumber(value).orElseThrow().equals(number)
              && Decimal128Text.toText(value).equals(number.toString())
              && Decimal128Text.parse(number.toString()).equals(value);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "-0", "-0.00"})
  void whatIsNoBigDecimalHasNoNumber(String text) {
    assertThat(Decimal128Text.toNumber(Decimal128Text.parse(text))).isEmpty();
  }
}
