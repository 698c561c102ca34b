package io.godwit.jdbc.sql.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  private static List<Integer> sample(int size) {
    return IntStream.rangeClosed(1, size).boxed().toList();
  }

  @Test
  void endsAreTheLastOfTheirParts() {
    assertThat(Quantiles.ends(sample(100), 4)).containsExactly(25, 50, 75);
    assertThat(Quantiles.ends(sample(10), 3)).containsExactly(3, 6);
    assertThat(Quantiles.ends(sample(2), 2)).containsExactly(1);
  }

  @Test
  void noEndComesTwiceOrCutsNothingOff() {
    assertThat(Quantiles.ends(sample(3), 10)).containsExactly(1, 2);
    assertThat(Quantiles.ends(sample(1), 2)).isEmpty();
    assertThat(Quantiles.ends(sample(0), 5)).isEmpty();
    assertThat(Quantiles.ends(sample(100), 1)).isEmpty();
  }

  @Test
  void partsAreAsManyAsTheRowsMakeAndNotEndless() {
    assertThat(Cuts.parts(0, 100)).isEqualTo(1);
    assertThat(Cuts.parts(100, 100)).isEqualTo(1);
    assertThat(Cuts.parts(101, 100)).isEqualTo(2);
    assertThat(Cuts.parts(Long.MAX_VALUE / 2, 1)).isEqualTo(5000);
    assertThat(Cuts.parts(1000, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(Cuts.partsOf("n", 100)).isEqualTo("least((n + 99) / 100, 5000)");
  }
}
