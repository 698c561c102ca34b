package io.godwit.producer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A sample is small, the same each time, and has something of every split. */
final class SampleTest {

  private static long chosen(int split) {
    return LongStream.range(0, 20_000)
        .filter(pack -> Sample.ONE_OF_A_HUNDRED.has(new RecordId(split, pack * 100)))
        .count();
  }

  @Test
  void aboutOneOfAHundredPacksOfEachSplitIsInIt() {
    for (int split = 0; split < 20; split++) {
      assertThat(chosen(split)).isBetween(120L, 280L).isEqualTo(chosen(split));
    }
  }

  @Test
  void theFirstOfEachSplitIs() {
    assertThat(Sample.ONE_OF_A_HUNDRED.has(new RecordId(7, 0))).isTrue();
    assertThat(Sample.ALL.has(new RecordId(7, 12_345))).isTrue();
  }
}
