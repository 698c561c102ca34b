package io.godwit.aggregator.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.aggregator.web.FailureSamples.Sample;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.run.RunStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Tally GOOD = new Tally(900, 90, 10, 0);
  private static final Tally BAD = new Tally(900, 90, 3, 7);

  private final AtomicReference<Optional<RunStatus>> status =
      new AtomicReference<>(Optional.empty());
  private final SnapshotBuilder snapshots =
      new SnapshotBuilder(new StatusSource(status::get, List::of, FailureSamples.NONE));

  private Snapshot tell(RunStatus now, long second) {
    status.set(Optional.of(now));
    return snapshots.tell(second * SECOND, true);
  }

  private String phase(RunStatus now) {
    return tell(now, 0).phaseText();
  }

  @Test
  void thePhaseIsSaidInWords() {
    assertThat(snapshots.tell(0, true)).isEqualTo(SnapshotBuilder.nothing());
    SampleStatus sample = SampleStatus.at(1);
    assertThat(phase(sample.unplanned().running())).isEqualTo("counting the source");
    assertThat(phase(sample.running())).isEqualTo("running");
    assertThat(phase(sample.ended(GOOD).running())).isEqualTo("writing the report");
    assertThat(phase(sample.ended(GOOD).finished(true))).isEqualTo("complete");
    assertThat(phase(sample.ended(BAD).finished(true))).isEqualTo("complete, with failed records");
    assertThat(phase(sample.ended(BAD).finished(false))).isEqualTo("the books do not balance");
  }

  @Test
  void aPausedRunHasNoTimeToItsEnd() {
    assertThat(tell(SampleStatus.at(1).running(), 0).run().orElseThrow().eta()).isPresent();
    Snapshot paused = tell(SampleStatus.at(2).paused(), 1);
    assertThat(paused.phase()).isEqualTo("paused");
    assertThat(paused.run().orElseThrow().eta()).isEmpty();
    assertThat(paused.run().orElseThrow().speed().now()).isZero();
    assertThat(phase(SampleStatus.at(3).unplanned().paused())).isEqualTo("paused");
    assertThat(phase(SampleStatus.at(4).running())).isEqualTo("running");
  }

  @Test
  void aRoleWithoutNewsLeavesAGapAndIsNamed() {
    RunStatus first = SampleStatus.at(1).running();
    assertThat(tell(first, 0).waits()).isEmpty();
    assertThat(tell(first, 4).waits()).isEmpty();
    assertThat(tell(first, 5).run().orElseThrow().speed().now()).isEqualTo(1234.6);
    Snapshot silent = tell(first, 7);
    assertThat(silent.run().orElseThrow().speed()).isEqualTo(new Snapshot.Speed(0, 1000, 2000));
    assertThat(silent.run().orElseThrow().eta()).isEmpty();
    assertThat(silent.waits()).containsExactly("news of the run; this is how it was 7 s ago");
    Snapshot again = tell(SampleStatus.at(9).running(), 8);
    assertThat(again.waits()).isEmpty();
    assertThat(again.run().orElseThrow().history().rates())
        .containsExactly(1235L, -1L, -1L, -1L, -1L, -1L, -1L, -1L, 1235L);
  }

  @Test
  void samplesAreBoundedAltogether() {
    FailureSamples many =
        new FailureSamples() {
          @Override
          public Map<ErrorCode, List<Sample>> newest(String run, long failed) {
            return Map.of(
                SampleStatus.CODE, Collections.nCopies(70, new Sample("k", "o", "c", "m")));
          }

          @Override
          public void close() {
            // It holds nothing.
          }
        };
    RunStatus failing = SampleStatus.at(1).ended(BAD).running();
    SnapshotBuilder looked =
        new SnapshotBuilder(new StatusSource(() -> Optional.of(failing), List::of, many));
    assertThat(looked.tell(0, true).run().orElseThrow().failures().getFirst().samples())
        .hasSize(50);
    assertThat(looked.tell(0, false).run().orElseThrow().failures().getFirst())
        .matches(failed -> failed.records() == 7 && failed.samples().isEmpty());
  }

  @Test
  void aLongHistoryKeepsItsMeanInFewPoints() {
    RateHistory history = new RateHistory();
    for (int second = 10; second < 10_010; second++) {
      history.add(second, second % 2 == 0 ? 100 : 300);
    }
    RateHistory.Curve curve = history.curve();
    assertThat(curve.rates()).hasSizeBetween(RateHistory.MOST / 2, RateHistory.MOST);
    assertThat(curve.every()).isEqualTo(64);
    assertThat(curve.rates().subList(0, 150)).containsOnly(200L);
    assertThat(curve.from()).isEqualTo(10);
  }

  @Test
  void textOfUnknownOriginIsMadeHarmlessToTheEye() {
    assertThat(PlainText.of("a\u202Egpj.exe\u2066\0\uD800<b>\u00e9\uD83D\uDE00", 100))
        .isEqualTo("a\uFFFDgpj.exe\uFFFD\uFFFD\uFFFD<b>\u00e9\uD83D\uDE00");
    assertThat(PlainText.of("\uD83D\uDE00".repeat(5), 3))
        .isEqualTo("\uD83D\uDE00".repeat(3) + "\u2026");
    assertThat(PlainText.of("abc", 3)).isEqualTo("abc");
  }
}
