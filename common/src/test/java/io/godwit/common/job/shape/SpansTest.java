package io.godwit.common.job.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ms", "1500ms", "59s", "90m", "23h", "30d", "999999999d"})
  void whatIsPrintedIsWhatWasRead(String text) {
    assertThat(Spans.print(Spans.parse(text))).isEqualTo(text);
  }

  @Test
  void theShortestTextIsPrinted() {
    assertThat(Spans.print(Duration.ofMillis(60_000))).isEqualTo("1m");
    assertThat(Spans.print(Duration.ofMinutes(120))).isEqualTo("2h");
    assertThat(Spans.print(Duration.ofHours(48))).isEqualTo("2d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "d", "-1d", "1.5h", "1w", "1 d", "1D", "9999999999s"})
  void whatIsNoDurationIsRefusedWithTheRule(String text) {
    assertThatThrownBy(() -> Spans.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a whole number with ms, s, m, h or d");
  }
}
