package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.testkit.scripted.VirtualTime;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.Next;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.suspect.OffsetMark;
import io.godwit.worker.suspect.PartitionSuspicion;
import io.godwit.worker.suspect.Suspicion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * An assigned partition, one action at a time: what {@link OwnedPartition}, {@link PartitionWork}
 * and {@link PoisonPrecautions} do in threads of their own and in real time, in the same order and
 * with the same parts.
 */
final class PartitionModel {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final TopicPartition partition;
  private final BatchProcessor work;
  private final PartitionSuspicion suspicion;
  private final VirtualTime time;
  private final Consumer<Settlement> settler;
  private final RunFilter gate = new RunFilter(() -> Optional.of(Load.RUN), Load.RUN);
  private final WorkReader reader = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();
  private final PackBuffer buffer = new PackBuffer();
  private final Passage passage = Passage.alone();
  private Optional<BatchInFlight> batch = Optional.empty();
  private Duration pause = FIRST_PAUSE;
  private boolean awaitsMark;
  private int most;
  private long inHand;
  private long position;
  private long settledTo;

  /** What came of an action. */
  enum Did {
    /** There was nothing to do, or it may not be done now. */
    NOTHING,
    SOMETHING,
    /** The target is to be tried again later; who is told to stop meanwhile gives the batch up. */
    WAITS
  }

  /**
   * A partition of which nothing is known yet.
   *
   * @param me the process
   * @param most how many records a batch has
   * @param settler takes its settlements
   */
  PartitionModel(
      TopicPartition partition,
      BatchProcessor work,
      String me,
      int most,
      VirtualTime time,
      Consumer<Settlement> settler) {
    this.partition = partition;
    this.work = work;
    this.most = most;
    this.time = time;
    this.settler = settler;
    this.suspicion = new PartitionSuspicion(me, dead -> false, Duration.ofMillis(500), time::nanos);
  }

  boolean isKnown() {
    return suspicion.isKnown();
  }

  /** How many records were offered that are not settled. */
  long inHand() {
    return inHand;
  }

  void found(OffsetAndMetadata committed) {
    position = committed.offset();
    suspicion.found(committed.offset(), committed.metadata());
  }

  /** Takes the next few messages; where there are none, the consumer is behind all markers. */
  void fetch(Load load, int messages) {
    List<ConsumerRecord<byte[], byte[]>> polled =
        load.read(partition.partition(), position, messages);
    for (ConsumerRecord<byte[], byte[]> message : polled) {
      Optional<WorkPack> pack = reader.read(message);
      pack.ifPresent(buffer::add);
      inHand += pack.map(WorkPack::count).orElse(0);
    }
    position = polled.isEmpty() ? load.end(partition.partition()) : polled.getLast().offset() + 1;
  }

  /** What was handed over is settled. */
  void settled() {
    awaitsMark = false;
  }

  /**
   * Does what is next.
   *
   * @param mayWrite whether the target may be written to
   */
  Did act(boolean mayWrite) throws InterruptedException {
    if (!suspicion.isKnown() || awaitsMark) {
      return Did.NOTHING;
    }
    if (batch.isPresent()) {
      return carryOut(batch.get(), mayWrite);
    }
    if (buffer.isEmpty()) {
      return settleIdle();
    }
    if (suspicion.suspicion() instanceof Suspicion.Calm(boolean marked) && !marked) {
      mark(buffer.firstOffset());
    } else {
      batch = Optional.of(take());
    }
    return Did.SOMETHING;
  }

  private void mark(long from) {
    OffsetMark mark = suspicion.before(from).orElseThrow();
    settler.accept(Settlement.ofMark(partition, from, mark.text()));
    suspicion.marked(from, mark);
    settledTo = from;
    awaitsMark = true;
  }

  private Did settleIdle() {
    if (position <= settledTo) {
      return Did.NOTHING;
    }
    OffsetMark mark = suspicion.settling(position);
    settler.accept(Settlement.ofMark(partition, position, mark.text()));
    suspicion.marked(position, mark);
    settledTo = position;
    return Did.SOMETHING;
  }

  private BatchInFlight take() throws InterruptedException {
    List<WorkPack> packs = buffer.take(most, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    List<WorkPack> ours = new ArrayList<>();
    for (WorkPack pack : packs) {
      if (isOurs(pack)) {
        ours.add(pack);
      }
    }
    return new BatchInFlight(packs, ours, decoder);
  }

  private boolean isOurs(WorkPack pack) throws InterruptedException {
    try {
      return gate.isOurs(pack.run());
    } catch (RunFilter.Superseded e) {
      throw new IllegalStateException("there is one run", e);
    }
  }

  private Did carryOut(BatchInFlight now, boolean mayWrite) throws InterruptedException {
    BatchState state = now.state();
    try {
      switch (state.next(most, time.nanos())) {
        case Next.Done ignored -> settle(now);
        case Next.Wait(Duration wait) -> {
          return waits(now, wait);
        }
        case Next.Write(List<Integer> places) -> {
          if (!mayWrite) {
            return Did.NOTHING;
          }
          work.write(now.records(), places, state, passage);
        }
        case Next.TryAgain(List<Integer> places) -> {
          if (!mayWrite) {
            return Did.NOTHING;
          }
          work.tryAgain(now.records(), places, most, state, passage);
        }
      }
    } catch (Trouble trouble) {
      most = trouble.code() == ErrorCode.TARGET_SLOW ? Math.max(1, most / 2) : most;
      Duration paused = pause;
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      return waits(now, paused);
    }
    pause = FIRST_PAUSE;
    return Did.SOMETHING;
  }

  private Did waits(BatchInFlight now, Duration wait) {
    now.fold();
    time.pass(wait);
    return Did.WAITS;
  }

  private void settle(BatchInFlight ended) {
    long next = ended.nextOffset();
    settler.accept(
        new Settlement(
            partition,
            next,
            work.ended(ended.records(), ended.state()),
            suspicion.settling(next).text()));
    suspicion.settled(next, 0);
    settledTo = next;
    inHand -= ended.count();
    batch = Optional.empty();
  }

  /** The batch in flight goes on to its settlement, unless it has to wait; nothing else begins. */
  void drain() throws InterruptedException {
    Did did = Did.SOMETHING;
    while (batch.isPresent() && did == Did.SOMETHING) {
      did = act(true);
    }
    batch = Optional.empty();
    suspicion
        .resting()
        .ifPresent(rest ->
            settler.accept(Settlement.ofMark(partition, rest.offset(), rest.mark().text())));
  }
}
