package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.Receipt.End;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import io.godwit.testkit.fleet.TopicEnds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may take the place of a table, by receipts over a real broker. */
class SwapCheckTest {

  private static final int SPLITS = 2;
  private static final int RECORDS = 5;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();

  /** A target whose only task is to put what was loaded into its place. */
  private static final class Swapping implements TargetWork {
    final List<String> done = new CopyOnWriteArrayList<>();

    @Override
    public TargetPlan plan() {
      Task swap = new Task(Phase.FINISH, Task.SWAP + "t", List.of("rename"));
      return new TargetPlan(List.of(swap), List.of());
    }

    @Override
    public Optional<String> carryOut(Task task) {
      done.add(task.name());
      return Optional.empty();
    }

    @Override
    public Optional<GoneWork> gone() {
      return Optional.empty();
    }

    @Override
    public Optional<VerifyWork> verify() {
      return Optional.empty();
    }

    @Override
    public void letGo() {}
  }

  /** Publishes, has the records end like this, and answers why the swap was refused. */
  private Optional<String> swapped(Topics topics, Swapping target, List<End> ends)
      throws Exception {
    ProducerRole role =
        new ProducerRole(
            cluster,
            PublishedRecords.definition(topics.job(), "any"),
            new JobEntry(topics.job(), "run", "", "", 0),
            new ListedSource(SPLITS, RECORDS, id -> "k" + id.ordinal()),
            Placement.bySourceKey(),
            target,
            Instruments.unobserved(),
            Crew.alone());
    CompletableFuture<Void> end = CompletableFuture.runAsync(role::run);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> RunLedger.read(cluster, topics, "run").closed().size() == SPLITS);
    settle(topics, ends);
    end.get(1, TimeUnit.MINUTES);
    TaskProgress swap =
        RunLedger.read(cluster, topics, "run").tasks().stream().findFirst().orElseThrow();
    assertThat(swap.isOpen()).isFalse();
    return swap.refusal();
  }

  private void settle(Topics topics, List<End> ends) throws Exception {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      RecordId id = new RecordId(i / RECORDS, i % RECORDS);
      entries.add(new Receipt.Entry(id, 0, Optional.empty(), ends.get(i)));
    }
    Map<ErrorCode, Long> failures = new HashMap<>();
    ends.stream()
        .filter(End.FAILED::equals)
        .forEach(failed -> failures.merge(ErrorCode.KEY_MISSING, 1L, Long::sum));
    Receipt.Summary summary =
        new Receipt.Summary("run", Receipt.Kind.LOAD, "w", 1, Map.of(), failures);
    try (KafkaProducer<byte[], byte[]> client = cluster.plainProducer();
        Admin admin = cluster.admin()) {
      if (!entries.isEmpty()) {
        byte[] receipt = ReceiptCodec.encode(new Receipt(summary, entries));
        client.send(new ProducerRecord<>(topics.receipts(), receipt)).get();
      }
      Markers.await(cluster, topics.work());
      Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
      TopicEnds.of(admin, topics.work(), IsolationLevel.READ_UNCOMMITTED)
          .forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
      admin.alterConsumerGroupOffsets(topics.workers(), committed).all().get();
    }
  }

  private static List<End> ends(End most, End last) {
    List<End> ends = new ArrayList<>();
    for (int i = 1; i < SPLITS * RECORDS; i++) {
      ends.add(most);
    }
    ends.add(last);
    return ends;
  }

  @Test
  void whatIsWholeTakesThePlace() throws Exception {
    Swapping target = new Swapping();
    Topics topics = BROKER.topics("swap-whole", 2);
    assertThat(swapped(topics, target, ends(End.WRITTEN, End.DROPPED))).isEmpty();
    assertThat(target.done).containsExactly("swap of t");
  }

  @Test
  void aFailedRecordIsMissedUnlessTheJobSaysHowManyMayBe() throws Exception {
    Swapping target = new Swapping();
    Topics topics = BROKER.topics("swap-failed", 2);
    assertThat(swapped(topics, target, ends(End.WRITTEN, End.FAILED)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("1 records failed"));
    assertThat(target.done).isEmpty();
    RunLedger ledger = RunLedger.read(cluster, topics, "run");
    assertThat(SwapCheck.refusal(cluster, topics, ledger, true)).isEmpty();
  }

  @Test
  void whatHasNoOutcomeAndWhatIsEmptyDoesNot() throws Exception {
    Swapping target = new Swapping();
    assertThat(swapped(BROKER.topics("swap-lost", 2), target, List.of(End.WRITTEN)))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("10 records were read, and 1 have an outcome"));
    assertThat(swapped(BROKER.topics("swap-empty", 2), target, ends(End.DROPPED, End.DROPPED)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("no record was written"));
    assertThat(target.done).isEmpty();
  }
}
