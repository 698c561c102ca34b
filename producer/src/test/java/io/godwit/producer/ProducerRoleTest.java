package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Background;
import io.godwit.testkit.fleet.Markers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Producers in this process, over a real broker, from a source in memory. */
class ProducerRoleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();

  private ProducerRole producer(String job, ListedSource source, String duplicates) {
    return producer(new JobEntry(job, "run", "", "", 0), source, duplicates);
  }

  private ProducerRole producer(JobEntry entry, ListedSource source, String duplicates) {
    return PublishedRecords.producer(cluster, entry, source, duplicates);
  }

  /** A producer of a command that has just taken the job. */
  private ProducerRole held(String job, ListedSource source, String command) {
    Holder holder = new Holder(command, "producer", "here", 1, 0, Optional.empty());
    JobEntry entry = new JobEntry(job, "run", "", "", 0).heldBy(holder);
    try (KafkaProducer<byte[], byte[]> client = cluster.plainProducer()) {
      JobRegister.put(client, entry);
    }
    return producer(entry, source, "any");
  }

  private Collection<List<RecordId>> published(Topics topics) {
    return PublishedRecords.of(cluster, topics);
  }

  private RunLedger ledger(Topics topics) {
    Markers.await(cluster, topics.splits());
    return RunLedger.read(cluster, topics, "run");
  }

  private Collection<List<RecordId>> publishedSoFar(Topics topics) {
    return PublishedRecords.soFar(cluster, topics);
  }

  @Test
  void afterTroubleAndKillsEveryRecordIsPublishedOnce() throws Exception {
    Topics topics = BROKER.topics("kills", 3);
    ListedSource source = new ListedSource(4, 5000, id -> "k" + id.ordinal() % 97);
    Random random = new Random(Long.getLong("godwit.seed", 0) + 3);
    AtomicInteger readings = new AtomicInteger();
    int kills = 0;
    boolean done = false;
    while (!done) {
      int killAt = kills < 5 ? 5 + random.nextInt(40) : Integer.MAX_VALUE;
      readings.set(0);
      Thread[] thread = new Thread[1];
      source.fault =
          at -> {
            if (readings.incrementAndGet() == killAt) {
              thread[0].interrupt();
            }
            if (random.nextInt(30) == 0) {
              throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "a short absence");
            }
          };
      ProducerRole role = producer("kills", source, "any");
      thread[0] = Thread.ofPlatform().unstarted(role::run);
      thread[0].start();
      assertThat(thread[0].join(PATIENCE)).isTrue();
      done = killAt == Integer.MAX_VALUE;
      kills++;
    }
    PublishedRecords.eachOnce(published(topics), 4, 5000);
    assertThat(ledger(topics).open()).isEmpty();
  }

  /** Nothing fills a batch of a hundred partitions: each ten megabytes would take five seconds. */
  @Test
  void moreThanMayBeUnderWayIsSentBeforeItsTransactionEnds() throws Exception {
    Topics topics = BROKER.topics("heavy", 100);
    ListedSource source = new ListedSource(1, 4000, id -> "k" + id.ordinal());
    source.text = "x".repeat(10_000);
    ProducerRole role = producer("heavy", source, "any");
    long begun = System.nanoTime();
    Background.run(role::run).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(14));
    PublishedRecords.eachOnce(published(topics), 1, 4000);
  }

  @Test
  void aSourceThatFailsAllTheTimeStillGetsOn() throws Exception {
    Topics topics = BROKER.topics("flaky", 3);
    ListedSource source = new ListedSource(1, 100, id -> "k" + id.ordinal());
    AtomicInteger readings = new AtomicInteger();
    source.fault =
        at -> {
          if (readings.incrementAndGet() % 2 == 0) {
            throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "every other time");
          }
        };
    ProducerRole role = producer("flaky", source, "any");
    CompletableFuture<Void> end = Background.run(role::run);
    await()
        .atMost(PATIENCE)
        .until(() -> end.isDone() || role.waiting().orElse("").contains("every other time"));
    assertThat(end).isNotDone();
    end.join();
    PublishedRecords.eachOnce(published(topics), 1, 100);
    assertThat(readings.get()).as("each reading counts").isLessThan(30);
  }

  @Test
  void lastWinsIsTheOrderOfTheSource() throws Exception {
    Topics topics = BROKER.topics("last-wins", 3);
    ListedSource source = new ListedSource(5, 2000, id -> "k" + id.ordinal() % 31);
    AtomicInteger readings = new AtomicInteger();
    source.fault =
        at -> {
          if (readings.incrementAndGet() % 40 == 0) {
            throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "now and then");
          }
        };
    producer("last-wins", source, "last-wins").run();
    Collection<List<RecordId>> published = published(topics);
    PublishedRecords.eachOnce(published, 5, 2000);
    assertThat(published)
        .allSatisfy(p -> assertThat(p).isSortedAccordingTo(PublishedRecords.SOURCE_ORDER));
  }

  @Test
  void ofTwoProducersTheOlderEnds() throws Exception {
    Topics topics = BROKER.topics("twins", 3);
    ListedSource source = new ListedSource(1, 1_000_000, id -> "k" + id.ordinal());
    Semaphore pace = new Semaphore(0);
    source.fault =
        at -> {
          try {
            pace.acquire();
          } catch (InterruptedException e) {
            throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "interrupted", e);
          }
        };
    AtomicInteger records = new AtomicInteger();
    List<RecordId> seen = new ArrayList<>();
    try (TopicReader work = TopicReader.open(cluster, topics.work())) {
      Runnable look = () -> work.toEnd(message -> seen.addAll(PublishedRecords.ids(message)));
      pace.release(3);
      CompletableFuture<Void> older = Background.run(held("twins", source, "one")::run);
      await().atMost(PATIENCE).until(() -> publishedSoFar(topics).size() == 3);
      ProducerRole second = held("twins", source, "other");
      CompletableFuture<Void> newer = Background.run(second::run);
      await()
          .pollInterval(Duration.ofMillis(50))
          .atMost(PATIENCE)
          .until(() -> {
            pace.release();
            return older.isDone() || newer.isDone();
          });
      assertThat(newer).isNotDone();
      assertThat(older.handle((done, failure) -> failure).join())
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_SUPERSEDED));
      second.close();
      pace.release();
      newer.join();
      look.run();
      records.set(seen.size());
    }
    assertThat(new HashSet<>(seen)).hasSize(records.get());
    assertThat(seen.stream().mapToLong(RecordId::ordinal).max()).hasValue(records.get() - 1L);
  }

  @Test
  void anotherSourceIsRefused() throws Exception {
    BROKER.topics("changed", 3);
    ListedSource source = new ListedSource(2, 100_000, id -> "k" + id.ordinal());
    ProducerRole first = producer("changed", source, "any");
    source.fault = at -> first.close();
    first.run();
    source.fingerprint = "another";
    assertThatThrownBy(producer("changed", source, "any")::run)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
  }

  @Test
  void aFaultOfTheReaderItselfEndsTheProducer() throws Exception {
    BROKER.topics("bug", 3);
    ListedSource source = new ListedSource(2, 1000, id -> "k" + id.ordinal());
    IllegalStateException bug = new IllegalStateException("a bug");
    source.fault =
        at -> {
          throw bug;
        };
    assertThatThrownBy(producer("bug", source, "any")::run).isSameAs(bug);
    AssertionError worse = new AssertionError("worse");
    source.fault =
        at -> {
          throw worse;
        };
    assertThatThrownBy(producer("bug", source, "any")::run).isSameAs(worse);
  }

  @Test
  void closedBeforeItRunsItPublishesNothing() throws Exception {
    Topics topics = BROKER.topics("closed", 3);
    ProducerRole role = producer("closed", new ListedSource(1, 10, id -> "k"), "any");
    role.close();
    role.run();
    assertThat(ledger(topics).plan()).isEmpty();
  }

  @Test
  void aPausedRunIsPublishedOnlyWhileItMayGoOn() throws Exception {
    Topics topics = BROKER.topics("paused", 3);
    ListedSource source = new ListedSource(2, 20_000, id -> "k" + id.ordinal());
    rule("paused", Optional.of(new Ruling.Pause(1)));
    Semaphore endless = new Semaphore(0);
    AtomicInteger readings = new AtomicInteger();
    source.fault =
        at -> {
          int reading = readings.incrementAndGet();
          if (reading >= 20 && reading < 40) {
            rule("paused", Optional.of(new Ruling.Pause(2)));
            try {
              endless.acquire();
            } catch (InterruptedException e) {
              throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "let go of", e);
            }
          }
        };
    ProducerRole role = producer("paused", source, "any");
    CompletableFuture<Void> end = Background.run(role::run);
    awaitPaused(role);
    assertThat(ledger(topics).plan()).isEmpty();
    assertThat(readings.get()).isZero();

    rule("paused", Optional.empty());
    await().atMost(PATIENCE).until(() -> readings.get() >= 20);
    awaitPaused(role);
    assertThat(role.isAtWork()).as("it may have a transaction open").isFalse();
    long before = publishedSoFar(topics).stream().mapToLong(List::size).sum();
    assertThat(before).isPositive().isLessThan(40_000);

    readings.set(100);
    rule("paused", Optional.empty());
    end.join();
    PublishedRecords.eachOnce(published(topics), 2, 20_000);
  }

  private static void awaitPaused(ProducerRole role) {
    await()
        .atMost(PATIENCE)
        .until(() -> role.waiting().orElse("").contains("until: godwit resume paused"));
  }

  private void rule(String job, Optional<Ruling.Pause> pause) {
    ControlTopic.put(cluster, job, "run", new Ruling.Desired(pause));
  }

  @Test
  void nothingToReadIsARunToo() throws Exception {
    Topics topics = BROKER.topics("nothing", 3);
    producer("nothing", new ListedSource(0, 0, id -> "k"), "any").run();
    assertThat(ledger(topics).plan().orElseThrow().splits()).isZero();
    Topics empty = BROKER.topics("empty", 3);
    producer("empty", new ListedSource(3, 0, id -> "k"), "any").run();
    assertThat(ledger(empty).open()).isEmpty();
  }

  @Test
  void whatKafkaWouldNotTakeIsADeadLetter() throws Exception {
    Topics topics = BROKER.topics("large", 3);
    ListedSource source =
        new ListedSource(1, 3, id -> id.ordinal() == 1 ? "ö".repeat(9_000_000) : "k");
    producer("large", source, "any").run();
    source.text = "x".repeat(Cluster.MAX_MESSAGE_BYTES);
    Topics larger = BROKER.topics("larger", 3);
    producer("larger", source, "any").run();
    assertThat(published(topics)).containsExactly(List.of(new RecordId(0, 0), new RecordId(0, 2)));
    assertThat(published(larger)).isEmpty();
    assertThat(PublishedRecords.failed(cluster, topics)).containsExactly(new RecordId(0, 1));
    assertThat(PublishedRecords.failed(cluster, larger)).hasSize(3);
  }

  @Test
  void aLongKeyIsCutBetweenItsCharacters() throws Exception {
    String smile = "\uD83D\uDE00";
    for (String before : List.of("", "x")) {
      String job = "long-key" + before;
      Topics topics = BROKER.topics(job, 3);
      String longKey = before + smile.repeat(2500);
      ListedSource source = new ListedSource(1, 3, id -> id.ordinal() == 1 ? longKey : "k");
      producer(job, source, "any").run();
      assertThat(published(topics))
          .containsExactly(List.of(new RecordId(0, 0), new RecordId(0, 2)));
      assertThat(PublishedRecords.failed(cluster, topics)).containsExactly(new RecordId(0, 1));
    }
  }
}
