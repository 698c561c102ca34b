package io.godwit.aggregator.report;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunView;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.RunFinish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes reports into {@code FOLDER/JOB/RUN/}. For one thread.
 *
 * <p>Each file appears whole, and {@value #JSON} last, so where that is the report is complete.
 * Writing a report again puts the same bytes in its place.
 */
public final class Reporter {

  /** The report for machines; it is the mark of completion. */
  public static final String JSON = "report.json";

  /** The report for people. */
  public static final String HTML = "report.html";

  private static final List<String> FILES =
      List.of(ResultFiles.MIGRATED, ResultFiles.DROPPED, ResultFiles.FAILED, HTML, JSON);

  private final Cluster cluster;
  private final Path reports;
  private final String writer;
  private final Runnable alive;

  /**
   * A reporter.
   *
   * @param reports the folder of all reports; made where it is missing
   * @param writer a name of this process, so that two can write into one folder
   * @param alive is run with each receipt that is read: a report of a large run takes minutes, in
   *     which its writer must not pass for one that hangs
   */
  public Reporter(Cluster cluster, Path reports, String writer, Runnable alive) {
    this.cluster = cluster;
    this.reports = reports.toAbsolutePath().normalize();
    this.writer = writer;
    this.alive = alive;
  }

  /** The folder of a run's report, whether there is one or not. */
  public Path folder(String job, String run) {
    return reports.resolve(job).resolve(run);
  }

  /** Whether the report of a run is here, all of it. */
  public boolean isComplete(String job, String run) {
    Path folder = folder(job, run);
    return FILES.stream().allMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /**
   * Writes the report of a run.
   *
   * @param run as it is now; normally settled
   * @param isCurrent whether it is still the job's current run
   * @return what to tell others; empty where another run has begun meanwhile
   * @throws Trouble where the disk does not take it, and where another version of Godwit has
   *     written what is to be listed
   * @throws org.apache.kafka.common.KafkaException where the broker does not answer
   */
  public Optional<RunFinish> write(RunView run, BooleanSupplier isCurrent) throws Trouble {
    return write(run, Optional.empty(), isCurrent, Csv.EXACT);
  }

  /**
   * The same of a replay, with which the reports of the runs before it are written anew: what has
   * become of their failures is another thing now.
   *
   * @param replayOf the root run; empty where this is none
   * @param form of the lists' fields
   */
  public Optional<RunFinish> write(
      RunView run, Optional<String> replayOf, BooleanSupplier isCurrent, Csv form) throws Trouble {
    Topics topics = new Topics(run.job());
    ReplayedLetters letters =
        replayOf
            .map(root -> ReplayedLetters.of(cluster, topics, root))
            .orElse(ReplayedLetters.NONE);
    Path folder = folder(run.job(), run.run());
    try {
      Files.createDirectories(folder);
      Optional<ListEvidence> evidence =
          new ResultFiles(cluster, run, folder, writer, alive, letters, form).write(isCurrent);
      if (evidence.isEmpty()) {
        return Optional.empty();
      }
      if (replayOf.isPresent()) {
        // Before the mark of completion of this one: killed in between, it is done again.
        new EarlierReports(cluster, topics, reports.resolve(run.job()), writer, form)
            .update(letters, run.run());
      }
      return Optional.of(write(run, folder, evidence.get(), replayOf, form));
    } catch (IOException e) {
      throw DiskMessages.about(folder, e);
    } catch (OtherVersion e) {
      throw e.at("a receipt or dead letter of run " + run.run() + " of " + run.job());
    }
  }

  private RunFinish write(
      RunView run, Path folder, ListEvidence evidence, Optional<String> replayOf, Csv form)
      throws IOException {
    RunReport report =
        ReportBuilder.report(
            run,
            evidence,
            notices(run),
            replayOf,
            DifferingList.write(cluster, run, folder, writer, form));
    AtomicFile.write(folder.resolve(HTML), writer, utf8(HtmlReport.of(report)));
    AtomicFile.write(folder.resolve(JSON), writer, utf8(Json.pretty(report) + "\n"));
    return new RunFinish(
        report.balanced(),
        folder.toString(),
        run.endedAt(),
        run.read(),
        run.total().tally(),
        run.refused().size(),
        run.verified());
  }

  private List<String> notices(RunView run) {
    try (ControlTopic control = new ControlTopic(cluster, run.job(), run.run())) {
      return control.standing().of(Ruling.Notices.class).stream()
          .flatMap(found -> found.sentences().stream())
          .distinct()
          .toList();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
