package io.godwit.cli.run;

import io.godwit.aggregator.report.RunReport;
import io.godwit.aggregator.report.RunReport.DoneTask;
import io.godwit.aggregator.report.RunReport.GoneRows;
import io.godwit.aggregator.report.RunReport.Outcomes;
import io.godwit.cli.exit.ExitCode;
import io.godwit.cli.show.DisplayFigures;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.VisibleText;
import io.godwit.common.wire.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The headline numbers of a report that has been written.
 *
 * @param folder the report's
 * @param report what its {@code report.json} holds
 */
public record Headline(Path folder, RunReport report) {

  private static final String JSON = "report.json";
  private static final String DIFFERENCES = "differences.csv";
  private static final int MOST_DIFFERING = 5;

  /** How machines read it. */
  record Line(
      String type,
      String job,
      String run,
      boolean balanced,
      Outcomes outcomes,
      long gone,
      long durationMillis,
      String report,
      int exit) {}

  /**
   * The headline of a folder.
   *
   * @throws Refused where there is no report in it
   * @throws Trouble where it cannot be read
   */
  public static Headline of(Path folder) throws Trouble {
    Path file = folder.resolve(JSON);
    if (!Files.exists(file)) {
      throw new Refused(ErrorCode.JOB_UNKNOWN, "there is no report in " + folder);
    }
    try {
      return new Headline(folder, Json.read(Files.readAllBytes(file), RunReport.class));
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the report " + file + " cannot be read", e);
    }
  }

  /** Whether there is a report in a folder. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(JSON));
  }

  /** What the command that asked ends with. */
  public ExitCode exit() {
    return ExitCode.ofRun(
        report.balanced(), refused().isEmpty(), amiss() == 0, report.outcomes().failed());
  }

  private long amiss() {
    return report.tasks().stream()
        .flatMap(task -> task.verified().stream())
        .mapToLong(found -> found.rows().amiss())
        .sum();
  }

  private List<DoneTask> refused() {
    return report.tasks().stream().filter(task -> !task.refusal().isEmpty()).toList();
  }

  /** The headline for people. */
  public String text() {
    Outcomes o = report.outcomes();
    List<String> lines = new ArrayList<>();
    lines.add(
        report.job()
            + ": complete in "
            + DisplayFigures.span(Duration.ofMillis(report.durationMillis()))
            + (report.balanced() ? ", the books balance" : ", the books DO NOT BALANCE"));
    lines.add("");
    Tally tally = new Tally(o.written(), o.unchanged(), o.dropped(), o.failed());
    lines.add("  " + DisplayFigures.equation(o.read(), tally));
    report.becameText().ifPresent(text -> lines.add("  " + text));
    lines.add("  " + DisplayFigures.rate(report.recordsPerSecond()) + " on average");
    report.ranges().forEach(range -> lines.add("  read of " + range));
    report.discrepancies().forEach(sentence -> lines.add("  " + sentence));
    report
        .failures()
        .forEach(group ->
            group
                .codes()
                .forEach(failed ->
                    lines.add(
                        "  "
                            + DisplayFigures.count(failed.records())
                            + " failed: "
                            + failed.code()
                            + ". "
                            + failed.cause())));
    lines.addAll(tasks());
    refused()
        .forEach(task -> lines.add("  " + notDone(task) + task.name() + ": " + task.refusal()));
    lines.add("");
    lines.add("  report   " + shown(folder.resolve("report.html")));
    if (o.failed() > 0) {
      lines.add("  failed   " + shown(folder.resolve("failed.csv")));
    }
    if (Files.exists(folder.resolve(DIFFERENCES)) && amiss() > 0) {
      lines.add("  differs  " + shown(folder.resolve(DIFFERENCES)));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** What was done at the target that is about its rows. */
  private List<String> tasks() {
    List<String> lines = new ArrayList<>();
    report
        .tasks()
        .forEach(task ->
            task.gone().ifPresent(rows -> lines.add("  " + task.name() + ": " + rows.text())));
    report
        .tasks()
        .forEach(task ->
            task.verified()
                .ifPresent(found -> {
                  List<String> told = found.lines(MOST_DIFFERING);
                  lines.add("  " + task.name() + ": " + told.getFirst());
                  told.stream().skip(1).forEach(row -> lines.add("    " + VisibleText.line(row)));
                }));
    return lines;
  }

  private static String notDone(DoneTask task) {
    return task.phase().equals(Phase.GONE.id()) || task.phase().equals(Phase.VERIFY.id())
        ? "not done: "
        : "not made: ";
  }

  /** Rows of all tables that are gone from the source. */
  private long gone() {
    return report.tasks().stream()
        .flatMap(task -> task.gone().stream())
        .mapToLong(GoneRows::gone)
        .sum();
  }

  /** The headline for machines. */
  public Line line() {
    return new Line(
        "result",
        report.job(),
        report.run(),
        report.balanced(),
        report.outcomes(),
        gone(),
        report.durationMillis(),
        folder.toString(),
        exit().number());
  }

  /** The path as it is shortest to type from here. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path there = file.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there).toString() : there.toString();
  }
}
