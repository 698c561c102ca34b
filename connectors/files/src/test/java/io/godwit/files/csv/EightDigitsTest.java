package io.godwit.files.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import io.godwit.files.bytes.ByteSearch;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EightDigitsTest {

  private static long word(String text) {
    return ByteSearch.word(text.getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  @Test
  void digitsAreANumberWhateverFollows() {
    qt().withExamples(5_000)
        .forAll(integers().between(0, 99_999_999), integers().between(1, 8))
        .checkAssert((number, count) -> {
          String digits = "%08d".formatted(number).substring(8 - count);
          assertThat(EightDigits.of(word(digits + "\u00ff,9/:.x\u0000"), count))
              .isEqualTo(Long.parseLong(digits));
        });
  }

  @Test
  void anyOtherByteMakesItNone() {
    for (int other = 0; other < 256; other++) {
      for (int place = 0; place < 8; place++) {
        StringBuilder text = new StringBuilder("98765432");
        text.setCharAt(place, (char) other);
        boolean digit = other >= '0' && other <= '9';
        long expected = digit ? Long.parseLong(text.toString()) : EightDigits.NONE;
        assertThat(EightDigits.of(word(text.toString()), 8)).isEqualTo(expected);
      }
    }
  }

  @Test
  void theFirstPointIsFoundAndTakenAway() {
    for (int place = 0; place < 7; place++) {
      StringBuilder text = new StringBuilder("9876543");
      text.insert(place, '.');
      long word = word(text.toString());
      assertThat(EightDigits.point(word, 8)).isEqualTo(place);
      assertThat(EightDigits.of(EightDigits.without(word, place), 7)).isEqualTo(9_876_543);
    }
    assertThat(EightDigits.point(word("12.4.678"), 8)).isEqualTo(2);
    assertThat(EightDigits.point(word("12345.78"), 4)).isEqualTo(4);
    assertThat(EightDigits.point(word("1234/678"), 8)).isEqualTo(8);
  }
}
