package io.godwit.common.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeySampleTest {

  private static long taken(String percent, IntStream keys) {
    KeySample sample = KeySample.of(new BigDecimal(percent));
    return keys.filter(key -> sample.takes(String.valueOf(key))).count();
  }

  /** Keys that differ in one digit, as most do, are spread as any others. */
  @Test
  void aShareIsTaken() {
    assertThat(taken("1", IntStream.range(0, 100_000))).isBetween(900L, 1100L);
    assertThat(taken("50", IntStream.range(0, 10_000))).isBetween(4800L, 5200L);
    assertThat(taken("0.05", IntStream.range(0, 1_000_000))).isBetween(400L, 600L);
    assertThat(taken("99.999999", IntStream.range(0, 10_000))).isGreaterThan(9990);
    assertThat(taken("10", IntStream.range(0, 10_000).map(i -> i * 1000))).isBetween(900L, 1100L);
  }

  /** What other versions have taken is taken for ever: a sample that is moved again is the same. */
  @Test
  void theSampleIsTheSameForEver() {
    KeySample sample = KeySample.of(new BigDecimal("10"));
    assertThat(IntStream.range(0, 60).filter(i -> sample.takes("key-" + i)).toArray())
        .containsExactly(FIRST);
    assertThat(KeySample.of(new BigDecimal("50")).bound()).isEqualTo(1L << 52);
  }

  private static final int[] FIRST = {0, 6, 25, 31, 47};
}
