package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.opening.FleetOpener;
import io.godwit.common.job.JobFile;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.producer.TargetWork;
import io.godwit.producer.sweep.SweepWork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which jobs have their tables made; the making itself is shown on real servers. */
class TargetMakingTest {

  private static final FleetOpener OPENER = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);

  private static TargetWork making(String steps, boolean create) {
    return making(steps, create, "off");
  }

  private static TargetWork making(String steps, boolean create, String verify) {
    Job job =
        JobFile.parse(
            """
            job: made
            source: { csv: rows.csv, key: id }
            steps: %s
            sink: { table: t, in: app, create: %s }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            run: { verify: %s }
            """
                .formatted(steps, create, verify),
            "job.yaml");
    return TargetMaking.of(job, new Untold(), new Inspection(Map.of(), List.of()), OPENER);
  }

  private static void refused(TargetWork making, String why) {
    assertThatThrownBy(making::plan)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.JOB_INVALID))
        .hasMessageContaining(why);
  }

  @Test
  void aJobThatMakesNothingAsksNobody() throws Exception {
    assertThat(making("[ rename: { a: b } ]", false).plan()).isEqualTo(TargetPlan.NOTHING);
  }

  /** Nor does the comparison, until there is something to compare. */
  @Test
  void whatIsComparedIsPlannedWithoutAskingAnybody() throws Exception {
    for (String verify : List.of("sample", "full")) {
      assertThat(making("[ rename: { a: b } ]", false, verify).plan().tasks())
          .extracting(task -> task.phase())
          .containsExactly(Phase.VERIFY);
    }
  }

  /** What a job asks for and does not get is said. */
  @Test
  void whatIsNotComparedAtTheEndIsTold() throws Exception {
    Job job =
        JobFile.parse(
            """
            job: told
            source: { csv: rows.csv, key: id }
            sink: { table: t, in: app, write: insert }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            run: { verify: full }
            """,
            "job.yaml");
    TargetPlan plan =
        TargetMaking.of(job, new Untold(), new Inspection(Map.of(), List.of()), OPENER).plan();
    assertThat(plan.tasks()).isEmpty();
    assertThat(plan.remarks())
        .singleElement()
        .asString()
        .contains("run.verify: nothing is compared", "godwit verify told compares");
    assertThat(making("[]", false, "full").plan().remarks()).isEmpty();
  }

  @Test
  void aSourceThatDeclaresNothingIsRefused() {
    refused(making("[ drop: r.id == '1' ]", true), "a source of csv does not say");
  }

  /** A job that uploads files is compared with its target as any other, and so is a replay. */
  @Test
  void whatStandsAroundItHandsTheComparisonOn() {
    TargetWork making = making("[]", false, "full");
    JobEntry entry = new JobEntry("made", "r", "", "", 0);
    TargetWork swept =
        new SweepWork(
            making,
            List.of(),
            new Cluster("127.0.0.1:9"),
            entry,
            store -> {
              throw new AssertionError(store);
            });
    assertThat(making.verify()).isPresent();
    assertThat(swept.verify()).isEqualTo(making.verify());
    assertThat(new AroundReplay(swept).verify()).isEqualTo(making.verify());
  }

  /** A source that does not say what its units are made of. */
  private static final class Untold implements Source {
    @Override
    public Inspection inspect() {
      throw new UnsupportedOperationException("nothing is asked here");
    }

    @Override
    public Plan plan() {
      throw new UnsupportedOperationException("nothing is asked here");
    }

    @Override
    public String fingerprint() {
      throw new UnsupportedOperationException("nothing is asked here");
    }

    @Override
    public SplitReader read(Split split, Position from) {
      throw new UnsupportedOperationException("nothing is asked here");
    }

    @Override
    public void close() {}
  }
}
