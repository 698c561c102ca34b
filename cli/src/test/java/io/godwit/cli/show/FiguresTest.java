package io.godwit.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FiguresTest {

  @Test
  void numbersReadTheSameEverywhere() {
    assertThat(Figures.count(173_912)).isEqualTo("173,912");
    assertThat(Figures.records(1)).isEqualTo("1 record");
    assertThat(Figures.rate(0.0)).isEqualTo("0/s");
    assertThat(Figures.rate(3.14159)).isEqualTo("3.1/s");
    assertThat(Figures.rate(14_200.4)).isEqualTo("14,200/s");
  }

  @Test
  void aHundredPercentMeansThatNothingIsLeft() {
    assertThat(Figures.percent(0, 10)).isEqualTo("0.0%");
    assertThat(Figures.percent(999_999, 1_000_000)).isEqualTo("99.9%");
    assertThat(Figures.percent(10, 10)).isEqualTo("100%");
    assertThat(Figures.percent(0, 0)).isEqualTo("100%");
  }

  @Test
  void spansHaveTwoUnits() {
    assertThat(Figures.span(Duration.ofMillis(4400))).isEqualTo("4 s");
    assertThat(Figures.span(Duration.ofSeconds(80))).isEqualTo("1 min 20 s");
    assertThat(Figures.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Figures.span(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    assertThat(Figures.clock(Duration.ofSeconds(80))).isEqualTo("01:20");
    assertThat(Figures.clock(Duration.ofSeconds(10_880))).isEqualTo("3:01:20");
  }
}
