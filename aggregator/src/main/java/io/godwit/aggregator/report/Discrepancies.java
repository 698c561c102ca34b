package io.godwit.aggregator.report;

import static io.godwit.aggregator.report.ReportFigures.grouped;

import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.run.RunView;
import java.util.ArrayList;
import java.util.List;

/** What of a run does not balance, in sentences for people. */
final class Discrepancies {

  /** Splits that are named one by one; a run with more of them has one cause for all. */
  private static final int NAMED = 10;

  private Discrepancies() {}

  /** Empty if and only if the books balance, by number and record by record. */
  static List<String> of(RunView run, ListEvidence evidence) {
    List<String> found = new ArrayList<>();
    Tally tally = run.total().tally();
    long planned = run.planned().orElse(0);
    if (planned != run.read()) {
      found.add(
          grouped(planned)
              + " records were counted at the source, and "
              + grouped(run.read())
              + " read");
    }
    if (run.read() != tally.total()) {
      found.add(
          grouped(run.read())
              + " records were read, and "
              + grouped(tally.total())
              + " have an outcome");
    }
    List<String> bySplit = run.splits().stream().flatMap(s -> of(s, evidence).stream()).toList();
    found.addAll(bySplit.subList(0, Math.min(NAMED, bySplit.size())));
    if (bySplit.size() > NAMED) {
      found.add("and " + grouped(bySplit.size() - NAMED) + " more of this kind");
    }
    if (found.isEmpty() && !run.balanced()) {
      found.add("the totals of the run are not those of its splits");
    }
    return found;
  }

  private static String counted(Split split) {
    String records = grouped(split.records());
    return split.estimated() ? "about " + records + ", never counted, " : records + " counted, ";
  }

  private static List<String> of(RunView.SplitView split, ListEvidence evidence) {
    List<String> found = new ArrayList<>();
    int number = split.progress().split().number();
    long read = split.progress().position().ordinal();
    if (!split.balanced()) {
      found.add(
          "split "
              + number
              + ": "
              + counted(split.progress().split())
              + grouped(read)
              + (split.progress().closed() ? " read, " : " read, not to its end, ")
              + grouped(split.tally().total())
              + " with an outcome");
    } else if (!evidence.entries.complete(number, read)) {
      found.add("split " + number + ": not every record by name has exactly one outcome");
    }
    if (!evidence.failedEntries.agrees(number, evidence.letters)) {
      found.add("split " + number + ": its failed records are not those of the dead letters");
    }
    return found;
  }
}
