package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BrokerPresenceTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicBoolean connected = new AtomicBoolean();
  private final AtomicLong clock = new AtomicLong(-5 * SECOND);
  private final BrokerPresence presence = new BrokerPresence(connected::get, clock::get);

  private boolean isLostAfter(int seconds) {
    clock.addAndGet(seconds * SECOND);
    return presence.lost().isPresent();
  }

  @Test
  void threeSecondsAloneAreTheEnd() {
    connected.set(true);
    assertThat(isLostAfter(1)).isFalse();
    connected.set(false);
    assertThat(isLostAfter(2)).isFalse();
    connected.set(true);
    assertThat(isLostAfter(1)).isFalse();
    connected.set(false);
    assertThat(isLostAfter(2)).isFalse();
    assertThat(isLostAfter(1)).isTrue();
  }

  @Test
  void aFirstConnectionHasLongerButNotForEver() {
    assertThat(isLostAfter(14)).isFalse();
    assertThat(isLostAfter(1)).isTrue();
  }
}
