package io.godwit.cli.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.wire.run.JobEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a job may not ask of its target is refused whoever opens it: a look, a command, a worker.
 */
class FleetOpenerTest {

  private static final FleetOpener OPENER = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);

  @Test
  void whatCannotBeUndoneIsRefusedByWhoeverOpensIt(@TempDir Path folder) throws Exception {
    String definition =
        """
        job: copied
        source: { files: { in: here } }
        steps: [ { upload: { from: here, name: "{name}", to: there, as: "new/{name}" } } ]
        sink: { objects: "{name}", from: here, in: there }
        undo: on
        connections:
          here: { folder: "%s" }
          there: { folder: "%s" }
        """
            .formatted(
                Files.createDirectory(folder.resolve("here")),
                Files.createDirectory(folder.resolve("there")));
    Job job = JobFile.parse(definition, "job.yaml");
    JobEntry entry = new JobEntry("copied", "r1", definition, folder.toString(), 0);
    try (Target target = OPENER.target(job)) {
      assertThat(target).isInstanceOf(SupportsUndo.class);
    }
    refused(() -> OPENER.open(job).close());
    refused(() -> OPENER.open(entry).close());
  }

  private static void refused(ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
        .hasMessageContaining(
            "objects that a step of the job puts into a store are not taken back");
  }
}
