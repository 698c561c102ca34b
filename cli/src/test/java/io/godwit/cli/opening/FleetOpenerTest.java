package io.godwit.cli.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsCompensation;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.wire.run.JobEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is opened alike by whoever opens it: a look, a command, a worker. */
class FleetOpenerTest {

  private static final FleetOpener OPENER = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);

  @Test
  void aJobWhoseStepPutsObjectsCanBeUndoneByWhoeverOpensIt(@TempDir Path folder) throws Exception {
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
    OPENER.open(job).close();
    OPENER.open(entry).close();
  }

  /** A stranger's step that makes something and does not say where. */
  private static final class Maker implements Step, SupportsCompensation {

    private boolean closed;

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      return List.of();
    }

    @Override
    public Optional<String> makes(DataRecord record) {
      return Optional.empty();
    }

    @Override
    public void takeBack(List<Creation> creations) {
      // It makes nothing here.
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void aStepThatDoesNotSayWhereItMakesSomethingIsRefusedAndClosed() {
    Maker maker = new Maker();
    assertThatThrownBy(() -> FleetOpener.undoable(List::of, maker))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNDO_REFUSED))
        .hasMessageContaining("makes outside of records is not found again");
    assertThat(maker.closed).isTrue();
  }
}
