package io.godwit.aggregator.report;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.spec.ReportSpec.Csv;
import io.godwit.common.wire.run.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The reports of the runs before a replay, which say once more what has become of their failures.
 * Those that lie on another machine stay as they are.
 */
record EarlierReports(Cluster cluster, Topics topics, Path reports, String writer, Csv form) {

  /** Writes them anew, but for that of a run. */
  void update(ReplayedLetters letters, String but) throws IOException {
    for (String run : letters.runs()) {
      Path folder = reports.resolve(run);
      if (!run.equals(but) && Files.isRegularFile(folder.resolve(Reporter.JSON))) {
        update(letters, run, folder);
      }
    }
  }

  private void update(ReplayedLetters letters, String run, Path folder) throws IOException {
    try (AtomicFile failed = AtomicFile.of(folder.resolve(ResultFiles.FAILED), writer)) {
      Path spill = folder.resolve("." + ResultFiles.FAILED + "." + writer);
      new FailedList(cluster, topics, run, letters, form)
          .write(letters.starts(), spill, failed.out(), letter -> {});
      failed.publish();
    }
    Path json = folder.resolve(Reporter.JSON);
    RunReport report = Json.read(Files.readAllBytes(json), RunReport.class).with(letters.of(run));
    AtomicFile.write(folder.resolve(Reporter.HTML), writer, utf8(HtmlReport.of(report)));
    AtomicFile.write(json, writer, utf8(Json.pretty(report) + "\n"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
