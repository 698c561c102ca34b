package io.godwit.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BucketReservoirTest {

  private final BucketReservoir reservoir = new BucketReservoir(10, 100);

  @Test
  void aValueIsInTheBucketWhoseBoundItDoesNotPass() {
    for (long value : new long[] {0, 10, 11, 100, 101, 5_000}) {
      reservoir.update(value);
    }
    MetricValue.Spread spread = reservoir.read(Unit.COUNT);
    assertThat(spread.bounds()).containsExactly(10.0, 100.0);
    assertThat(spread.counts()).containsExactly(2L, 2L, 2L);
    assertThat(spread.sum()).isEqualTo(5_222);
  }

  @Test
  void boundsAndSumAreShownInTheUnitAndCountsAreNot() {
    BucketReservoir seconds = new BucketReservoir(500_000_000, 2_000_000_000);
    seconds.update(1_500_000_000);
    assertThat(seconds.read(Unit.SECONDS))
        .isEqualTo(new MetricValue.Spread(List.of(0.5, 2.0), List.of(0L, 1L, 0L), 1.5));
  }

  @Test
  void aSnapshotHasEachValueAsTheBoundOfItsBucket() {
    assertThat(reservoir.getSnapshot().getValues()).isEmpty();
    reservoir.update(3);
    reservoir.update(30);
    reservoir.update(300);
    assertThat(reservoir.getSnapshot().getValues()).containsExactly(10, 100, 100);
  }
}
