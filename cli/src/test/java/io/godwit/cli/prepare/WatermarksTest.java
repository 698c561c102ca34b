package io.godwit.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.fleet.Runs;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spec.Job;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.UndoMark;
import io.godwit.testkit.env.SharedBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Up to where the runs of a job have read, by what stands in topics of a real broker. */
class WatermarksTest {

  private static final String JOB =
      """
      job: %s
      source: { tables: t, in: shop, watermark: at }
      steps: [ rename: { a: b, c: d, e: f } ]
      sink: { table: u, in: shop, key: id }
      connections: { shop: { jdbc: "embedded:postgresql" } }
      %s
      """;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = BROKER.cluster();
    try (Admin admin = cluster.admin()) {
      TopicSetup.ofRegister(admin);
    }
  }

  private static Job job(String name) {
    return JobFile.parse(JOB.formatted(name, ""), "job");
  }

  private static WatermarkRange range(Optional<String> above, String upTo) {
    return new WatermarkRange("t", "at", "s", above, Optional.of(upTo), "");
  }

  private static void publish(JobEntry entry, WatermarkRange... ranges) throws Exception {
    RunPlan plan = new RunPlan(0, "f", 1, Placement.VERSION, StartOffsets.NONE, 0, List.of(ranges));
    try (KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      producer.send(SplitMessages.of(new Topics(entry.job()).splits(), entry.run(), plan)).get();
    }
  }

  private static List<Reached> told(Job job, Start start, boolean full) throws Exception {
    Grown source = new Grown();
    new Watermarks(cluster, start, full).tell(job, source);
    assertThat(source.making).isEqualTo(Watermarks.making(job));
    return source.reached;
  }

  @Test
  void aWholeRunMovesItAndOneThatWasGivenUpDoesNot() throws Exception {
    Job job = job("moved");
    Runs runs = new Runs(cluster);
    assertThat(told(job, Start.RESUME, false)).as("before any run").isEmpty();

    JobEntry first = new JobEntry("moved", "r1", "", "", 0);
    runs.register(first, job);
    publish(first, range(Optional.empty(), "5"));
    assertThat(told(job, Start.RESUME, false)).as("of a run that is on its way").isEmpty();

    JobEntry second = new JobEntry("moved", "r2", "", "", 0).after(Optional.of("r1"));
    runs.register(second, job);
    assertThat(told(job, Start.RESUME, false)).containsExactly(new Reached("t", "at", "s", "5"));

    publish(second, range(Optional.of("5"), "9"));
    JobEntry third = new JobEntry("moved", "r3", "", "", 0).after(Optional.of("r1"));
    runs.register(third, job);
    assertThat(told(job, Start.RESUME, false))
        .as("behind one that was given up")
        .containsExactly(new Reached("t", "at", "s", "5"));
    assertThat(told(job, Start.RESUME, true)).as("--full").isEmpty();
  }

  @Test
  void whatIsUndoneIsReadAgain() throws Exception {
    Job job = job("undone");
    Runs runs = new Runs(cluster);
    JobEntry second = new JobEntry("undone", "r2", "", "", 0).after(Optional.of("r2"));
    runs.register(second.undone(new UndoMark("r2", true, 1, 0)), job);
    publish(second, range(Optional.of("5"), "9"));
    assertThat(told(job, Start.RESUME, false)).containsExactly(new Reached("t", "at", "s", "5"));

    runs.register(second.undone(new UndoMark("r1", true, 1, 0)), job);
    assertThatThrownBy(() -> told(job, Start.RESUME, false))
        .hasMessageContaining("run r1 of undone is undone, and run r2 behind it", "--full");
    assertThat(told(job, Start.ANEW, true)).isEmpty();
  }

  @Test
  void allIsNotReadByARunThatGoesOnWithAPart() throws Exception {
    Job job = job("partly");
    JobEntry entry = new JobEntry("partly", "r1", "", "", 0);
    new Runs(cluster).register(entry, job);
    publish(entry, range(Optional.of("5"), "9"));
    assertThatThrownBy(() -> told(job, Start.RESUME, true))
        .hasMessageContaining("run r1 of partly is unfinished and reads what is new");
    assertThat(told(job, Start.ANEW, true)).isEmpty();
  }

  @Test
  void whatIsMadeOfRowsIsStepsAndSink() {
    String making = Watermarks.making(job("a"));
    assertThat(Watermarks.making(job("b"))).isEqualTo(making);
    assertThat(Watermarks.making(JobFile.parse(JOB.formatted("a", "run: { keep: 1d }"), "job")))
        .isEqualTo(making);
    String other = JOB.replace("e: f", "e: g");
    assertThat(Watermarks.making(JobFile.parse(other.formatted("a", ""), "job")))
        .isNotEqualTo(making);
    String elsewhere = JOB.replace("table: u", "table: w");
    assertThat(Watermarks.making(JobFile.parse(elsewhere.formatted("a", ""), "job")))
        .isNotEqualTo(making);
  }

  /** Keeps what it is told. */
  private static final class Grown implements Source, SupportsWatermark {
    private String making = "";
    private List<Reached> reached = List.of();

    @Override
    public void readFrom(String made, List<Reached> all) {
      making = made;
      reached = all;
    }

    @Override
    public Inspection inspect() {
      return new Inspection(Map.of(), List.of());
    }

    @Override
    public Plan plan() {
      return new Plan(List.of(), "f", List.of());
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
    public void close() {}
  }
}
