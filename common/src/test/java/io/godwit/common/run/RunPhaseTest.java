package io.godwit.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Tally;
import io.godwit.common.wire.run.RunFinish;
import io.godwit.common.wire.run.VerifyProgress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunPhaseTest {

  private static final SampleViews ALL = SampleViews.written(1000);

  private static RunPhase phase(RunView view) {
    return RunPhase.of(view, Optional.empty());
  }

  @Test
  void aRunIsCountedCarriedOutAndReported() {
    assertThat(phase(SampleViews.written(0).unplanned())).isEqualTo(RunPhase.COUNTING);
    assertThat(phase(SampleViews.written(0).planned())).isEqualTo(RunPhase.RUNNING);
    assertThat(phase(SampleViews.written(999).planned())).isEqualTo(RunPhase.RUNNING);
    assertThat(phase(ALL.planned())).isEqualTo(RunPhase.REPORTING);
  }

  @Test
  void aPauseCountsBeforeWhatIsLeftToDo() {
    assertThat(phase(SampleViews.written(10).paused())).isEqualTo(RunPhase.PAUSED);
  }

  @Test
  void howItEndedIsWhatItsFinishSays() {
    assertThat(RunPhase.of(ALL.planned(), Optional.of(ALL.finish(true))))
        .isEqualTo(RunPhase.COMPLETE);
    assertThat(RunPhase.of(ALL.planned(), Optional.of(ALL.finish(false))))
        .isEqualTo(RunPhase.UNBALANCED);
    SampleViews failing = new SampleViews("r1", new Tally(999, 0, 0, 1), 0);
    assertThat(RunPhase.of(failing.planned(), Optional.of(failing.finish(true))))
        .isEqualTo(RunPhase.FAILURES);
  }

  @Test
  void aTargetThatDiffersIsNoCompleteRun() {
    RunFinish finish = ALL.finish(true);
    VerifyProgress found =
        VerifyProgress.begun(true, 1).plus(new VerifyProgress.Found(9, 1, 0, 0, 0));
    RunFinish differs =
        new RunFinish(
            true,
            finish.path(),
            finish.finishedAt(),
            finish.records(),
            finish.tally(),
            0,
            Optional.of(found));
    assertThat(RunPhase.of(ALL.planned(), Optional.of(differs))).isEqualTo(RunPhase.DIFFERENT);
  }
}
