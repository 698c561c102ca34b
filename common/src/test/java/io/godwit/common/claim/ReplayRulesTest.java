package io.godwit.common.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.letter.LetterFilter;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.ReplayOrder;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which replay may begin, go on, or be told of; and what a run may do after one. */
class ReplayRulesTest {

  private static final Holder ME = holder("me");
  private static final Holder OTHER = holder("other");
  private static final ReplayOrder ORDER = new ReplayOrder("root", LetterFilter.ALL, false);
  private static final JobEntry ROOT = new JobEntry("job", "root", "", "", 0).heldBy(OTHER);
  private static final JobEntry REPLAY =
      new JobEntry("job", "replay", "", "", 0).replaying(ORDER).heldBy(OTHER);

  private static Holder holder(String token) {
    return new Holder(token, "replay", "here", 1, 0, Optional.empty());
  }

  private static RunRequest wants(ReplayOrder order, RunRequest.Start start) {
    JobEntry entry = new JobEntry("job", "next", "", "", 0).replaying(order);
    return new RunRequest(entry, ME, RunRequest.Kind.REPLAY, start);
  }

  private static ClaimRules.Facts facts(boolean complete, boolean same) {
    return new KnownFacts(false, complete, same);
  }

  private static Claim move(
      RunRequest request, JobEntry entry, Set<String> waitedFor, ClaimRules.Facts facts)
      throws Exception {
    return switch (ClaimRules.of(request, Optional.of(entry), waitedFor, facts)) {
      case ClaimRules.Move.Write(JobEntry ignored, Claim then) -> then;
      case ClaimRules.Move.Stay(Claim claim) -> claim;
      case ClaimRules.Move.Held(JobEntry held, Holder ignored) ->
          throw new AssertionError("held: " + held);
    };
  }

  private static void refuses(
      ErrorCode code, RunRequest request, JobEntry entry, Set<String> waited, boolean complete) {
    assertThatThrownBy(() -> move(request, entry, waited, facts(complete, true)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void aRunThatStillLoadsIsNeitherRepairedNorGivenUp() throws Exception {
    for (RunRequest.Start start : RunRequest.Start.values()) {
      refuses(ErrorCode.REPLAY_REFUSED, wants(ORDER, start), ROOT, Set.of(), false);
    }
    assertThat(move(wants(ORDER, RunRequest.Start.RESUME), ROOT, Set.of(), facts(true, false)))
        .as("by a changed job file")
        .isInstanceOf(Claim.Begun.class);
  }

  @Test
  void theSameCommandGoesOnAndAnotherIsToldSo() throws Exception {
    RunRequest same = wants(ORDER, RunRequest.Start.RESUME);
    ReplayOrder otherOrder = new ReplayOrder("root", LetterFilter.ALL, true);

    assertThat(move(same, REPLAY, Set.of(), facts(false, true))).isInstanceOf(Claim.Resumed.class);
    refuses(
        ErrorCode.REPLAY_UNFINISHED,
        wants(otherOrder, RunRequest.Start.RESUME),
        REPLAY,
        Set.of(),
        false);
    assertThat(move(wants(otherOrder, RunRequest.Start.ANEW), REPLAY, Set.of(), facts(false, true)))
        .isInstanceOf(Claim.Begun.class);
  }

  @Test
  void whatEndedUnheardIsToldAndWhatEndedMeanwhileIsNotRepeated() throws Exception {
    RunRequest same = wants(ORDER, RunRequest.Start.RESUME);

    assertThat(move(same, REPLAY, Set.of(), facts(true, true))).isInstanceOf(Claim.Untold.class);
    JobEntry reported = REPLAY.marked(true, true);
    assertThat(move(same, reported, Set.of(), facts(true, true))).isInstanceOf(Claim.Begun.class);
    refuses(ErrorCode.JOB_HELD, same, reported, Set.of("replay"), true);
  }

  @Test
  void anEarlierRunIsRepairedOnlyWhereWhatIsNewerMayBeWrittenOver() throws Exception {
    ReplayOrder earlier = new ReplayOrder("before", LetterFilter.ALL, false);
    refuses(
        ErrorCode.REPLAY_REFUSED, wants(earlier, RunRequest.Start.RESUME), ROOT, Set.of(), true);
    ReplayOrder over = new ReplayOrder("before", LetterFilter.ALL, true);
    assertThat(move(wants(over, RunRequest.Start.RESUME), ROOT, Set.of(), facts(true, true)))
        .isInstanceOf(Claim.Begun.class);
  }

  @Test
  void afterAReplayARunReadsTheSourceAgainAndAProducerNeverGoesOnWithOne() throws Exception {
    JobEntry next = new JobEntry("job", "next", "", "", 0);
    RunRequest run = new RunRequest(next, ME, RunRequest.Kind.RUN, RunRequest.Start.RESUME);
    RunRequest publish = new RunRequest(next, ME, RunRequest.Kind.PUBLISH, RunRequest.Start.RESUME);

    assertThat(move(run, REPLAY, Set.of(), facts(true, true))).isInstanceOf(Claim.Begun.class);
    assertThat(move(run, REPLAY, Set.of(), facts(false, true))).isInstanceOf(Claim.Resumed.class);
    refuses(ErrorCode.REPLAY_UNFINISHED, publish, REPLAY, Set.of(), false);
  }
}
