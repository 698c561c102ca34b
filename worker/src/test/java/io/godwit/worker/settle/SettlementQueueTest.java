package io.godwit.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is due when, and when partitions have to wait; what is never due would wait for ever. */
@Timeout(20)
final class SettlementQueueTest {

  private static final TopicPartition PARTITION = new TopicPartition("work", 0);
  private static final Duration NEVER = Duration.ofHours(1);

  private final SettlementQueue queue = new SettlementQueue(NEVER);

  private static Settlement settlement(long offset, int records, int bytes) {
    ProducerRecord<byte[], byte[]> receipt = new ProducerRecord<>("receipts", new byte[bytes]);
    Tally tally = new Tally(records, 0, 0, 0);
    return new Settlement(
        PARTITION, offset, new BatchResult(List.of(receipt), tally, tally, Map.of()));
  }

  @Test
  void allThatWaitsIsTakenTogetherInItsOrderOnceItIsDue() throws InterruptedException {
    SettlementQueue soon = new SettlementQueue(Duration.ofMillis(1));
    List<Settlement> settlements = List.of(settlement(1, 1, 10), settlement(2, 1, 10));
    settlements.forEach(one -> assertThat(soon.offer(one)).isTrue());
    assertThat(soon.takeDue()).isEqualTo(settlements);
  }

  @Test
  void manyRecordsOrBytesAreDueBeforeTheirTime() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 49_999, 10))).isTrue();
    assertThat(queue.offer(settlement(2, 1, 10))).isTrue();
    assertThat(queue.takeDue()).hasSize(2);
    assertThat(queue.offer(settlement(3, 1, 4 << 20))).isTrue();
    assertThat(queue.takeDue()).hasSize(1);
  }

  @Test
  void aFullQueueTakesNoMoreUntilWhatWasTakenIsSettled() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 1, 20 << 20))).as("one is let in").isTrue();
    assertThat(queue.offer(settlement(2, 1, 10))).isFalse();
    List<Settlement> taken = queue.takeDue();
    assertThat(queue.offer(settlement(2, 1, 10))).as("it is not published yet").isFalse();
    queue.settled(taken);
    assertThat(queue.offer(settlement(2, 1, 10))).isTrue();
  }

  @Test
  void whatIsHurriedIsDueNowAndWhatComesLaterIsNot() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 1, 10))).isTrue();
    queue.hurry();
    List<Settlement> taken = queue.takeDue();
    assertThat(taken).hasSize(1);
    queue.settled(taken);
    assertThat(queue.flush(Duration.ofMillis(1))).as("nothing is left").isTrue();
    assertThat(queue.offer(settlement(2, 1, 10))).isTrue();
    assertThat(queue.flush(Duration.ofMillis(1))).as("nobody publishes it").isFalse();
  }

  @Test
  void aStoppedQueueHandsOutTheRestThenNothingAndTakesNoMore() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 1, 10))).isTrue();
    queue.stop();
    assertThat(queue.offer(settlement(2, 1, 10))).isFalse();
    assertThat(queue.takeDue()).hasSize(1);
    assertThat(queue.takeDue()).isEmpty();
  }

  @Test
  void whatIsTooMuchTogetherIsNotLetIn() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 1, 10 << 20))).isTrue();
    assertThat(queue.offer(settlement(2, 1, 10 << 20))).as("20 MB of 16").isFalse();
    assertThat(queue.offer(settlement(2, 1, 1 << 20))).as("11 MB of 16").isTrue();
    assertThat(queue.offer(settlement(3, 1, 10 << 20))).as("21 MB of 16").isFalse();
    queue.settled(queue.takeDue());
    assertThat(queue.offer(settlement(3, 1, 10 << 20))).isTrue();
  }

  @Test
  void whatIsNotTakenIsNotCounted() throws InterruptedException {
    assertThat(queue.offer(settlement(1, 1, 10 << 20))).isTrue();
    assertThat(queue.offer(settlement(2, 60_000, 10 << 20))).isFalse();
    queue.settled(queue.takeDue());
    assertThat(queue.offer(settlement(2, 49_999, 10))).isTrue();
    assertThat(queue.flush(Duration.ofMillis(1))).as("one waits").isFalse();
    queue.settled(queue.takeDue());
    assertThat(queue.flush(Duration.ofMillis(1))).as("none waits").isTrue();
  }

  @Test
  void whoWaitsForTheIntervalIsWokenByAHurryAndByAFlush() throws Exception {
    List<Wake> wakes = List.of(SettlementQueue::hurry, SettlementQueueTest::flush);
    for (Wake wake : wakes) {
      SettlementQueue waiting = new SettlementQueue(NEVER);
      assertThat(waiting.offer(settlement(1, 1, 10))).isTrue();
      CompletableFuture<Integer> taken = new CompletableFuture<>();
      Thread taker = Thread.ofPlatform().daemon().start(() -> taken.complete(take(waiting)));
      Awaitility.await().until(() -> taker.getState() == Thread.State.TIMED_WAITING);
      assertThat(taken).isNotDone();
      wake.of(waiting);
      assertThat(taken.get()).isEqualTo(1);
    }
  }

  private interface Wake {
    void of(SettlementQueue queue) throws InterruptedException;
  }

  private static void flush(SettlementQueue queue) throws InterruptedException {
    assertThat(queue.flush(Duration.ofMillis(1))).as("nobody publishes it").isFalse();
  }

  private static int take(SettlementQueue queue) {
    try {
      return queue.takeDue().size();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nobodyWaitsForRoomWhereNothingIsKept() throws InterruptedException {
    queue.awaitRoom(NEVER);
    assertThat(queue.offer(settlement(1, 1, 20 << 20))).as("there is room").isTrue();
  }

  @Test
  void aBrokenQueueHandsOutNothingTakesNothingAndKeepsItsFirstReason() throws InterruptedException {
    IllegalStateException first = new IllegalStateException("first");
    assertThat(queue.offer(settlement(1, 1, 10))).isTrue();
    queue.hurry();
    queue.fail(first);
    queue.fail(new IllegalStateException("second"));
    assertThat(queue.broken()).containsSame(first);
    assertThat(queue.takeDue()).isEmpty();
    assertThat(queue.offer(settlement(2, 1, 10))).isFalse();
    queue.awaitRoom(NEVER);
    queue.awaitEnd(NEVER);
    assertThat(queue.flush(NEVER)).isFalse();
  }
}
