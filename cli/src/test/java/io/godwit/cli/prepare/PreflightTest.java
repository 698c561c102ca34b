package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.cli.fleet.Runs;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.opening.KeyPlacing;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.testkit.env.SharedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A source is looked at by every command, and counted once in a run. */
final class PreflightTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static Cluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = BROKER.cluster();
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
    }
  }

  @Test
  void aRunThatHasItsPlanIsNotCountedAgain() throws Exception {
    Runs runs = new Runs(cluster);
    JobSource job = job("counted");
    CountedSource source = new CountedSource();
    Preflight preflight = preflight(job, source);

    Source first = preflight.forRun(runs, Start.RESUME, remark -> {}).source();
    assertThat(source.plans).as("before any run").isEqualTo(1);
    assertThat(first.plan().records()).isEqualTo(7);
    assertThat(source.plans).as("a plan is remembered").isEqualTo(1);

    JobEntry entry = Runs.entry(job);
    runs.register(entry, job.job());
    preflight.forRun(runs, Start.RESUME, remark -> {});
    assertThat(source.plans).as("of a run without a plan").isEqualTo(2);

    publishPlan(entry);
    // A broker learns of a new topic some moments after it is created.
    await().atMost(Duration.ofSeconds(60)).until(() -> runs.view(entry).plan().isPresent());
    Source resumed = preflight.forRun(runs, Start.RESUME, remark -> {}).source();
    assertThat(source.plans).as("of a run with a plan").isEqualTo(2);
    assertThat(resumed).isSameAs(source);

    preflight.forRun(runs, Start.ANEW, remark -> {});
    assertThat(source.plans).as("of a new run").isEqualTo(3);
  }

  @Test
  void lookingCountsNothingAndCountingRemarks() throws Exception {
    JobSource job = job("remarked");
    FleetOpener opener = new FleetOpener(Map.of(), EmbeddedAddresses.NONE);
    try (Preflight preflight = Preflight.of(job, opener)) {
      assertThat(preflight.inspection().exactFields()).contains(List.of("id", "v"));
      assertThat(preflight.inspection().remarks()).isEmpty();
    }
    List<String> remarks = new ArrayList<>();
    CountedSource source = new CountedSource();
    try (Preflight planned =
        preflight(job, source).forRun(new Runs(cluster), Start.RESUME, remarks::add)) {
      assertThat(remarks).containsExactly("counted");
      assertThat(planned.source().plan().records()).isEqualTo(7);
      assertThat(source.closed).isFalse();
    }
    assertThat(source.closed).isTrue();
  }

  private Preflight preflight(JobSource job, Source source) throws Trouble {
    return new Preflight(
        job,
        source.inspect(),
        source,
        new KeyPlacing(Placement.bySourceKey(), Optional.empty()),
        Map.of());
  }

  private JobSource job(String name) throws Exception {
    Files.writeString(folder.resolve("rows.csv"), "id,v\n1,a\n");
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        job: %s
        source: { csv: rows.csv, key: id }
        sink: { table: t, in: app, key: id }
        connections: { app: { jdbc: "embedded:postgresql" } }
        """
            .formatted(name));
    return JobSource.find(file.toString(), Optional.empty());
  }

  private static void publishPlan(JobEntry entry) throws Exception {
    Topics topics = new Topics(entry.job());
    RunPlan plan = new RunPlan(0, "f", 1, Placement.VERSION, StartOffsets.NONE);
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      producer.send(SplitMessages.of(topics.splits(), entry.run(), plan)).get();
    }
  }

  /** Counts how often it is planned. */
  private static final class CountedSource implements Source {
    private int plans;
    private boolean closed;

    @Override
    public Inspection inspect() {
      return new Inspection(Map.of(), List.of());
    }

    @Override
    public Plan plan() {
      plans++;
      return new Plan(List.of(new Split(0, "u", "r", 7)), "f", List.of("counted"));
    }

    @Override
    public String fingerprint() {
      return "f";
    }

    @Override
    public SplitReader read(Split split, Position from) {
      throw new UnsupportedOperationException("nothing is read here");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
