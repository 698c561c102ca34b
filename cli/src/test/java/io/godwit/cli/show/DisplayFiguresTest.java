package io.godwit.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DisplayFiguresTest {

  @Test
  void numbersReadTheSameEverywhere() {
    assertThat(DisplayFigures.count(173_912)).isEqualTo("173,912");
    assertThat(DisplayFigures.records(1)).isEqualTo("1 record");
    assertThat(DisplayFigures.rate(0.0)).isEqualTo("0/s");
    assertThat(DisplayFigures.rate(3.14159)).isEqualTo("3.1/s");
    assertThat(DisplayFigures.rate(14_200.4)).isEqualTo("14,200/s");
  }

  @Test
  void aHundredPercentMeansThatNothingIsLeft() {
    assertThat(DisplayFigures.percent(0, 10)).isEqualTo("0.0%");
    assertThat(DisplayFigures.percent(999_999, 1_000_000)).isEqualTo("99.9%");
    assertThat(DisplayFigures.percent(10, 10)).isEqualTo("100%");
    assertThat(DisplayFigures.percent(0, 0)).isEqualTo("100%");
  }

  @Test
  void spansHaveTwoUnits() {
    assertThat(DisplayFigures.span(Duration.ofMillis(4400))).isEqualTo("4 s");
    assertThat(DisplayFigures.span(Duration.ofSeconds(80))).isEqualTo("1 min 20 s");
    assertThat(DisplayFigures.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(DisplayFigures.span(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    assertThat(DisplayFigures.clock(Duration.ofSeconds(80))).isEqualTo("01:20");
    assertThat(DisplayFigures.clock(Duration.ofSeconds(10_880))).isEqualTo("3:01:20");
  }
}
