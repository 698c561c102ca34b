package io.godwit.aggregator.report;

import io.godwit.aggregator.report.RunReport.Differing;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Origin;
import io.godwit.common.run.RunView;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.run.VerifiedRow;
import io.godwit.common.wire.run.VerifyProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows of which the target was found to differ, as a list beside the report: a line for each
 * field that differs, and one for each row of which there is nothing to show. For one use.
 */
final class DifferingList {

  /** Beside the report where its run was compared and something was found. */
  static final String NAME = "differences.csv";

  private static final int SAMPLES = 20;

  private final List<Differing> samples = new ArrayList<>();

  /**
   * Writes the list of a run, where there is anything in it.
   *
   * @return the first rows of it
   * @throws IOException where the disk does not take it
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  static List<Differing> write(Cluster cluster, RunView run, Path folder, String writer, Csv form)
      throws IOException {
    VerifyProgress found = run.verified().orElse(VerifyProgress.begun(true, 0));
    if (found.from() < 0 || found.amiss() + found.unclear() == 0) {
      // One of an earlier comparison says nothing any more.
      Files.deleteIfExists(folder.resolve(NAME));
      return List.of();
    }
    DifferingList list = new DifferingList();
    Topics topics = new Topics(run.job());
    try (AtomicFile file = AtomicFile.of(folder.resolve(NAME), writer);
        TopicReader reader = TopicReader.open(cluster, topics.verified(), List.of(found.from()))) {
      CsvWriter csv = new CsvWriter(file.out(), form);
      for (String name : List.of("kind", "place", "key", "origin", "field", "expected", "found")) {
        csv.field(name);
      }
      csv.endRow();
      reader.toEnd(
          message -> VerifiedRow.read(message, found.began()).ifPresent(row -> list.add(row, csv)));
      csv.flush();
      file.publish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return list.samples;
  }

  private void add(VerifiedRow row, CsvWriter csv) {
    String origin =
        row.kind() == VerifiedRow.Kind.EXTRA ? "" : new Origin(row.unit(), row.line()).text();
    if (samples.size() < SAMPLES) {
      samples.add(
          new Differing(
              row.kind().id(),
              row.place(),
              row.row().isEmpty() ? row.key() : row.row(),
              origin,
              row.differences(),
              row.reason().orElse("")));
    }
    try {
      for (Difference one : lines(row)) {
        csv.field(row.kind().id());
        csv.field(row.place());
        csv.field(row.row().isEmpty() ? row.key() : row.row());
        csv.field(origin);
        csv.field(one.field());
        csv.field(one.expected());
        csv.field(one.found());
        csv.endRow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Difference> lines(VerifiedRow row) {
    return row.differences().isEmpty()
        ? List.of(new Difference("", "", row.reason().orElse("")))
        : row.differences();
  }

  /** What is the matter with a row, in a line for people. */
  static String text(Differing row) {
    String what =
        row.differences().stream()
            .map(one ->
                one.field() + ": '" + one.expected() + "' written, '" + one.found() + "' found")
            .collect(Collectors.joining("; "));
    String why = row.reason().isEmpty() ? what : row.reason();
    return row.kind()
        + ": "
        + row.key()
        + " in "
        + row.place()
        + (row.origin().isEmpty() ? "" : " (" + row.origin() + ")")
        + (why.isEmpty() ? "" : ", " + why);
  }
}
