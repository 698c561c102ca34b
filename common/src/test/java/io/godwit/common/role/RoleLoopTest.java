package io.godwit.common.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.metrics.Meters;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.monitor.RoleMeters;
import io.godwit.common.monitor.Wait;
import io.godwit.common.retry.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoleLoopTest {

  private final Instruments instruments = Instruments.of(new Meters());
  private final RoleLoop loop =
      new RoleLoop(
          "a role",
          new RoleMeters(instruments, "worker", "people", "w"),
          new Backoff(Duration.ofMillis(2), Duration.ofMillis(4)));

  @AfterEach
  void takeTheFlagBack() {
    Thread.interrupted();
  }

  /** One attempt. */
  private interface Attempt {
    boolean make() throws Trouble, InterruptedException;
  }

  /** Attempts as they are laid down, and what was waited for when each began. */
  private final class Script implements RoleLoop.Work {
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final List<List<Wait>> waits = new ArrayList<>();
    private final List<Boolean> ready = new ArrayList<>();
    private int fenced;

    Script(Attempt... attempts) {
      this.attempts.addAll(List.of(attempts));
    }

    @Override
    public boolean attempt() throws Trouble, InterruptedException {
      waits.add(instruments.waits().now());
      ready.add(instruments.health().isReady());
      instruments.health().ready(true);
      return attempts.remove().make();
    }

    @Override
    public void fenced(Throwable lost) {
      fenced++;
    }
  }

  @Test
  void itEndsWhenAllIsDone() {
    Script script = new Script(() -> false, () -> true);
    loop.run(script);
    assertThat(script.attempts).isEmpty();
    assertThat(loop.stop().requested()).isFalse();
  }

  @Test
  void afterTroubleItSaysWhatItWaitsForIsNotReadyAndBeginsAnew() {
    Script script =
        new Script(
            () -> {
              throw new Trouble(ErrorCode.DISK, "the disk is full");
            },
            () -> {
              throw new DisconnectException();
            },
            () -> true);
    loop.run(script);
    assertThat(script.waits.get(0)).isEmpty();
    assertThat(script.waits.get(1)).containsExactly(new Wait(ErrorCode.DISK, "the disk is full"));
    assertThat(script.waits.get(2))
        .extracting(Wait::code)
        .containsExactly(ErrorCode.BROKER_UNREACHABLE);
    assertThat(script.ready).containsExactly(false, false, false);
    assertThat(script.fenced).isZero();
  }

  @Test
  void whoeverWasFencedIsAskedBeforeHeTriesAgain() {
    Script script =
        new Script(
            () -> {
              throw new ProducerFencedException("by another");
            },
            () -> true);
    loop.run(script);
    assertThat(script.fenced).isOne();
  }

  @Test
  void whatNoAttemptWouldChangeEndsIt() {
    Script script =
        new Script(() -> {
          throw new Refused(ErrorCode.TAKEN_OVER, "another is named so");
        });
    assertThatThrownBy(() -> loop.run(script)).hasMessageContaining("another is named so");
  }

  @Test
  void toldToStopItMakesNoMoreAttempts() {
    Script script =
        new Script(() -> {
          loop.stop().request();
          throw new Trouble(ErrorCode.DISK, "the disk is full");
        });
    loop.run(script);
    assertThat(script.attempts).isEmpty();
    loop.run(script);
    assertThat(script.waits).hasSize(1);
  }

  @Test
  void interruptedItEndsAndLeavesTheFlagSet() {
    loop.run(
        new Script(() -> {
          throw new InterruptedException();
        }));
    assertThat(Thread.interrupted()).isTrue();
    loop.run(
        new Script(() -> {
          throw new InterruptException("in a client");
        }));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(instruments.waits().now()).as("an end is no trouble").isEmpty();
    loop.run(
        new Script(() -> {
          Thread.currentThread().interrupt();
          throw new Trouble(ErrorCode.DISK, "the disk is full");
        }));
    assertThat(Thread.interrupted()).as("while it waits").isTrue();
  }
}
