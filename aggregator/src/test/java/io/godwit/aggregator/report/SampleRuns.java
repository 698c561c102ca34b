package io.godwit.aggregator.report;

import io.godwit.common.model.Origin;
import io.godwit.common.model.Position;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunView.SplitView;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs to report on, without topics. */
public final class SampleRuns {

  public static final long START = Instant.parse("2026-11-21T22:05:10Z").toEpochMilli();
  public static final long END = START + 21_430;

  private SampleRuns() {}

  /** A run of which every split ended as its tally says. */
  public static RunView run(List<Tally> tallies, Map<ErrorCode, Long> failures) {
    List<SplitView> splits = new ArrayList<>();
    Tally sum = Tally.ZERO;
    for (int i = 0; i < tallies.size(); i++) {
      long records = tallies.get(i).total();
      Split split = new Split(i, "studentAssessment.csv", i * 1000 + "-" + (i + 1) * 1000, records);
      splits.add(
          new SplitView(
              new SplitProgress(split, new Position(records, "" + i), true), tallies.get(i)));
      sum = sum.plus(tallies.get(i));
    }
    Map<ErrorCode, Total> failed = new TreeMap<>();
    failures.forEach(
        (code, count) -> failed.put(code, new Total(new Tally(0, 0, 0, count), START, END)));
    Tally first = new Tally(sum.written() / 2, sum.unchanged(), sum.dropped() / 3, sum.failed());
    Tally rest = new Tally(sum.written() - first.written(), 0, sum.dropped() - first.dropped(), 0);
    return new RunView(
        "submissions",
        "20261121-220510-7f3a",
        START,
        Optional.of(new RunPlan(tallies.size(), "9d5ed678fe57bcca", START, 1, StartOffsets.NONE)),
        splits,
        new Total(sum, START, END),
        new TreeMap<>(Map.of("worker-1", total(first), "worker-2", total(rest))),
        failed);
  }

  private static Total total(Tally tally) {
    return new Total(tally, START, END);
  }

  /** Evidence that agrees with the run: every record once, the failed ones with a letter each. */
  static ListEvidence evidence(RunView run, List<DeadLetter> letters) {
    ListEvidence evidence = new ListEvidence();
    for (SplitView split : run.splits()) {
      for (long i = 0; i < split.progress().position().ordinal(); i++) {
        evidence.entries.add(new RecordId(split.progress().split().number(), i));
      }
    }
    for (DeadLetter letter : letters) {
      evidence.failedEntries.add(letter.id());
      evidence.letter(letter);
    }
    return evidence;
  }

  /** A dead letter of the sample run. */
  static DeadLetter letter(int ordinal, ErrorCode code, String message, String column) {
    return new DeadLetter(
        "20261121-220510-7f3a",
        new RecordId(0, ordinal),
        Optional.of("1752/" + (11_391 + ordinal)),
        new Origin("studentAssessment.csv", ordinal + 2),
        new Failure(code, message, column),
        Optional.empty(),
        Lineage.ofRoot("20261121-220510-7f3a"));
  }
}
