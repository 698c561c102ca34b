package io.godwit.jdbc.sql.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBytesTest {

  private static String bytes(List<String> parts) {
    KeyBytes bytes = new KeyBytes();
    parts.forEach(part -> {
      bytes.text(part);
      bytes.end();
    });
    return string(bytes);
  }

  /** One character a byte. */
  private static String string(KeyBytes bytes) {
    return new String(Arrays.copyOf(bytes.bytes(), bytes.length()), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -7, 10, 99, 100, -1000, Long.MAX_VALUE, Long.MIN_VALUE})
  void aNumberIsItsDigits(long number) {
    KeyBytes bytes = new KeyBytes();
    bytes.number(number);
    assertThat(string(bytes)).isEqualTo(Long.toString(number));
  }

  @Test
  void differentPartsNeverHaveTheSameBytes() {
    Random random = new Random(Long.getLong("godwit.seed", 0));
    String[] letters = {"a", "\t", "\\", "t", "\u00e4", "\u20ac", "\ud83d", "\udc26", "\u0000"};
    Map<String, List<String>> seen = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      List<String> parts =
          IntStream.range(0, 1 + random.nextInt(2))
              .mapToObj(part ->
                  letters[random.nextInt(letters.length)].repeat(random.nextInt(3))
                      + letters[random.nextInt(letters.length)])
              .toList();
      assertThat(seen.merge(bytes(parts), parts, (before, now) -> before)).isEqualTo(parts);
    }
    assertThat(seen).hasSizeGreaterThan(300);
  }

  @Test
  void itGrowsByWhatIsPutIn() {
    String text = "\u20ac".repeat(10_000);
    assertThat(bytes(List.of(text, text))).hasSize(2 * (3 * 10_000 + 1));
  }
}
