package io.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.Job;
import io.godwit.common.wire.WorkMessages;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import io.godwit.testkit.guarantee.FinishedRun;
import io.godwit.testkit.guarantee.LagIsZero;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers in this process, over a real broker, into a target in memory. */
class WorkerRoleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final byte @Nullable [] NONE = null;

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Workers workers = new Workers(cluster);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Test
  void twoThenFourThenTwoWorkersInTrouble() throws Exception {
    int records = 20_000;
    try (WorkTopic topic = new WorkTopic(cluster, "scaling", 6)) {
      VersionedTarget into = new VersionedTarget();
      Random random = new Random(Long.getLong("godwit.seed", 0) + 11);
      VersionedTarget.Fault sometimes =
          batch -> {
            if (random.nextInt(25) == 0) {
              throw new Trouble(ErrorCode.TARGET_BUSY, "a deadlock");
            }
          };
      into.before = sometimes;
      into.after = sometimes;
      topic.register("run");
      topic.publish("run", 0, 4000);
      Workers.Worker first = workers.start("scaling", "w1", into);
      workers.start("scaling", "w2", into);
      Workers.awaitOutcomes(topic, "run", 2000);
      Workers.Worker third = workers.start("scaling", "w3", into);
      workers.start("scaling", "w4", into);
      topic.publish("run", 4000, 14_000);
      Workers.awaitOutcomes(topic, "run", 8000);
      first.stop();
      third.stop();
      topic.publish("run", 14_000, records);
      workers.booksBalance(topic, "run", records, into);
    }
  }

  @Test
  void aPackThatIsLargerThanABatchIsSettledWhole() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "pieces", 6)) {
      VersionedTarget into = new VersionedTarget();
      AtomicInteger largest = new AtomicInteger();
      AtomicInteger batches = new AtomicInteger();
      CountDownLatch second = new CountDownLatch(1);
      into.before =
          batch -> {
            largest.accumulateAndGet(batch.size(), Math::max);
            // The packs have more than four times as many records.
            if (batches.incrementAndGet() == 2) {
              second.countDown();
            }
            if (batches.get() % 50 == 0) {
              throw new Trouble(ErrorCode.TARGET_BUSY, "now and then");
            }
          };
      topic.register("run");
      topic.publish("run", 0, 1500);
      Workers.Worker first = workers.start(Workers.job("pieces", "{ from: 4, to: 4 }"), "w1", into);
      assertThat(second.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      first.stop();
      workers.start(Workers.job("pieces", "{ from: 4, to: 4 }"), "w2", into);
      workers.booksBalance(topic, "run", 1500, into);
      assertThat(largest).hasValue(4);
    }
  }

  @Test
  void whatIsNoRecordOfTheRunIsPassedOver() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "strangers", 6)) {
      VersionedTarget into = new VersionedTarget();
      Workers.Worker early = workers.start("strangers", "w1", into);
      await()
          .atMost(PATIENCE)
          .until(() -> early.role().waiting().orElse("").contains("no run of strangers"));
      List<ProducerRecord<byte[], byte[]>> strangers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        strangers.add(topic.message("given-up-run", i));
        ProducerRecord<byte[], byte[]> good = topic.message("run", i);
        strangers.add(new ProducerRecord<>(good.topic(), good.key(), good.value()));
        strangers.add(new ProducerRecord<>(good.topic(), i % 6, good.key(), NONE, good.headers()));
        ProducerRecord<byte[], byte[]> odd =
            new ProducerRecord<>(good.topic(), good.key(), good.value());
        odd.headers()
            .add(WorkMessages.LABEL, ("4 run/" + i + "/-7").getBytes(StandardCharsets.UTF_8));
        strangers.add(odd);
      }
      topic.send(true, strangers);
      topic.publish("run", 0, 1000);
      topic.send(
          false, IntStream.range(2000, 2300).mapToObj(i -> topic.message("run", i)).toList());
      topic.register("run");
      workers.booksBalance(topic, "run", 1000, into);
      assertThat(topic.outcomes("given-up-run")).isEmpty();
      assertThat(early.role().waiting()).isEmpty();
    }
  }

  @Test
  void aPartitionOfAbortedRecordsOnlyHasNoLag() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "aborted", 6)) {
      topic.register("run");
      topic.send(false, IntStream.range(0, 300).mapToObj(i -> topic.message("run", i)).toList());
      VersionedTarget into = new VersionedTarget();
      workers.start("aborted", "w1", into);
      new LagIsZero().check(new FinishedRun(cluster.bootstrap(), "aborted", Path.of(""), Set.of()));
      assertThat(topic.outcomes("run")).isEmpty();
      assertThat(into.written).hasValue(0);
    }
  }

  @Test
  void aRecordThatCannotBeReadIsADeadLetter() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "garbage", 6);
        TopicReader failed = TopicReader.open(cluster, topic.topics().failed())) {
      topic.register("run");
      ProducerRecord<byte[], byte[]> good = topic.message("run", 500);
      ProducerRecord<byte[], byte[]> bad =
          new ProducerRecord<>(
              good.topic(), good.partition(), good.key(), new byte[] {1, 2}, good.headers());
      topic.publish("run", 0, 500);
      topic.send(true, List.of(bad));
      topic.publish("run", 501, 1001);
      VersionedTarget into = new VersionedTarget();
      workers.start("garbage", "w1", into);
      workers.booksBalance(topic, "run", 1001, into);
      List<Failure> failures = new ArrayList<>();
      Markers.await(cluster, topic.topics().failed());
      failed.toEnd(message -> failures.add(DeadLetters.read(message).orElseThrow().failure()));
      assertThat(failures)
          .singleElement()
          .satisfies(f -> assertThat(f.code()).isEqualTo(ErrorCode.VALUE_UNSUPPORTED));
    }
  }

  @Test
  void aDeadLetterNamesTheStepThatRejectedTheRecord() throws Exception {
    Job job =
        JobFile.parse(
            """
            job: rejected
            source: { csv: people.csv, key: id }
            steps:
              - cast: { version: text }
              - cast: { padding: integer }
            sink: { table: people, in: app, key: id }
            connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
            run: { partitions: 6, commit: 100ms }
            """,
            "job.yaml");
    try (WorkTopic topic = new WorkTopic(cluster, "rejected", 6);
        TopicReader failed = TopicReader.open(cluster, topic.topics().failed())) {
      topic.register("run");
      topic.publish("run", 0, 50);
      workers.start(job, "w1", new VersionedTarget());
      Workers.awaitOutcomes(topic, "run", 50);
      List<DeadLetters.DeadLetter> letters = new ArrayList<>();
      Markers.await(cluster, topic.topics().failed());
      failed.toEnd(message -> letters.add(DeadLetters.read(message).orElseThrow()));
      assertThat(letters)
          .hasSize(50)
          .allSatisfy(letter -> assertThat(letter.step()).contains("1-fields"))
          .allSatisfy(letter -> assertThat(letter.attempt()).isEqualTo(1));
    }
  }

  @Test
  void ofTwoWorkersWithOneNameTheOlderEnds() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "twins", 6)) {
      VersionedTarget into = new VersionedTarget();
      topic.register("run");
      topic.publish("run", 0, 1000);
      Workers.Worker older = workers.start("twins", "same", into);
      Workers.awaitOutcomes(topic, "run", 1000);
      Workers.Worker newer = workers.start("twins", "same", into);
      int published = 1000;
      // The newer one has work as long as the older one looks what has become of it.
      while (!older.end().isDone() && !newer.end().isDone() && published < 200_000) {
        topic.publish("run", published, published += 100);
        Workers.awaitOutcomes(topic, "run", published - 500);
      }
      assertThat(older.end()).isDone();
      assertThat(newer.end()).isNotDone();
      assertThat(older.end().handle((done, failure) -> failure).join())
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TAKEN_OVER));
      workers.booksBalance(topic, "run", published, into);
    }
  }

  @Test
  void longTroubleIsShownAndWaitedOut() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "outage", 6);
        Admin admin = cluster.admin()) {
      VersionedTarget into = new VersionedTarget();
      into.before =
          batch -> {
            throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "nobody answers");
          };
      topic.register("run");
      topic.publish("run", 0, 2000);
      Workers.Worker worker = workers.start("outage", "w1", into);
      // Longer than the group's patience with a silent member, which is six seconds.
      await()
          .pollInterval(Duration.ofMillis(300))
          .during(Duration.ofSeconds(7))
          .atMost(PATIENCE)
          .until(() -> worker.role().waiting().orElse("").contains("nobody answers"));
      var group = topic.topics().workers();
      assertThat(admin.describeConsumerGroups(List.of(group)).all().get().get(group).members())
          .singleElement()
          .satisfies(m -> assertThat(m.assignment().topicPartitions()).hasSize(6));
      into.before = VersionedTarget.Fault.NONE;
      workers.booksBalance(topic, "run", 2000, into);
      assertThat(worker.role().waiting()).isEmpty();
    }
  }

  @Test
  void closingFinishesTheBatchInFlightAndSettlesIt() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "drain", 6)) {
      VersionedTarget into = new VersionedTarget();
      CountDownLatch atTarget = new CountDownLatch(2);
      CountDownLatch goOn = new CountDownLatch(1);
      into.before =
          batch -> {
            atTarget.countDown();
            try {
              assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new Trouble(ErrorCode.TARGET_BUSY, "interrupted", e);
            }
          };
      topic.register("run");
      topic.publish("run", 0, 10_000);
      Workers.Worker worker = workers.start("drain", "w1", into);
      assertThat(atTarget.await(60, TimeUnit.SECONDS)).isTrue();
      worker.role().close();
      goOn.countDown();
      worker.end().join();
      int first = topic.outcomes("run").size();
      assertThat(first).isBetween(1, 9_999);
      assertThat(into.written).as("written and settled").hasValue(first);
      into.before = VersionedTarget.Fault.NONE;
      workers.start("drain", "w2", into);
      workers.booksBalance(topic, "run", 10_000, into);
      assertThat(into.written).as("nothing was written twice").hasValue(10_000);
    }
  }

  @Test
  void aFaultOfTheSinkItselfEndsTheWorker() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "bug", 6)) {
      topic.register("run");
      topic.publish("run", 0, 100);
      for (Throwable bug : List.of(new IllegalStateException("a bug"), new AssertionError("!"))) {
        VersionedTarget into = new VersionedTarget();
        into.before =
            batch -> {
              switch (bug) {
                case RuntimeException e -> throw e;
                default -> throw (Error) bug;
              }
            };
        CompletableFuture<Void> end = workers.start("bug", "w1", into).end();
        await().atMost(PATIENCE).until(end::isDone);
        assertThat(end.handle((done, failure) -> failure).join()).isSameAs(bug);
      }
      assertThat(topic.outcomes("run")).isEmpty();
    }
  }

  @Test
  void aNewRunTakesOver() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "again", 6)) {
      VersionedTarget into = new VersionedTarget();
      topic.register("run-1");
      topic.publish("run-1", 0, 2000);
      workers.start("again", "w1", into);
      workers.start("again", "w2", into);
      Workers.awaitOutcomes(topic, "run-1", 2000);
      topic.register("run-2");
      topic.publish("run-2", 0, 3000);
      workers.booksBalance(topic, "run-2", 3000, into);
      assertThat(topic.outcomes("run-1")).hasSize(2000);
    }
  }

  @Test
  void anInterruptedWorkerLeavesNoThread() throws Exception {
    try (WorkTopic topic = new WorkTopic(cluster, "interrupt", 6)) {
      topic.register("run");
      topic.publish("run", 0, 3000);
      AtomicInteger batches = new AtomicInteger();
      VersionedTarget into = new VersionedTarget();
      into.after = batch -> batches.incrementAndGet();
      WorkerRole role =
          workers.role(Workers.job("interrupt", Workers.BATCH), "w-interrupted", into);
      Thread thread = Thread.ofPlatform().start(role::run);
      await().atMost(PATIENCE).until(() -> batches.get() > 0);
      thread.interrupt();
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(t -> t.getName().contains("w-interrupted")));
      workers.start("interrupt", "w2", into);
      workers.booksBalance(topic, "run", 3000, into);
    }
  }
}
