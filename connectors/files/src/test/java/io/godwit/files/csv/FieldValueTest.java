package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Document;
import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.common.wire.cbor.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast forms may only be fast: {@link FieldType#parse} says what is right, to the byte. */
class FieldValueTest {

  /** From + to 9 there are also the comma, the minus, the point and the slash. */
  @ParameterizedTest
  @EnumSource
  void anyNumberLikeTextIsWhatTheTypeSays(FieldType type) {
    qt().withExamples(500)
        .forAll(strings().betweenCodePoints('+', '9').ofLengthBetween(1, 21))
        .check(text -> fast(type, text).equals(slow(type, text)));
  }

  @Test
  void anyDateLikeTextIsWhatTheTypeSays() {
    qt().withExamples(5_000)
        .forAll(
            integers().between(1896, 2104), integers().between(0, 13), integers().between(0, 32))
        .as("%04d-%02d-%02d"::formatted)
        .check(text -> fast(FieldType.DATE, text).equals(slow(FieldType.DATE, text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "-0",
        "0.0",
        "-0.00",
        ".5",
        "5.",
        "-.5",
        "1.2.3",
        "999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "2147483648",
        "-2147483648",
        "12345678901234567.8",
        "1234567890123456789.01",
        "12345678",
        "123456789",
        "-12345678",
        "1234567.8",
        "12345678.9",
        ".12345678",
        "1.2.3456",
        "/234567:",
        "1e3",
        "+1",
        "1.",
        "."
      })
  void theEdgesAreWhatTheTypesSay(String text) {
    for (FieldType type : FieldType.values()) {
      assertThat(fast(type, text)).as("%s", type).isEqualTo(slow(type, text));
    }
  }

  /** What stands behind the field is none of its business. */
  private static Optional<String> fast(FieldType type, String text) {
    Optional<String> last = fast(type, text, ",");
    assertThat(fast(type, text, ",1.345678,")).isEqualTo(last);
    return last;
  }

  private static Optional<String> fast(FieldType type, String text, String behind) {
    byte[] bytes = (",," + text + behind).getBytes(StandardCharsets.US_ASCII);
    RowEncoder row = new RowEncoder();
    row.begin();
    try {
      FieldValue.tell(type, bytes, 2, 2 + text.length(), row);
    } catch (IllegalArgumentException e) {
      assertThat(row.take(new String[0]).size()).as("nothing was told").isZero();
      return Optional.empty();
    }
    return Optional.of(encoded(row.take(new String[] {"f"})));
  }

  private static Optional<String> slow(FieldType type, String text) {
    try {
      return Optional.of(encoded(Document.of("f", type.parse(text))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String encoded(Document document) {
    return HexFormat.of().formatHex(new DocumentEncoder().encode(document));
  }
}
