package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.claim.Crew;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.replay.RootRun;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.GoneProgress;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.producer.gone.GoneSteps;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.gone.UnnamedRows;
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
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link GoneSteps} as producers over a real broker take them, with a table in memory. */
class GonePhaseTest {

  private static final Task GONE = new Task(Phase.GONE, "gone rows of t", List.of("delete"));
  private static final int RECORDS = 100;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Admin admin = cluster.admin();
  private final ListedSource source = new ListedSource(2, 50, id -> key(id.split(), id.ordinal()));
  private final Table table = new Table();

  @AfterEach
  void stop() {
    admin.close();
  }

  private static String key(int split, long ordinal) {
    return "k" + split + "-" + ordinal;
  }

  /** Rows by their key, and a server that fails when a test says so. */
  private static final class Table implements TargetWork, GoneWork {
    final Set<String> rows = new TreeSet<>();
    int percent = 100;
    int searches;
    int removals;
    int deadAtSearch;
    final Set<Integer> deadAtRemoval = new HashSet<>();
    final Set<Integer> lostCommits = new HashSet<>();

    @Override
    public TargetPlan plan() {
      return new TargetPlan(List.of(GONE), List.of());
    }

    @Override
    public Optional<String> carryOut(Task task) {
      throw new IllegalStateException(task.name());
    }

    @Override
    public Optional<GoneWork> gone() {
      return Optional.of(this);
    }

    @Override
    public Optional<VerifyWork> verify() {
      return Optional.empty();
    }

    @Override
    public void letGo() {}

    @Override
    public boolean marks() {
      return false;
    }

    @Override
    public int percent() {
      return percent;
    }

    @Override
    public List<Task> tasks() {
      return List.of(GONE);
    }

    @Override
    public String place(Task task) {
      return "t";
    }

    @Override
    public List<String> key(Task task) {
      return List.of("key");
    }

    @Override
    public boolean concerns(Task task, String unit) {
      return unit.equals("list");
    }

    @Override
    public Optional<Document> key(DataRecord record) {
      return Optional.of(Document.of("k", new Value.Text(record.key().text())));
    }

    @Override
    public SupportsGone.Search search(Task task) {
      searches++;
      return new Search();
    }

    @Override
    public void remove(Task task, List<Document> gone, String run) throws Trouble {
      removals++;
      if (deadAtRemoval.contains(removals)) {
        throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the database does not answer");
      }
      gone.forEach(row -> rows.remove(text(row)));
      if (lostCommits.contains(removals)) {
        throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "the answer to the commit is lost");
      }
    }

    private static String text(Document row) {
      return row.get("k").map(value -> ((Value.Text) value).value()).orElseThrow();
    }

    private final class Search implements SupportsGone.Search {
      private final Set<String> keys = new HashSet<>();

      @Override
      public Optional<Failure> has(List<Document> more) {
        more.forEach(row -> keys.add(text(row)));
        return Optional.empty();
      }

      @Override
      public SupportsGone.Count count() {
        return new SupportsGone.Count(rows.size(), gone().size());
      }

      private List<String> gone() {
        return rows.stream().filter(row -> !keys.contains(row)).toList();
      }

      @Override
      public void rows(Consumer<Document> each) throws Trouble {
        for (String row : gone()) {
          each.accept(Document.of("k", new Value.Text(row)));
          if (searches == deadAtSearch) {
            throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "gone in the middle of the rows");
          }
        }
      }

