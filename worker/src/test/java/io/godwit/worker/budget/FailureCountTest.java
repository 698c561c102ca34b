package io.godwit.worker.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spec.FailureBudget;
import io.godwit.common.spec.rule.Allowance;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FailureCountTest {

  private static final long NOON = 1_700_000_000_000L;

  private static FailureCount count(String stopAt, Optional<Duration> window) {
    return new FailureCount(
        new FailureBudget(Allowance.parse(stopAt), window, FailureBudget.Then.STOP));
  }

  @Test
  void whatFailsIsSummedOverTheWholeRun() {
    FailureCount count = count("10", Optional.empty());
    count.add(NOON, 100, 4);
    count.add(NOON + 86_400_000, 100, 5);
    assertThat(count.overspent(NOON + 86_400_000)).isEmpty();
    count.add(NOON - 5, 1, 1);
    assertThat(count.overspent(NOON + 86_400_000))
        .contains(new Ruling.Overspent(10, 201, "10", true));
  }

  @Test
  void whatLiesBehindTheWindowCountsNoMore() {
    FailureCount count = count("10", Optional.of(Duration.ofMinutes(1)));
    count.add(NOON, 100, 9);
    assertThat(count.overspent(NOON)).isEmpty();
    count.add(NOON + 70_000, 100, 9);
    assertThat(count.overspent(NOON + 70_000)).isEmpty();
    count.add(NOON + 100_000, 1, 1);
    assertThat(count.overspent(NOON + 100_000)).isPresent();
  }

  @Test
  void aShareIsOfWhatEndedInTheWindow() {
    FailureCount count = count("5%", Optional.of(Duration.ofMinutes(1)));
    count.add(NOON, 1_000_000, 0);
    count.add(NOON + 90_000, 1000, 49);
    assertThat(count.overspent(NOON + 90_000)).isEmpty();
    count.add(NOON + 90_500, 20, 20);
    assertThat(count.overspent(NOON + 91_000)).isPresent();
  }

  @Test
  void whatIsForgivenIsForgottenOnceAndWhatComesLateOfItToo() {
    FailureCount count = count("10", Optional.empty());
    count.add(NOON, 100, 20);
    count.countFrom(NOON + 1);
    count.add(NOON, 100, 20);
    assertThat(count.overspent(NOON + 2)).isEmpty();
    count.add(NOON + 1, 10, 10);
    count.countFrom(NOON + 1);
    assertThat(count.overspent(NOON + 2)).isPresent();
  }
}
