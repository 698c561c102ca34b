package io.godwit.worker.govern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CircuitTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private Instant wall = Instant.parse("2026-03-01T10:00:00Z");
  private final Circuit circuit = new Circuit(() -> wall);

  private static Trouble away(String words) {
    return new Trouble(ErrorCode.TARGET_UNREACHABLE, words);
  }

  private boolean mayTry(int partition, long now) {
    return circuit.mayTry(partition, now);
  }

  @Test
  void oneTriesForAllAndAllGoOnWhenItIsAnswered() {
    assertThat(mayTry(1, 0)).isTrue();
    circuit.failed(1, away("refused"), 0);
    assertThat(mayTry(1, 0)).isFalse();
    assertThat(mayTry(1, SECOND)).isTrue();
    assertThat(mayTry(2, 3600 * SECOND)).as("another partition").isFalse();
    circuit.answered();
    assertThat(mayTry(2, SECOND)).isTrue();
    assertThat(circuit.trouble()).isEmpty();
  }

  @Test
  void itIsTriedAtLeastEveryFourSecondsHoweverLongItLasts() {
    long now = 0;
    for (int i = 0; i < 20; i++) {
      circuit.failed(1, away("refused"), now);
      now += 4 * SECOND;
      assertThat(mayTry(1, now)).as("attempt " + i).isTrue();
    }
    circuit.failed(1, away("refused"), now);
    assertThat(mayTry(1, now + SECOND)).as("a second after the last of many").isFalse();
  }

  @Test
  void whereTheOneGoesAnotherTriesInItsTurn() {
    circuit.failed(1, away("refused"), 0);
    circuit.leaves(2);
    assertThat(mayTry(3, SECOND)).isFalse();
    circuit.leaves(1);
    assertThat(mayTry(3, 0)).as("not sooner").isFalse();
    assertThat(mayTry(3, SECOND)).isTrue();
    assertThat(mayTry(4, SECOND)).isFalse();
  }

  @Test
  void whatOthersHadBegunBeforeIsNotCounted() {
    circuit.failed(1, away("refused"), 0);
    for (int i = 0; i < 20; i++) {
      circuit.failed(2, away("broken"), 0);
    }
    assertThat(mayTry(1, SECOND)).isTrue();
    assertThat(circuit.trouble().orElseThrow().getMessage()).contains("refused");
  }

  @Test
  void itTellsSinceWhenAndWhyAndOnlyOfTargetsThatAreNotReached() {
    circuit.failed(1, away("connection refused"), 0);
    wall = wall.plusSeconds(90);
    circuit.failed(1, away("no route"), SECOND);
    assertThat(circuit.trouble().orElseThrow().getMessage())
        .startsWith("no route (since 2026-03-01T10:00:00Z; one partition tries again within 4 s");
    assertThat(circuit.downFor()).isEqualTo(Duration.ofSeconds(90));
    assertThat(Circuit.isOpenedBy(away("x"))).isTrue();
    assertThat(Circuit.isOpenedBy(new Trouble(ErrorCode.TARGET_SLOW, "x"))).isFalse();
    circuit.answered();
    assertThat(circuit.downFor()).isZero();
  }
}
