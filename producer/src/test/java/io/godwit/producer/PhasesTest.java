package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import io.godwit.testkit.fleet.TopicEnds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done at the target around the load, by producers over a real broker. */
class PhasesTest {

  private static final Task TABLE = new Task(Phase.CREATE, "table t", List.of("create table t"));
  private static final Task OTHER = new Task(Phase.CREATE, "table u", List.of("create table u"));
  private static final Task INDEX =
      new Task(Phase.FINISH, "index i of t", List.of("create index i"));
  private static final Task KEY =
      new Task(Phase.FINISH, "foreign key k of t", List.of("alter table t"));

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Admin admin = cluster.admin();
  private final ListedSource source = new ListedSource(2, 50, id -> "k" + id.ordinal());
  private final FakeTarget target = new FakeTarget();

  @AfterEach
  void stop() {
    admin.close();
  }

  /** A target that keeps what was done, in its order. */
  private static final class FakeTarget implements TargetWork {
    final List<String> done = new CopyOnWriteArrayList<>();
    final Map<String, String> refusals = new HashMap<>();
    final Set<String> dead = new HashSet<>();

    @Override
    public TargetPlan plan() {
      return new TargetPlan(List.of(TABLE, OTHER, INDEX, KEY), List.of());
    }

    @Override
    public Optional<String> carryOut(Task task) throws Trouble {
      if (dead.remove(task.name())) {
        throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the database does not answer");
      }
      done.add(task.name());
      return Optional.ofNullable(refusals.get(task.name()));
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

  private ProducerRole producer(Topics topics) {
    return new ProducerRole(
        cluster,
        PublishedRecords.definition(topics.job(), "any"),
        new JobEntry(topics.job(), "run", "", "", 0),
        source,
        Placement.bySourceKey(),
        target,
        Instruments.unobserved(),
        Crew.alone());
  }

  private static CompletableFuture<Void> begun(ProducerRole role) {
    return CompletableFuture.runAsync(role::run);
  }

  /** As if workers had settled all work that is published. */
  private void settle(Topics topics) throws Exception {
    Markers.await(cluster, topics.work());
    settle(topics, IsolationLevel.READ_UNCOMMITTED);
  }

  private void settle(Topics topics, IsolationLevel seen) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    TopicEnds.of(admin, topics.work(), seen)
        .forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
    admin.alterConsumerGroupOffsets(topics.workers(), committed).all().get();
  }

  private List<TaskProgress> open(Topics topics, Phase phase) {
    return RunLedger.read(cluster, topics, "run").open(phase);
  }

  private void awaitPublished(Topics topics) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> RunLedger.read(cluster, topics, "run").closed().size() == 2);
  }

  @Test
  void tablesAreMadeBeforeTheLoadAndTheRestWhenItIsSettled() throws Exception {
    Topics topics = BROKER.topics("phases", 3);
    source.fault = at -> assertThat(target.done).containsExactly("table t", "table u");
    ProducerRole role = producer(topics);
    CompletableFuture<Void> end = begun(role);

    awaitPublished(topics);
    assertThat(target.done).containsExactly("table t", "table u");
    assertThat(end).isNotDone();

    settle(topics);
    end.get(1, TimeUnit.MINUTES);
    assertThat(target.done)
        .containsExactly("table t", "table u", "index i of t", "foreign key k of t");
    assertThat(open(topics, Phase.FINISH)).isEmpty();
    PublishedRecords.eachOnce(PublishedRecords.of(cluster, topics), 2, 50);
  }

  /** A broker that dies in a commit shows its records some moments after it is there again. */
  @Test
  void whatIsInATransactionThatHasNotEndedIsNotSettled() throws Exception {
    Topics topics = BROKER.topics("phases-open", 3);
    CompletableFuture<Void> end = begun(producer(topics));
    awaitPublished(topics);
    try (KafkaProducer<byte[], byte[]> late = cluster.transactionalProducer("late")) {
      late.initTransactions();
      late.beginTransaction();
      late.send(new ProducerRecord<>(topics.work(), 0, new byte[1], new byte[1])).get();
      settle(topics, IsolationLevel.READ_COMMITTED);
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(60))
          .until(() -> !target.done.contains("index i of t"));
      late.commitTransaction();
    }
    settle(topics);
    end.get(1, TimeUnit.MINUTES);
    assertThat(target.done).contains("index i of t");
  }

  /** What is noted is not done again; what the dead one was at is. */
  @Test
  void whoeverTakesARunOverGoesOnWithWhatIsLeft() throws Exception {
    Topics topics = BROKER.topics("phases-over", 3);
    ProducerRole first = producer(topics);
    CompletableFuture<Void> end = begun(first);
    awaitPublished(topics);
    first.close();
    end.get(1, TimeUnit.MINUTES);
    assertThat(open(topics, Phase.FINISH)).hasSize(2);

    settle(topics);
    begun(producer(topics)).get(1, TimeUnit.MINUTES);
    assertThat(target.done)
        .containsExactly("table t", "table u", "index i of t", "foreign key k of t");
  }

  @Test
  void aTargetThatDoesNotAnswerIsWaitedFor() throws Exception {
    Topics topics = BROKER.topics("phases-wait", 3);
    target.dead.add("table u");
    target.dead.add("index i of t");
    CompletableFuture<Void> end = begun(producer(topics));
    awaitPublished(topics);
    settle(topics);
    end.get(1, TimeUnit.MINUTES);
    assertThat(target.done)
        .containsExactly("table t", "table u", "index i of t", "foreign key k of t");
  }

  @Test
  void aRefusedIndexIsNotedAndTheRestGoesOn() throws Exception {
    Topics topics = BROKER.topics("phases-refused", 3);
    target.refusals.put("index i of t", "two rows agree");
    CompletableFuture<Void> end = begun(producer(topics));
    awaitPublished(topics);
    settle(topics);
    end.get(1, TimeUnit.MINUTES);
    assertThat(target.done).endsWith("index i of t", "foreign key k of t");
    assertThat(open(topics, Phase.FINISH)).isEmpty();
  }

  /** Typed again it is tried again: what could not be made is not noted as done with. */
  @Test
  void aRefusedTableEndsTheRunBeforeAnythingIsRead() throws Exception {
    Topics topics = BROKER.topics("phases-unmade", 3);
    target.refusals.put("table u", "permission denied");
    assertThatThrownBy(() -> producer(topics).run())
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_NOT_MADE))
        .hasMessageContaining("table u: permission denied");
    assertThat(open(topics, Phase.CREATE)).extracting(TaskProgress::task).containsExactly(OTHER);
    assertThat(PublishedRecords.soFar(cluster, topics)).isEmpty();
  }
}
