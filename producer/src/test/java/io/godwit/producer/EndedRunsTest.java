package io.godwit.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import io.godwit.testkit.fleet.TopicEnds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run leaves, and what becomes of it when the next begins, over a real broker. */
class EndedRunsTest {

  private static final long NOW = System.currentTimeMillis();

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Admin admin = cluster.admin();

  @AfterEach
  void stop() {
    admin.close();
  }

  private void publish(Topics topics, String run) {
    String text =
        """
        job: %s
        source: { csv: people.csv, key: id }
        sink: { table: people, in: app, key: id }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        """
            .formatted(topics.job());
    new ProducerRole(
            cluster,
            JobFile.parse(text, "job.yaml"),
            new JobEntry(topics.job(), run, text, "", 0),
            new ListedSource(2, 500, id -> "k" + id.ordinal()),
            Placement.bySourceKey(),
            Instruments.unobserved())
        .run();
    Markers.await(cluster, topics.work());
    Markers.await(cluster, topics.splits());
  }

  /** As if workers had settled so much of each partition of work. */
  private void settle(Topics topics, Map<TopicPartition, Long> offsets) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
    admin.alterConsumerGroupOffsets(topics.workers(), committed).all().get();
  }

  private Map<TopicPartition, Long> ends(String topic) throws Exception {
    return TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** The first offset of each partition, by number. */
  private List<Long> begins(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    ends(topic).keySet().forEach(partition -> asked.put(partition, OffsetSpec.earliest()));
    Map<Integer, Long> begins = new TreeMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> begins.put(partition.partition(), found.offset()));
    return List.copyOf(begins.values());
  }

  private List<String> runsOfWork(Topics topics, List<Long> starts) {
    List<String> runs = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.work(), starts)) {
      reader.inOrder(
          message -> runs.add(new WorkReader().read(message).map(WorkPack::run).orElseThrow()));
    }
    return runs;
  }

  private StartOffsets starts(Topics topics, String run) {
    return RunLedger.read(cluster, topics, run).plan().orElseThrow().starts();
  }

  @Test
  void aRunBeginsWhereTheOneBeforeEndsWhichIsDeleted() throws Exception {
    Topics topics = BROKER.topics("in-a-row", 3);
    publish(topics, "r1");
    assertThat(starts(topics, "r1"))
        .isEqualTo(
            new StartOffsets(
                List.of(0L, 0L, 0L),
                List.of(0L, 0L, 0L, 0L),
                List.of(0L, 0L, 0L, 0L),
                List.of(0L)));
    Map<TopicPartition, Long> first = ends(topics.work());
    settle(topics, first);

    publish(topics, "r2");

    StartOffsets starts = starts(topics, "r2");
    assertThat(starts.work()).containsExactlyElementsOf(new TreeMap<>(byNumber(first)).values());
    assertThat(begins(topics.work())).isEqualTo(starts.work());
    assertThat(begins(topics.splits())).isEqualTo(starts.splits()).isNotEqualTo(List.of(0L));
    assertThat(runsOfWork(topics, List.of())).isNotEmpty().containsOnly("r2");
    assertThat(runsOfWork(topics, starts.work())).containsOnly("r2");
    assertThat(RunLedger.read(cluster, topics, "r1").plan()).isEmpty();
    List<Long> begun = begins(topics.work());
    publish(topics, "r2");
    assertThat(begins(topics.work())).as("a run that goes on").isEqualTo(begun);
    assertThat(starts(topics, "r2")).isEqualTo(starts);
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new HashMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }

  @Test
  void workThatNobodyHasPassedOverStaysUntilTheNextRun() throws Exception {
    Topics topics = BROKER.topics("given-up", 3);
    publish(topics, "r1");
    Map<TopicPartition, Long> first = ends(topics.work());
    TopicPartition untouched = new TopicPartition(topics.work(), 1);
    first.put(untouched, 1L);
    settle(topics, first);

    publish(topics, "r2");

    assertThat(begins(topics.work()).get(1)).isEqualTo(1);
    assertThat(runsOfWork(topics, List.of())).contains("r1", "r2");
    assertThat(runsOfWork(topics, starts(topics, "r2").work())).containsOnly("r2");
    settle(topics, ends(topics.work()));
    publish(topics, "r3");
    assertThat(runsOfWork(topics, List.of())).containsOnly("r3");
  }

  private void letters(Topics topics, int partition, long... daysAgo) throws Exception {
    try (KafkaProducer<byte[], byte[]> client = cluster.plainProducer()) {
      for (long days : daysAgo) {
        long at = NOW - Duration.ofDays(days).toMillis();
        client
            .send(
                new ProducerRecord<>(
                    topics.failed(), partition, at, null, "letter".getBytes(UTF_8)))
            .get();
      }
    }
  }

  @Test
  void deadLettersStayForAsLongAsTheJobSays() throws Exception {
    Topics topics = BROKER.topics("kept", 3);
    letters(topics, 0, 40, 31, 29, 1);
    letters(topics, 1, 50, 31);
    letters(topics, 2, 29, 40);
    EndedRuns ended = new EndedRuns(cluster, topics);
    StartOffsets starts = ended.ends();
    letters(topics, 1, 45);

    ended.delete(starts, Duration.ofDays(30));

    assertThat(begins(topics.failed()))
        .as("old ones go, those before a younger one and those of the run stay")
        .containsExactly(2L, 2L, 0L, 0L);
    ended.delete(starts, Duration.ofDays(999_999_999));
    assertThat(begins(topics.failed())).containsExactly(2L, 2L, 0L, 0L);
    ended.delete(starts, Duration.ZERO);
    assertThat(begins(topics.failed())).as("the run's own stay").containsExactly(4L, 2L, 2L, 0L);
  }

  @Test
  void aDeletionThatIsRefusedKeepsNobodyFromAnything() throws Exception {
    Topics topics = BROKER.topics("refused", 3);
    letters(topics, 0, 40);
    StartOffsets ends = new EndedRuns(cluster, topics).ends();
    StartOffsets beyond =
        new StartOffsets(List.of(1_000_000L), List.of(), ends.failed(), List.of(5L));

    new EndedRuns(cluster, topics).delete(beyond, Duration.ofDays(30));

    assertThat(begins(topics.work())).containsExactly(0L, 0L, 0L);
    assertThat(begins(topics.failed()).getFirst()).as("the others are carried out").isEqualTo(1);
  }

  @Test
  void theRulingsOfARunAndOfTheOneBeforeItStay() throws Exception {
    BROKER.topics("ruled", 3);
    // The ids are in another order than the runs: they are of several machines' clocks.
    List<String> runs = List.of("2026-b", "2026-a", "2026-d", "2026-c");
    for (String run : runs) {
      ControlTopic.put(cluster, "ruled", run, new Ruling.Skip(0, 1, 0, NOW));
      ControlTopic.put(cluster, "ruled", run, new Ruling.Notices(List.of("vacuum it")));
    }
    ControlTopic.put(cluster, "ruled-2", "2025-a", new Ruling.Notices(List.of("analyze it")));

    new EndedRuns(cluster, new Topics("ruled")).forgetRulings("2026-d");
    assertThat(runs).filteredOn(this::isRuled).containsExactly("2026-a", "2026-d", "2026-c");
    new EndedRuns(cluster, new Topics("ruled")).forgetRulings("2026-e");
    assertThat(runs)
        .as("of which nothing is laid down")
        .filteredOn(this::isRuled)
        .containsExactly("2026-c");
    try (ControlTopic other = new ControlTopic(cluster, "ruled-2", "2025-a")) {
      assertThat(other.standing().of(Ruling.Notices.class)).hasSize(1);
    }
  }

  @Test
  void whatSeveralSinksHaveLeftToDoStandsBesideEachOther() throws Exception {
    BROKER.topics("noticed", 3);
    Ruling.Notices lines = new Ruling.Notices(List.of("move the sequence of lines on"));
    Ruling.Notices orders = new Ruling.Notices(List.of("move the sequence of orders on"));
    // By two workers, each of which has met the units in another order.
    for (Ruling.Notices found : List.of(lines, orders, orders, lines)) {
      ControlTopic.put(cluster, "noticed", "2026-a", found);
    }

    try (ControlTopic control = new ControlTopic(cluster, "noticed", "2026-a")) {
      assertThat(control.standing().of(Ruling.Notices.class))
          .containsExactlyInAnyOrder(lines, orders);
    }
    new EndedRuns(cluster, new Topics("noticed")).forgetRulings("2026-b");
    new EndedRuns(cluster, new Topics("noticed")).forgetRulings("2026-b");
    try (ControlTopic control = new ControlTopic(cluster, "noticed", "2026-a")) {
      assertThat(control.standing().of(Ruling.Notices.class)).as("the run before").hasSize(2);
    }
  }

  private boolean isRuled(String run) {
    try (ControlTopic control = new ControlTopic(cluster, "ruled", run)) {
      return !control.standing().of(Ruling.Skip.class).isEmpty()
          && !control.standing().of(Ruling.Notices.class).isEmpty();
    }
  }
}
