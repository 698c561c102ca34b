package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.HiddenFields;
import io.godwit.worker.step.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a job's first records may be seen by whoever looks on. */
final class PreviewTest {

  @TempDir private Path folder;

  @Test
  void whatAStepHidesIsNotShown() throws Exception {
    Files.writeString(folder.resolve("people.csv"), "id,pw\n1,correct horse\n2,hunter2\n");
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            job: people
            source: { csv: people.csv, key: id }
            steps:
              - cast: { id: integer }
              - set: { shout: "r.id == 2 ? r.pw.no_such_field : 'x'" }
              - mask: { fields: pw }
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:NONE}" } }
            """);
    FleetOpener opener = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);
    JobSource job = JobSource.find(file.toString(), Optional.empty());
    try (Preflight preflight = Preflight.of(job, opener);
        Pipeline pipeline = opener.pipeline(job.job())) {
      Plan plan = preflight.source().plan();
      List<Reading> readings = Preview.read(preflight.source(), plan, 5);

      List<Preview.Sample> samples = Preview.through(pipeline, readings);

      assertThat(samples).hasSize(2);
      DataRecord masked = ((Verdict.Keep) shown(samples.getFirst()).after()).record();
      assertThat(masked.fields().get("pw")).isNotEqualTo(new Value.Text("correct horse"));
      Failure failure = ((Verdict.Reject) shown(samples.getLast()).after()).failure();
      assertThat(failure.message()).doesNotContain("hunter2");
      assertThat(samples)
          .allSatisfy(sample ->
              assertThat(shown(sample).before().fields().get("pw")).contains(HiddenFields.HIDDEN));
    }
  }

  private static Preview.Sample.Shown shown(Preview.Sample sample) {
    return (Preview.Sample.Shown) sample;
  }
}
