package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever does not balance is said: by it a run ends with 5 and not with 0. */
final class DiscrepanciesTest {

  private final ListEvidence evidence = new ListEvidence();

  /** A split of ten records, so many read, and of these so many written and failed. */
  private static RunView.SplitView split(int number, long read, long written, long failed) {
    return split(new Split(number, "rows.csv", "", 10), read, new Tally(written, 0, 0, failed));
  }

  private static RunView.SplitView split(Split split, long read, Tally tally) {
    SplitProgress progress = new SplitProgress(split, new Position(read, ""), read == 10);
    return new RunView.SplitView(progress, tally);
  }

  private static RunView run(Tally total, List<RunView.SplitView> splits) {
    RunPlan plan = new RunPlan(splits.size(), "", 0, 1, StartOffsets.NONE);
    return new RunView(
        "job", "run", 0, Optional.of(plan), splits, new Total(total, 0, 0), Map.of(), Map.of());
  }

  private void listed(int split, long from, long to) {
    for (long ordinal = from; ordinal < to; ordinal++) {
      evidence.entries.add(new RecordId(split, ordinal));
    }
  }

  @Test
  void booksThatBalanceByNumberAndByRecordHaveNone() {
    listed(0, 0, 10);
    evidence.failedEntries.add(new RecordId(0, 3));
    evidence.letters.add(new RecordId(0, 3));
    RunView run = run(new Tally(9, 0, 0, 1), List.of(split(0, 10, 9, 1)));
    assertThat(Discrepancies.of(run, evidence)).isEmpty();
  }

  @Test
  void recordsThatWereNotReadOrHaveNoOutcomeAreCounted() {
    listed(0, 0, 10);
    Tally ten = new Tally(10, 0, 0, 0);
    Split twelve = new Split(0, "rows.csv", "", 12);
    assertThat(Discrepancies.of(run(ten, List.of(split(twelve, 10, ten))), evidence))
        .containsExactly(
            "12 records were counted at the source, and 10 read",
            "split 0: 12 counted, 10 read, 10 with an outcome");
    assertThat(Discrepancies.of(run(new Tally(9, 0, 0, 0), List.of(split(0, 10, 9, 0))), evidence))
        .containsExactly(
            "10 records were read, and 9 have an outcome",
            "split 0: 10 counted, 10 read, 9 with an outcome");
    assertThat(Discrepancies.of(run(new Tally(4, 0, 0, 0), List.of(split(0, 4, 4, 0))), evidence))
        .contains("split 0: 10 counted, 4 read, not to its end, 4 with an outcome");
  }

  @Test
  void aSplitThatNobodyHasCountedIsSaid() {
    listed(0, 0, 10);
    Tally ten = new Tally(10, 0, 0, 0);
    Split about = new Split(0, "rows", "", 10, true);
    assertThat(Discrepancies.of(run(ten, List.of(split(about, 10, ten))), evidence))
        .containsExactly("split 0: about 10, never counted, 10 read, 10 with an outcome");
  }

  @Test
  void numbersThatAgreeOverOtherRecordsAreFoundOut() {
    // Ten entries, of which one is there twice and one is missing.
    listed(0, 0, 9);
    listed(0, 8, 9);
    RunView run = run(new Tally(10, 0, 0, 0), List.of(split(0, 10, 10, 0)));
    assertThat(Discrepancies.of(run, evidence))
        .containsExactly("split 0: not every record by name has exactly one outcome");
  }

  @Test
  void aDeadLetterOfAnotherRecordIsFoundOut() {
    listed(0, 0, 10);
    evidence.failedEntries.add(new RecordId(0, 3));
    evidence.letters.add(new RecordId(0, 4));
    RunView run = run(new Tally(9, 0, 0, 1), List.of(split(0, 10, 9, 1)));
    assertThat(Discrepancies.of(run, evidence))
        .containsExactly("split 0: its failed records are not those of the dead letters");
  }

  @Test
  void ofManySplitsTenAreNamed() {
    List<RunView.SplitView> splits = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      splits.add(split(number, 10, 10, 0));
    }
    List<String> found = Discrepancies.of(run(new Tally(120, 0, 0, 0), splits), evidence);
    assertThat(found).hasSize(11).last().isEqualTo("and 2 more of this kind");
  }

  @Test
  void totalsThatAreNotThoseOfTheSplitsAreSaid() {
    listed(0, 0, 10);
    listed(1, 0, 10);
    List<RunView.SplitView> splits = List.of(split(0, 10, 10, 0), split(1, 10, 10, 0));
    RunPlan plan = new RunPlan(3, "", 0, 1, StartOffsets.NONE);
    RunView run =
        new RunView(
            "job",
            "run",
            0,
            Optional.of(plan),
            splits,
            new Total(new Tally(20, 0, 0, 0), 0, 0),
            Map.of(),
            Map.of());
    assertThat(Discrepancies.of(run, evidence))
        .containsExactly("the totals of the run are not those of its splits");
  }
}