      @Override
      public void close() {}
    }
  }

  private void rows(int ofSource, int gone) {
    IntStream.range(0, ofSource).forEach(i -> table.rows.add(key(0, i)));
    IntStream.range(0, gone).forEach(i -> table.rows.add("gone-" + i));
  }

  private ProducerRole producer(Topics topics, ListedSource from) {
    return new ProducerRole(
        cluster,
        PublishedRecords.definition(topics.job(), "any"),
        new JobEntry(topics.job(), "run", "", "", 0),
        from,
        Placement.bySourceKey(),
        table,
        Instruments.unobserved(),
        Crew.alone());
  }

  private TaskProgress ended(Topics topics) throws Exception {
    return ended(topics, source);
  }

  /** Runs a producer to its end, as if workers had settled all. */
  private TaskProgress ended(Topics topics, ListedSource from) throws Exception {
    CompletableFuture<Void> end = CompletableFuture.runAsync(producer(topics, from)::run);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> RunLedger.read(cluster, topics, "run").closed().size() == 2);
    Markers.await(cluster, topics.work());
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    TopicEnds.of(admin, topics.work(), IsolationLevel.READ_UNCOMMITTED)
        .forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
    admin.alterConsumerGroupOffsets(topics.workers(), committed).all().get();
    end.get(1, TimeUnit.MINUTES);
    return RunLedger.read(cluster, topics, "run").tasks().getFirst();
  }

  private void again(Topics topics, TaskProgress refused, long most) {
    try (KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.producerTransactions())) {
      client.initTransactions();
      client.beginTransaction();
      var unused = client.send(SplitMessages.of(topics.splits(), "run", refused.again(most)));
      client.commitTransaction();
    }
  }

  @Test
  void rowsWithoutARecordAreDeletedWhenTheLoadIsSettled() throws Exception {
    rows(30, 7);
    TaskProgress task = ended(BROKER.topics("gone", 3));
    assertThat(table.rows).hasSize(30).noneMatch(row -> row.startsWith("gone"));
    assertThat(task.state()).isEqualTo(TaskProgress.State.DONE);
    GoneProgress gone = task.gone().orElseThrow();
    assertThat(List.of(gone.owned(), gone.found(), gone.done())).containsExactly(37L, 7L, 7L);
  }

  /** As a comparison asks: what is told is what a run would delete, and nothing is touched. */
  @Test
  void rowsWithoutARecordAreToldWithoutTouchingThem() throws Exception {
    rows(30, 0);
    Topics topics = BROKER.topics("told", 3);
    ended(topics);
    table.rows.add("put by another");
    RootRun root = RootRun.read(cluster, topics, "run");
    assertThat(root.amiss()).isEmpty();
    try (SupportsGone.Search search = unnamed(topics, root, root.amiss()).of(GONE)) {
      assertThat(search.count()).isEqualTo(new SupportsGone.Count(31, 1));
    }
    assertThatThrownBy(() -> unnamed(topics, root, Optional.of("one is missing")).of(GONE))
        .hasMessageContaining("one is missing");
    assertThat(table.removals).isZero();
  }

  private UnnamedRows unnamed(Topics topics, RootRun root, Optional<String> amiss) {
    UnnamedRows.Run run = new UnnamedRows.Run("run", root.starts(), root.read(), amiss);
    return new UnnamedRows(cluster, admin, topics, run, table);
  }

  @Test
  void whereNothingIsGoneNothingIsTouched() throws Exception {
    rows(30, 0);
    TaskProgress task = ended(BROKER.topics("gone-none", 3));
    assertThat(task.state()).isEqualTo(TaskProgress.State.DONE);
    assertThat(table.removals).isZero();
  }

  /**
   * Dead in the middle of the rows, before a removal, and after one whose answer is lost: the
   * number found is that of the beginning, and each row is gone once.
   */
  @Test
  void whoeverTakesOverGoesOnWithTheSameRows() throws Exception {
    rows(20, 4500);
    table.deadAtSearch = 1;
    table.deadAtRemoval.add(1);
    table.lostCommits.add(3);
    TaskProgress task = ended(BROKER.topics("gone-over", 3));
    assertThat(table.rows).hasSize(20);
    assertThat(table.searches).isEqualTo(2);
    assertThat(task.state()).isEqualTo(TaskProgress.State.DONE);
    GoneProgress gone = task.gone().orElseThrow();
    assertThat(List.of(gone.found(), gone.done())).containsExactly(4500L, 4500L);
  }

  @Test
  void moreThanTheJobAllowsIsRefusedUntilAPersonAllowsIt() throws Exception {
    Topics topics = BROKER.topics("gone-most", 3);
    rows(8, 2);
    table.percent = 19;
    TaskProgress refused = ended(topics);
    assertThat(refused.state()).isEqualTo(TaskProgress.State.REFUSED);
    assertThat(refused.refusal().orElseThrow())
        .contains("2 of the 10 rows", "20.0 %", "godwit finish " + topics.job() + " --gone 2");
    assertThat(table.rows).hasSize(10);

    again(topics, refused, 1);
    assertThat(ended(topics).state()).isEqualTo(TaskProgress.State.REFUSED);
    again(topics, refused, 2);
    assertThat(ended(topics).state()).isEqualTo(TaskProgress.State.DONE);
    assertThat(table.rows).hasSize(8);
  }

  /** A record that no topic takes was read, and nobody knows its key. */
  @Test
  void aRecordThatWasNotPublishedRefusesAll() throws Exception {
    ListedSource odd =
        new ListedSource(
            2, 50, id -> id.ordinal() == 7 ? "k".repeat(5000) : key(id.split(), id.ordinal()));
    rows(30, 7);
    TaskProgress task = ended(BROKER.topics("gone-unknown", 3), odd);
    assertThat(task.refusal().orElseThrow()).contains("2 of the " + RECORDS + " records");
    assertThat(table.rows).hasSize(37);
  }

  /** The row of one that was counted and never read would be taken for one that is gone. */
  @Test
  void aSplitThatWasNotReadAsItWasCountedRefusesAll() throws Exception {
    rows(30, 7);
    source.unread = 1;
    TaskProgress task = ended(BROKER.topics("gone-unread", 3));
    assertThat(task.state()).isEqualTo(TaskProgress.State.REFUSED);
    assertThat(task.refusal().orElseThrow())
        .contains("of split 0 51 records were counted at the source, and 50 read");
    assertThat(table.rows).hasSize(37);
  }
}
