package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.wire.WorkPack;
import io.godwit.worker.consume.PartitionState.Abandoned;
import io.godwit.worker.consume.PartitionState.Broken;
import io.godwit.worker.consume.PartitionState.Draining;
import io.godwit.worker.consume.PartitionState.Hand;
import io.godwit.worker.consume.PartitionState.Idle;
import io.godwit.worker.consume.PartitionState.Working;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import io.godwit.worker.suspect.PartitionSuspicion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of a partition, alone and in the hands of its owner. */
class PartitionStateTest {

  private static final TopicPartition PARTITION = new TopicPartition("work", 3);
  private static final Trouble TROUBLE = new Trouble(ErrorCode.TARGET_BUSY, "a deadlock");

  private final MockProducer<byte[], byte[]> broker =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Settler settler = settler();
  private final AtomicLong inHand = new AtomicLong();
  private final PartitionSuspicion suspicion =
      new PartitionSuspicion("me", dead -> false, Duration.ofSeconds(1), System::nanoTime);
  private final OwnedPartition owned = new OwnedPartition(PARTITION, settler, inHand, suspicion);

  private Settler settler() {
    broker.initTransactions();
    return new Settler(
        broker,
        Duration.ofMinutes(1),
        new MockConsumer<byte[], byte[]>("earliest").groupMetadata(),
        new WorkerMeters(Instruments.unobserved(), "job", "worker"));
  }

  @AfterEach
  void close() {
    settler.close();
  }

  private void offer(long offset) {
    WorkPack pack =
        new WorkPack(
            offset, "run", new RecordId(0, offset), new Origin("file", 1), 10, new byte[1000]);
    owned.offer(List.of(pack), offset + 1);
  }

  @Test
  void aPartitionGoesFromIdleToItsEnd() {
    Hand stuck = new Hand(Optional.of(TROUBLE), 500);
    Working working = Idle.IDLE.begin();
    assertThat(working.hand()).isEqualTo(Hand.EMPTY);
    assertThat(working.with(stuck).done()).isEqualTo(Idle.IDLE);

    Draining draining = working.with(stuck).drained();
    assertThat(draining.hand()).as("what is in hand stays").isEqualTo(stuck);
    assertThat(draining.with(Hand.EMPTY).drained()).isEqualTo(new Draining(Hand.EMPTY));
    assertThat(draining.abandoned()).isEqualTo(Abandoned.ABANDONED);
    assertThat(working.abandoned()).isEqualTo(Abandoned.ABANDONED);
    assertThat(Idle.IDLE.drained()).isEqualTo(new Draining(Hand.EMPTY));
    assertThat(Idle.IDLE.abandoned()).isEqualTo(Abandoned.ABANDONED);
  }

  @Test
  void whatIsAbandonedOrBrokenIsNeverOwnedAgain() {
    Throwable reason = new IllegalStateException("a bug");
    assertThat(Abandoned.ABANDONED.drained()).isEqualTo(Abandoned.ABANDONED);
    assertThat(Abandoned.ABANDONED.abandoned()).isEqualTo(Abandoned.ABANDONED);
    List<Broken> broken =
        List.of(
            Idle.IDLE.broke(reason),
            Idle.IDLE.begin().broke(reason),
            Idle.IDLE.drained().broke(reason),
            Abandoned.ABANDONED.broke(reason));
    assertThat(broken)
        .allSatisfy(one -> {
          assertThat(one.reason()).isSameAs(reason);
          assertThat(one.drained()).isSameAs(one);
          assertThat(one.abandoned()).isSameAs(one);
        });
  }

  @Test
  void theOwnerGoesThroughABatch() throws Exception {
    offer(7);
    assertThat(owned.isIdle()).as("something waits").isFalse();
    suspicion.found(7, "");
    assertThat(owned.awaitRecords()).isTrue();
    assertThat(owned.state()).isInstanceOf(Working.class);
    long waiting = owned.bufferedBytes();
    assertThat(owned.firstBytes()).isEqualTo(waiting);
    assertThat(owned.take(100, 1 << 20)).hasSize(1);
    assertThat(owned.bufferedBytes()).isZero();

    owned.waits(Optional.of(TROUBLE));
    owned.folds(waiting);
    assertThat(owned.trouble()).containsSame(TROUBLE);
    assertThat(owned.bufferedBytes()).isEqualTo(waiting);
    owned.folds(0);
    owned.waits(Optional.empty());
    owned.settle(Settlement.ofMark(PARTITION, 8, ""), 10, () -> {});
    assertThat(inHand).hasValue(0);

    owned.drain();
    assertThat(owned.stops()).isTrue();
    assertThat(owned.awaitRecords()).isFalse();
  }

  @Test
  void nothingIsInHandOfWhatIsIdle() {
    assertThatThrownBy(() -> owned.waits(Optional.of(TROUBLE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("work-3 has something in hand while it is IDLE");
    assertThatThrownBy(() -> owned.take(1, 1)).isInstanceOf(IllegalStateException.class);
    assertThat(owned.state()).isEqualTo(Idle.IDLE);
  }

  @Test
  void nothingIsHandedOverOfWhatIsAbandoned() throws Exception {
    offer(7);
    assertThat(owned.awaitRecords()).isTrue();
    owned.abandon();

    assertThatThrownBy(() -> owned.settle(Settlement.ofMark(PARTITION, 8, ""), 10, () -> {}))
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(owned::requireOwned).isInstanceOf(InterruptedException.class);
    owned.waits(Optional.of(TROUBLE));
    assertThat(owned.trouble()).as("nobody waits here any more").isEmpty();
    assertThat(inHand).hasValue(10);
    owned.forget();
    assertThat(inHand).hasValue(0);
  }

  @Test
  void whatBreaksHasDiedUnlessItWasOutOfDate() throws Exception {
    suspicion.found(7, "");
    suspicion.marked(7, suspicion.before(7).orElseThrow());
    owned.broke(new IllegalStateException("a bug"));
    owned.abandon();
    owned.rest();
    assertThat(settler.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(broker.consumerGroupOffsetsHistory()).as("the mark of a death stays").isEmpty();
    assertThatThrownBy(() -> owned.broke(new IllegalStateException("another")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("breaks twice");
  }

  @Test
  void whatIsAbandonedInOrderTakesBackThatItIsAtWork() throws Exception {
    suspicion.found(7, "");
    suspicion.marked(7, suspicion.before(7).orElseThrow());
    owned.drain();
    owned.abandon();
    owned.rest();
    assertThat(settler.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(broker.consumerGroupOffsetsHistory()).hasSize(1);
  }
}
