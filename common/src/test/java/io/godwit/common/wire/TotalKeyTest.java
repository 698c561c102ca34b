package io.godwit.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalKeyTest {

  @Test
  void textAndBack() {
    for (TotalKey key :
        new TotalKey[] {
          new TotalKey.OfRun("r"),
          new TotalKey.OfMoreRows("r"),
          new TotalKey.OfSplit("r", 0),
          new TotalKey.OfSplit("r", 123_456_789),
          new TotalKey.OfWorker("r", "a/b c"),
          new TotalKey.OfCode("r", ErrorCode.TARGET_NULL)
        }) {
      assertThat(TotalKey.parse(key.text())).contains(key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "r", "r/", "r/other/1", "r/report", "r/split", "r/split/", "r/split/x"})
  void whatIsNoTotalIsNone(String text) {
    assertThat(TotalKey.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"r/split/-1", "r/split/99999999999", "r/split/1/2", "r/code/no-such"})
  void strangersDoNotThrow(String text) {
    assertThat(TotalKey.parse(text)).isEmpty();
  }
}
