package io.godwit.aggregator.report;

import io.godwit.aggregator.report.RunReport.Compared;
import io.godwit.aggregator.report.RunReport.Differing;
import io.godwit.aggregator.report.RunReport.DoneTask;
import io.godwit.aggregator.report.RunReport.Failed;
import io.godwit.aggregator.report.RunReport.FailedClass;
import io.godwit.aggregator.report.RunReport.GoneRows;
import io.godwit.aggregator.report.RunReport.Outcomes;
import io.godwit.aggregator.report.RunReport.Planned;
import io.godwit.aggregator.report.RunReport.ResultFile;
import io.godwit.aggregator.report.RunReport.Sample;
import io.godwit.aggregator.report.RunReport.SplitBooks;
import io.godwit.aggregator.report.RunReport.WorkerShare;
import io.godwit.common.model.Split;
import io.godwit.common.model.Tally;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.failure.ErrorClass;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.run.RunView;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.run.GoneProgress;
import io.godwit.common.wire.run.TaskProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a report of a run's view and the evidence of its lists. */
final class ReportBuilder {

  /** Longer keys, origins and messages are cut: the lists have them whole. */
  static final int SAMPLE_LENGTH = 400;

  private ReportBuilder() {}

  static RunReport report(RunView run, ListEvidence evidence, List<String> notices) {
    return report(run, evidence, notices, Optional.empty(), List.of());
  }

  /** The same of a replay, and of a run of which rows were found to differ. */
  static RunReport report(
      RunView run,
      ListEvidence evidence,
      List<String> notices,
      Optional<String> replayOf,
      List<Differing> differing) {
    List<String> findings = Discrepancies.of(run, evidence);
    Tally tally = run.total().tally();
    long finished = run.endedAt();
    long millis = Math.max(0, finished - run.startedAt());
    return new RunReport(
        run.job(),
        run.run(),
        findings.isEmpty(),
        findings,
        notices,
        Instant.ofEpochMilli(run.startedAt()).toString(),
        Instant.ofEpochMilli(finished).toString(),
        millis,
        Math.round(run.read() * 1000.0 / Math.max(1, millis)),
        planned(run),
        outcomes(run.read(), tally),
        Optional.of(run.rows()),
        run.splits().stream().map(ReportBuilder::books).toList(),
        workers(run),
        failures(run, evidence),
        run.tasks().stream().map(task -> done(task, differing)).toList(),
        List.of(
            new ResultFile(ResultFiles.MIGRATED, tally.written() + tally.unchanged()),
            new ResultFile(ResultFiles.DROPPED, tally.dropped()),
            new ResultFile(ResultFiles.FAILED, tally.failed())),
        replayOf,
        List.of(),
        run.plan().stream()
            .flatMap(plan -> plan.ranges().stream())
            .map(WatermarkRange::text)
            .toList());
  }

  private static Planned planned(RunView run) {
    return run.plan()
        .map(plan -> new Planned(plan.splits(), run.planned().orElse(0), plan.fingerprint()))
        .orElse(new Planned(0, 0, ""));
  }

  private static Outcomes outcomes(long read, Tally tally) {
    return new Outcomes(read, tally.written(), tally.unchanged(), tally.dropped(), tally.failed());
  }

  private static SplitBooks books(RunView.SplitView view) {
    Split split = view.progress().split();
    return new SplitBooks(
        split.number(),
        split.unit(),
        split.range(),
        split.records(),
        view.balanced(),
        outcomes(view.progress().position().ordinal(), view.tally()));
  }

  private static DoneTask done(TaskProgress task, List<Differing> differing) {
    return new DoneTask(
        task.task().phase().id(),
        task.task().name(),
        String.join(";\n", task.task().statements()),
        task.refusal().orElse(""),
        task.gone().map(ReportBuilder::gone),
        task.verified().map(rows -> new Compared(rows, differing)));
  }

  private static GoneRows gone(GoneProgress rows) {
    return new GoneRows(
        rows.owned(), rows.found(), rows.marks() ? 0 : rows.done(), rows.marks() ? rows.done() : 0);
  }

  private static List<WorkerShare> workers(RunView run) {
    List<WorkerShare> shares = new ArrayList<>();
    run.workers()
        .forEach((name, total) -> {
          Tally did = total.tally();
          shares.add(
              new WorkerShare(
                  name, did.total(), did.written(), did.unchanged(), did.dropped(), did.failed()));
        });
    return shares;
  }

  private static List<FailedClass> failures(RunView run, ListEvidence evidence) {
    Map<ErrorClass, List<Failed>> groups = new EnumMap<>(ErrorClass.class);
    for (Map.Entry<ErrorCode, Total> failure : run.failures().entrySet()) {
      ErrorCode code = failure.getKey();
      groups
          .computeIfAbsent(code.errorClass(), ignored -> new ArrayList<>())
          .add(
              new Failed(
                  code.id(),
                  failure.getValue().tally().failed(),
                  code.cause(),
                  code.remedy(),
                  evidence.samples(code).stream().map(ReportBuilder::sample).toList()));
    }
    List<FailedClass> classes = new ArrayList<>();
    groups.forEach((group, codes) -> {
      codes.sort(Comparator.comparingLong(Failed::records).reversed());
      long records = codes.stream().mapToLong(Failed::records).sum();
      classes.add(new FailedClass(group.id(), records, List.copyOf(codes)));
    });
    // Both sorts are stable over the order of the closed list, so equal counts have one order.
    classes.sort(Comparator.comparingLong(FailedClass::records).reversed());
    return classes;
  }

  private static Sample sample(DeadLetter letter) {
    return new Sample(
        cut(letter.key().orElse("")),
        cut(letter.origin().text()),
        cut(letter.failure().message()),
        cut(letter.failure().column().orElse("")));
  }

  private static String cut(String text) {
    return Excerpt.of(text, SAMPLE_LENGTH);
  }
}
