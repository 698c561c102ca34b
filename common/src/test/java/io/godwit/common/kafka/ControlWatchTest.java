package io.godwit.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Waits;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ControlWatchTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Ruling.Desired PAUSED =
      new Ruling.Desired(Optional.of(new Ruling.Pause(1_700_000_000_000L)));

  private final AtomicInteger opened = new AtomicInteger();
  private volatile Supplier<List<Ruling>> topic = List::of;

  private final class Topic implements ControlWatch.Rulings {

    Topic() {
      opened.incrementAndGet();
    }

    @Override
    public ControlWatch.Standing standing() {
      return new ControlWatch.Standing(topic.get());
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  private ControlWatch watch() {
    return new ControlWatch("people", "r1", Topic::new, new Waits());
  }

  @Test
  void nothingIsBegunBeforeTheTopicHasAnswered() {
    CountDownLatch answered = new CountDownLatch(1);
    topic =
        () -> {
          try {
            answered.await();
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
          return List.of();
        };
    Waits waits = new Waits();
    try (ControlWatch watch = new ControlWatch("people", "r1", Topic::new, waits)) {
      await()
          .atMost(SOON.multipliedBy(3))
          .untilAsserted(() ->
              assertThat(waits.first())
                  .hasValueSatisfying(
                      text -> assertThat(text).contains("does not hand out " + Topics.CONTROL)));
      assertThat(watch.mayBegin()).isFalse();
      assertThat(watch.pause()).isEmpty();
      answered.countDown();
      await().atMost(SOON).until(watch::mayBegin);
    }
  }

  @Test
  void aPauseAndItsEndAreSeenWithinTwoSeconds() {
    try (ControlWatch watch = watch()) {
      await().atMost(SOON).until(watch::mayBegin);
      topic = () -> List.of(PAUSED);
      await().atMost(SOON).until(() -> !watch.mayBegin());
      assertThat(watch.pause())
          .hasValueSatisfying(wait -> {
            assertThat(wait.code()).isEqualTo(ErrorCode.PAUSED);
            assertThat(wait.what())
                .isEqualTo(
                    "run r1 is paused since 2023-11-14T22:13:20Z, until: godwit resume people");
          });
      topic = () -> List.of(Ruling.Desired.GO_ON);
      await().atMost(SOON).until(watch::mayBegin);
    }
  }

  @Test
  void whatWasLastKnownHoldsWhileTheTopicDoesNotAnswer() {
    Ruling.Skip here = new Ruling.Skip(3, 7, 0, 1);
    topic = () -> List.of(PAUSED, here, new Ruling.Skip(4, 8, 0, 1));
    try (ControlWatch watch = watch()) {
      await().atMost(SOON).until(() -> watch.pause().isPresent());
      topic =
          () -> {
            throw new TimeoutException("the broker is away");
          };
      await().atMost(SOON).until(() -> opened.get() > 2);
      assertThat(watch.mayBegin()).isFalse();
      assertThat(watch.skips(3)).containsExactly(here);
      topic = List::of;
      await().atMost(SOON).until(watch::mayBegin);
      assertThat(watch.skips(3)).isEmpty();
    }
  }
}
