package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records of which one may take seconds travel alone, others in packs. */
class SlowStepTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private record Takes(boolean isSlow) implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }

  @Test
  void recordsOfASlowStepTravelAlone() throws Exception {
    assertThat(packs("slow", new Takes(true)))
        .hasSize(300)
        .allSatisfy(pack -> assertThat(pack).hasSize(1));
  }

  @Test
  void recordsOfOtherStepsTravelTogether() throws Exception {
    assertThat(packs("quick", new Takes(false))).hasSizeLessThan(30);
  }

  /** The records of each pack of a run of 300. */
  private static List<List<RecordId>> packs(String name, StepSpec step) throws Exception {
    Cluster cluster = BROKER.cluster();
    Topics topics = BROKER.topics(name, 3);
    ListedSource source = new ListedSource(1, 300, id -> "k" + id.ordinal());
    JobEntry entry = new JobEntry(name, "run", "", "", 0);
    new ProducerRole(
            cluster,
            definition(name, step),
            entry,
            source,
            Placement.bySourceKey(),
            Instruments.unobserved())
        .run();
    Markers.await(cluster, topics.work());
    List<List<RecordId>> packs = new ArrayList<>();
    try (TopicReader work = TopicReader.open(cluster, topics.work())) {
      work.inOrder(message -> packs.add(PublishedRecords.ids(message)));
    }
    PublishedRecords.eachOnce(packs, 1, 300);
    return packs;
  }

  private static Job definition(String name, StepSpec step) {
    Job job =
        JobFile.parse(
            """
            job: %s
            source: { csv: people.csv, key: id }
            sink: { table: people, in: app, key: id }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            """
                .formatted(name),
            "job.yaml");
    return new Job(
        job.job(), job.source(), List.of(step), job.sink(), job.connections(), job.run());
  }
}
