package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RunFilterTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<String> current = new AtomicReference<>("now");
  private final CountDownLatch answers = new CountDownLatch(1);
  private final RunFilter filter = new RunFilter(this::ask, "now");

  /** A broker that is away after its first answer, until it is back. */
  private Optional<String> ask() {
    if (asked.incrementAndGet() > 1) {
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("the one that asked is gone", e);
      }
    }
    return Optional.of(current.get());
  }

  @Test
  void whoHasMetTheRunBeforeWaitsForNobody() throws Exception {
    assertThat(filter.isGivenUp("before")).isTrue();
    Thread stuck = Thread.ofVirtual().start(() -> meets("other"));
    await().until(() -> asked.get() == 2);
    assertThat(filter.isGivenUp("before")).isTrue();
    assertThat(asked).hasValue(2);
    answers.countDown();
    assertThat(stuck.join(Duration.ofSeconds(60))).isTrue();
    assertThat(filter.isGivenUp("other")).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoIsToldToStopWaitsNoLonger() throws Exception {
    assertThat(filter.isGivenUp("before")).isTrue();
    Thread asking = Thread.ofVirtual().start(() -> meets("other"));
    Thread behind = Thread.ofVirtual().start(() -> meets("another"));
    await().until(() -> asked.get() == 2);
    asking.interrupt();
    behind.interrupt();
    assertThat(asking.join(Duration.ofSeconds(60))).isTrue();
    assertThat(behind.join(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void aNewerRunIsNotPassedOver() {
    current.set("later");
    assertThatThrownBy(() -> filter.isGivenUp("later")).isInstanceOf(RunFilter.Superseded.class);
  }

  private void meets(String run) {
    try {
      assertThat(filter.isGivenUp(run)).isTrue();
    } catch (RunFilter.Superseded e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
