package io.godwit.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.metrics.Meters;
import io.godwit.common.metrics.Metric;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Instruments;
import io.godwit.worker.measure.WorkerMeters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over Kafka's own producer in memory, which keeps the rules of transactions. */
class SettlerTest {

  private static final TopicPartition PARTITION = new TopicPartition("work", 3);
  private static final ConsumerGroupMetadata MEMBERSHIP =
      new MockConsumer<byte[], byte[]>("earliest").groupMetadata();
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Holds commits back until it is told to let them pass, or is closed. */
  private static final class SlowBroker extends MockProducer<byte[], byte[]> {
    private final CountDownLatch answers;
    private final CountDownLatch asked = new CountDownLatch(1);

    SlowBroker(boolean answersAtOnce) {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
      answers = new CountDownLatch(answersAtOnce ? 0 : 1);
      initTransactions();
    }

    @Override
    public void commitTransaction() {
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new org.apache.kafka.common.errors.InterruptException(e);
      }
      super.commitTransaction();
    }

    @Override
    public void close(Duration timeout) {
      super.close(timeout);
      answers.countDown();
    }
  }

  private static final WorkerMeters METERS =
      new WorkerMeters(Instruments.unobserved(), "job", "worker");

  private SlowBroker broker = new SlowBroker(true);
  private Optional<Settler> open = Optional.empty();

  private Settler settler(Duration interval) {
    Settler settler = new Settler(broker, interval, MEMBERSHIP, METERS);
    open = Optional.of(settler);
    return settler;
  }

  @AfterEach
  void close() {
    open.ifPresent(Settler::close);
  }

  private static Settlement settlement(long offset, int bytes) {
    return new Settlement(
        PARTITION,
        offset,
        new BatchResult(
            List.of(new ProducerRecord<>("receipts", new byte[bytes])),
            new Tally(1, 0, 0, 0),
            new Tally(bytes, 0, 0, 0),
            Map.of()));
  }

  private List<Long> committed() {
    return broker.consumerGroupOffsetsHistory().stream()
        .map(groups -> groups.get(MEMBERSHIP.groupId()).get(PARTITION).offset())
        .toList();
  }

  @Test
  void whatIsHandedOverIsOneTransaction() throws InterruptedException {
    Settler settler = settler(LONG);
    assertThat(settler.offer(settlement(5, 10))).isTrue();
    assertThat(settler.offer(Settlement.ofMark(PARTITION, 9, ""))).isTrue();
    assertThat(committed()).isEmpty();
    assertThat(settler.flush(LONG)).isTrue();
    assertThat(broker.history()).hasSize(1);
    assertThat(broker.consumerGroupOffsetsHistory())
        .containsExactly(Map.of(MEMBERSHIP.groupId(), Map.of(PARTITION, new OffsetAndMetadata(9))));
  }

  @Test
  void nothingWaitsLongerThanTheInterval() {
    settler(Duration.ofMillis(30)).offer(settlement(5, 10));
    Awaitility.await().untilAsserted(() -> assertThat(committed()).containsExactly(5L));
  }

  @Test
  void whoIsInAHurryDoesNotWaitForTheInterval() {
    Settler settler = settler(LONG);
    settler.hurry();
    settler.offer(settlement(5, 10));
    assertThat(committed()).isEmpty();
    settler.hurry();
    Awaitility.await().untilAsserted(() -> assertThat(committed()).containsExactly(5L));
  }

  @Test
  void closingSettlesWhatIsLeft() {
    Settler settler = settler(LONG);
    settler.offer(settlement(5, 10));
    settler.close();
    assertThat(committed()).containsExactly(5L);
    assertThat(broker.closed()).isTrue();
  }

  @Test
  void aStaleEpochIsTriedAgainAndLosesNothing() {
    broker.sendOffsetsToTransactionException = new CommitFailedException("stale");
    Settler settler = settler(Duration.ofMillis(1));
    settler.offer(settlement(5, 10));
    Awaitility.await().until(broker::transactionAborted);
    broker.sendOffsetsToTransactionException = null;
    Awaitility.await().untilAsserted(() -> assertThat(committed()).containsExactly(5L));
    assertThat(broker.history()).hasSize(1);
    assertThat(settler.broken()).isEmpty();
  }

  @Test
  void whateverTheClientThrowsIsToldAndEndsWaiting() throws InterruptedException {
    for (Throwable thrown : List.of(new KafkaException("k"), new IllegalStateException("i"))) {
      broker = new SlowBroker(true);
      broker.sendException = (RuntimeException) thrown;
      Settler settler = settler(LONG);
      settler.offer(settlement(5, 10));
      assertThat(settler.flush(LONG)).isFalse();
      assertThat(settler.broken()).containsSame(thrown);
      assertThat(settler.offer(settlement(6, 10))).isFalse();
      settler.close();
    }
  }

  @Test
  void memoryIsBoundedWhileABrokerIsSlow() throws InterruptedException {
    broker = new SlowBroker(false);
    Settler settler = settler(Duration.ofMillis(1));
    assertThat(settler.offer(settlement(1, 100 << 20))).as("one always fits").isTrue();
    assertThat(settler.offer(settlement(2, 10))).isFalse();
    broker.asked.await();
    assertThat(settler.flush(Duration.ofMillis(20))).isFalse();
    broker.answers.countDown();
    settler.awaitRoom(LONG);
    assertThat(settler.offer(settlement(2, 10))).isTrue();
    assertThat(settler.flush(LONG)).isTrue();
    assertThat(committed()).containsExactly(1L, 2L);
  }

  @Test
  void anAbandonedSettlerSettlesNothingMoreAndDoesNotWaitForItsBroker()
      throws InterruptedException {
    broker = new SlowBroker(false);
    Settler settler = settler(Duration.ofMillis(1));
    settler.offer(settlement(1, 10));
    broker.asked.await();
    settler.offer(settlement(2, 10));
    long begun = System.nanoTime();
    settler.abandon();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(settler.offer(settlement(3, 10))).isFalse();
    assertThat(settler.flush(LONG)).isFalse();
    assertThat(committed()).isEmpty();
    assertThat(settler.broken()).isPresent();
  }

  @Test
  void whatIsCommittedIsCountedOnceAndWhatIsAbortedIsNot() throws InterruptedException {
    Meters meters = new Meters();
    WorkerMeters counting = new WorkerMeters(Instruments.of(meters), "job", "worker");
    broker.sendOffsetsToTransactionException = new CommitFailedException("stale");
    Settler settler = new Settler(broker, Duration.ofMillis(1), MEMBERSHIP, counting);
    open = Optional.of(settler);
    settler.offer(
        new Settlement(
            PARTITION,
            5,
            new BatchResult(
                List.of(),
                new Tally(4, 3, 2, 1),
                new Tally(40, 30, 20, 10),
                Map.of(ErrorCode.VALUE_UNSUPPORTED, 1L))));
    Awaitility.await().until(broker::transactionAborted);
    assertThat(written(meters)).isZero();
    broker.sendOffsetsToTransactionException = null;
    assertThat(settler.flush(LONG)).isTrue();
    settler.close();

    assertThat(written(meters)).isEqualTo(4);
    assertThat(meters.counter(Metric.WORKER_RECORDS, "job", "failed").getCount()).isEqualTo(1);
    assertThat(meters.counter(Metric.WORKER_BYTES, "job", "dropped").getCount()).isEqualTo(20);
    assertThat(
            meters
                .counter(Metric.WORKER_FAILURES, "job", ErrorCode.VALUE_UNSUPPORTED.id())
                .getCount())
        .isEqualTo(1);
    assertThat(meters.histogram(Metric.WORKER_COMMIT_SECONDS, "job").getCount()).isEqualTo(1);
  }

  private static long written(Meters meters) {
    return meters.counter(Metric.WORKER_RECORDS, "job", "written").getCount();
  }

  @Test
  void aMemberThatHasLostItsPlaceIsRefusedInTheEndAndSettlesNothing() throws InterruptedException {
    broker.sendOffsetsToTransactionException = new CommitFailedException("stale");
    Settler settler = settler(Duration.ofMillis(1));
    settler.offer(settlement(5, 10));
    assertThat(settler.flush(LONG)).isFalse();
    assertThat(settler.broken())
        .hasValueSatisfying(thrown -> assertThat(thrown).isInstanceOf(CommitFailedException.class));
    assertThat(committed()).isEmpty();
    assertThat(settler.offer(settlement(6, 10))).isFalse();
  }

  @Test
  void whoIsAbandonedHasClosedItsClientAndItsThreadIsGone() throws InterruptedException {
    broker = new SlowBroker(false);
    AtomicReference<Thread> made = new AtomicReference<>();
    Settler settler =
        new Settler(
            broker,
            Duration.ofMillis(1),
            MEMBERSHIP,
            METERS,
            work -> {
              Thread thread = new Thread(work);
              made.set(thread);
              return thread;
            });
    open = Optional.of(settler);
    settler.offer(settlement(1, 10));
    broker.asked.await();
    settler.abandon();
    assertThat(broker.closed()).isTrue();
    assertThat(made.get().isAlive()).isFalse();
    assertThat(settler.broken())
        .hasValueSatisfying(thrown -> assertThat(thrown).hasMessageContaining("given up"));
  }
}
