package io.godwit.common.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.claim.RunRequest.Kind;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.UndoMark;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link UndoRules}: which run may be undone, and what others may do with one that is. */
class UndoRulesTest {

  private static final Holder ME = new Holder("me", "undo", "here", 1, 0, Optional.empty());
  private static final Holder OTHER = new Holder("other", "run", "here", 2, 0, Optional.empty());
  private static final JobEntry RUN = new JobEntry("job", "run-1", "", "", 0).heldBy(OTHER);
  private static final JobEntry BEGUN = RUN.undone(UndoMark.begun("run-1"));
  private static final JobEntry DONE = RUN.undone(new UndoMark("run-1", true, 7, 0));

  private static RunRequest wants(Kind kind, Start start) {
    return new RunRequest(new JobEntry("job", "run-2", "", "", 0), ME, kind, start);
  }

  private static ClaimRules.Facts facts(boolean complete, boolean alive) {
    return new KnownFacts(alive, complete, true);
  }

  private static JobEntry written(RunRequest request, JobEntry entry, boolean complete)
      throws Exception {
    ClaimRules.Move move =
        ClaimRules.of(request, Optional.of(entry), Set.of(), facts(complete, false));
    assertThat(move).isInstanceOf(ClaimRules.Move.Write.class);
    return ((ClaimRules.Move.Write) move).entry();
  }

  private static void refused(ErrorCode code, RunRequest request, JobEntry entry, boolean over) {
    assertThatThrownBy(() -> written(request, entry, over))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void aRunThatIsCompleteIsTakenAndStaysWhatItIs() throws Exception {
    JobEntry taken = written(wants(Kind.UNDO, Start.RESUME), RUN, true);
    assertThat(taken).isEqualTo(RUN.heldBy(ME));
    assertThat(written(wants(Kind.UNDO, Start.RESUME), DONE, false)).isEqualTo(DONE.heldBy(ME));
  }

  /** Marked when it is taken: whoever comes after a kill must not go on with it. */
  @Test
  void anUnfinishedRunIsUndoneOnlyWhereItIsGivenUp() throws Exception {
    refused(ErrorCode.UNDO_REFUSED, wants(Kind.UNDO, Start.RESUME), RUN, false);
    JobEntry taken = written(wants(Kind.UNDO, Start.GIVE_UP), RUN, false);
    assertThat(taken).isEqualTo(BEGUN.heldBy(ME));
    assertThat(written(wants(Kind.UNDO, Start.RESUME), BEGUN, false)).isEqualTo(taken);
  }

  @Test
  void whoIsAtWorkIsWaitedForUnlessItsRunIsGivenUp() throws Exception {
    assertThat(
            ClaimRules.of(
                wants(Kind.UNDO, Start.RESUME), Optional.of(RUN), Set.of(), facts(true, true)))
        .isEqualTo(new ClaimRules.Move.Held(RUN, OTHER));
    assertThat(
            ClaimRules.of(
                wants(Kind.UNDO, Start.GIVE_UP), Optional.of(RUN), Set.of(), facts(false, true)))
        .isInstanceOf(ClaimRules.Move.Write.class);
    assertThatThrownBy(() ->
            ClaimRules.of(
                wants(Kind.UNDO, Start.RESUME), Optional.empty(), Set.of(), facts(false, false)))
        .hasMessageContaining("no run of job job");
  }

  @Test
  void nothingBeginsOnWhatIsUndoneInPart() throws Exception {
    for (Kind kind : new Kind[] {Kind.RUN, Kind.PUBLISH}) {
      refused(ErrorCode.UNDO_UNFINISHED, wants(kind, Start.RESUME), BEGUN, false);
      refused(ErrorCode.UNDO_UNFINISHED, wants(kind, Start.ANEW), BEGUN, true);
      assertThat(written(wants(kind, Start.GIVE_UP), BEGUN, false).run()).isEqualTo("run-2");
    }
  }

  @Test
  void afterAnUndoTheNextRunBegins() throws Exception {
    for (boolean complete : new boolean[] {true, false}) {
      JobEntry next = written(wants(Kind.RUN, Start.RESUME), DONE, complete);
      assertThat(next.run()).isEqualTo("run-2");
      assertThat(next.undo()).isEmpty();
      assertThat(written(wants(Kind.PUBLISH, Start.RESUME), DONE, complete).run())
          .isEqualTo("run-2");
      refused(ErrorCode.REPLAY_REFUSED, wants(Kind.REPLAY, Start.RESUME), DONE, complete);
    }
  }
}
