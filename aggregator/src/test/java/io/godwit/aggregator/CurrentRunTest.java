package io.godwit.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CurrentRunTest {

  private static final long MILLIS = 1_000_000;

  private Optional<JobEntry> registered = Optional.empty();
  private boolean away;
  private long now = Long.MAX_VALUE - 100 * MILLIS;
  private final CurrentRun current = new CurrentRun(this::register, () -> now);

  @Test
  void isAskedForAtEachOfTheFirstLooksAndThenEvery400Milliseconds() {
    assertThat(current.entry()).isEmpty();
    registered = Optional.of(entry("r1"));
    askAtEachOfTheFirstLooks();
    assertThat(current.entry()).contains(entry("r1"));

    now += 399 * MILLIS;
    assertThat(current.isDue()).isFalse();
    now += MILLIS;
    assertThat(current.isDue()).isTrue();
    registered = Optional.of(entry("r2"));
    assertThat(current.entry()).contains(entry("r1"));
    current.ask();
    assertThat(current.entry()).contains(entry("r2"));
  }

  @Test
  void staysWhatItWasWhileTheRegisterDoesNotAnswerAndIsDueUntilItDoes() {
    registered = Optional.of(entry("r1"));
    askAtEachOfTheFirstLooks();
    assertThat(current.isDue()).isFalse();
    now += 400 * MILLIS;
    away = true;
    assertThatThrownBy(current::ask).isInstanceOf(TimeoutException.class);
    assertThat(current.entry()).contains(entry("r1"));
    assertThat(current.isDue()).isTrue();
  }

  private void askAtEachOfTheFirstLooks() {
    for (int look = 1; look <= 8; look++) {
      assertThat(current.isDue()).as("look %d", look).isTrue();
      current.ask();
    }
  }

  private Optional<JobEntry> register() {
    if (away) {
      throw new TimeoutException("away");
    }
    return registered;
  }

  private static JobEntry entry(String run) {
    return new JobEntry("job", run, "", "", 0);
  }
}
