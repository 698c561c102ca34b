package io.godwit.worker.consume;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import io.godwit.common.retry.StopSignal;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.Settler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll loop, and what the group calls it back for. One thread does both, and must never wait
 * for long: it looks after the broker's presence, which nobody else does.
 *
 * <p>A partition goes to another member only when all that was handed over for it is settled, or
 * else when this session can settle nothing any more ({@link Settler} says why).
 */
final class PollLoop implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration SLICE = Duration.ofMillis(50);

  /** What may wait in all partitions together: 4 % of the smallest heap that is promised. */
  private static final long BUFFER_BYTES = 10L << 20;

  /** With so much of it waiting nobody is kept from work by what is fetched a moment later. */
  private static final long PLENTY_BYTES = BUFFER_BYTES / 4 * 3;

  /** A batch that is still at the target after this long is given up; it will be repeated. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private static final Duration LEARNING = Duration.ofSeconds(10);

  /** To join takes some rounds to the broker. */
  private static final long JOINING_NANOS = Duration.ofMillis(1500).toNanos();

  private static final long REPORT_NANOS = Duration.ofMillis(500).toNanos();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Settler settler;
  private final Supplier<Optional<Wait>> pause;
  private final WorkerMeters meters;
  private final BrokerPresence presence;
  private final AssignedPartitions assigned;
  private final FetchControl fetches = new FetchControl(BUFFER_BYTES, System.nanoTime());
  private final PollInterval interval = new PollInterval();
  private Optional<Throwable> doomed = Optional.empty();
  private final long begunAt = System.nanoTime();
  private long reportedAt;

  /**
   * A member that has not joined; it closes the consumer, and not the settler.
   *
   * @param pause that the run is paused; empty where it is not
   */
  PollLoop(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      Settler settler,
      Function<TopicPartition, PartitionWorker> worker,
      Supplier<Optional<Wait>> pause,
      WorkerMeters meters) {
    this.consumer = consumer;
    this.topic = topic;
    this.settler = settler;
    this.pause = pause;
    this.meters = meters;
    this.presence = new BrokerPresence(consumer);
    this.assigned = new AssignedPartitions(worker);
  }

  /** Joins, works until there is a reason to end, and leaves. */
  GroupSession.End work(StopSignal stop, Waits waits) {
    GroupSession.End end =
        new GroupSession.End.Lost(new KafkaException("the session was broken off"));
    try {
      meters.joins();
      consumer.subscribe(List.of(topic), this);
      end = poll(stop, waits);
    } catch (RuntimeException e) {
      end = new GroupSession.End.Lost(e);
    } finally {
      leave(end);
    }
    return end;
  }

  private GroupSession.End poll(StopSignal stop, Waits waits) {
    Optional<GroupSession.End> end = Optional.empty();
    while (end.isEmpty()) {
      if (stop.requested()) {
        return GroupSession.End.Stopped.STOPPED;
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
      settler.membership(consumer.groupMetadata());
      hand(records);
      balance();
      assigned.all().forEach(PartitionWorker::settleIdle);
      report(waits);
      end = ended();
      if (end.isEmpty()) {
        rest(records, stop);
      }
    }
    return end.get();
  }

  /** Says how it is, for those who look on. */
  private void report(Waits waits) {
    waits.state(waits());
    long now = System.nanoTime();
    if (now - reportedAt >= REPORT_NANOS) {
      reportedAt = now;
      assigned.all().forEach(PartitionWorker::tick);
    }
    // The group counts a member from its first epoch on.
    meters.health().ready(consumer.groupMetadata().generationId() > 0);
  }

  private List<Wait> waits() {
    List<Wait> all = new ArrayList<>();
    presence.alone().ifPresent(all::add);
    pause.get().ifPresent(all::add);
    if (presence.alone().isEmpty() && consumer.groupMetadata().generationId() <= 0) {
      long waited = System.nanoTime() - begunAt;
      if (waited >= JOINING_NANOS) {
        all.add(new Wait(ErrorCode.GROUP_AWAITED, "the worker has no place in its group yet"));
      }
    }
    assigned.all().forEach(worker -> worker.waiting().ifPresent(all::add));
    return all;
  }

  private void rest(ConsumerRecords<byte[], byte[]> polled, StopSignal stop) {
    boolean plenty = assigned.allBufferedBytes() >= PLENTY_BYTES;
    if (!polled.isEmpty()) {
      interval.busy();
      if (!plenty) {
        return;
      }
    } else if (assigned.all().stream().allMatch(PartitionWorker::isIdle)) {
      // Nothing else will come to fill the transaction, and the last of a run is waited for.
      settler.hurry();
    }
    if (stop.await(interval.rest(plenty))) {
      LOG.debug("asked to stop while there was nothing to do");
    }
  }

  /**
   * Reads what stands beside the committed offsets of partitions that have come to move: then it is
   * stable, and the answer takes a moment.
   */
  private void learn(ConsumerRecords<byte[], byte[]> polled) {
    Set<TopicPartition> unknown = new HashSet<>();
    for (TopicPartition partition : polled.nextOffsets().keySet()) {
      if (!assigned.of(partition).map(PartitionWorker::isKnown).orElse(true)) {
        unknown.add(partition);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(unknown, LEARNING);
    for (TopicPartition partition : unknown) {
      Optional<OffsetAndMetadata> found = Optional.ofNullable(committed.get(partition));
      assigned
          .of(partition)
          .ifPresent(worker ->
              worker.found(
                  found.map(OffsetAndMetadata::offset).orElse(0L),
                  found.map(OffsetAndMetadata::metadata).orElse("")));
    }
  }

  private void hand(ConsumerRecords<byte[], byte[]> polled) {
    learn(polled);
    for (TopicPartition partition : polled.partitions()) {
      Optional<PartitionWorker> worker = assigned.of(partition);
      if (worker.isPresent()) {
        List<ConsumerRecord<byte[], byte[]>> messages = polled.records(partition);
        long before = worker.get().bufferedBytes();
        int taken = worker.get().offer(messages);
        fetches.got(worker.get().bufferedBytes() - before);
        meters.taken(taken, bytes(messages));
      }
    }
    polled
        .nextOffsets()
        .forEach((partition, next) ->
            assigned.of(partition).ifPresent(worker -> worker.position(next.offset())));
  }

  private static long bytes(List<ConsumerRecord<byte[], byte[]>> messages) {
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      bytes += message.serializedValueSize();
    }
    return bytes;
  }

  private void balance() {
    if (!fetches.isDue(System.nanoTime())) {
      return;
    }
    Set<TopicPartition> paused = consumer.paused();
    Set<TopicPartition> closed =
        fetches.closed(assigned.bufferedBytes(), paused, System.nanoTime());
    Set<TopicPartition> toResume = new HashSet<>(paused);
    toResume.removeAll(closed);
    toResume.retainAll(assigned.partitions());
    closed.removeAll(paused);
    // Each call is a round trip to the client's own thread, so there is none without need.
    if (!closed.isEmpty()) {
      consumer.pause(closed);
    }
    if (!toResume.isEmpty()) {
      consumer.resume(toResume);
    }
  }

  private Optional<GroupSession.End> ended() {
    for (PartitionWorker worker : assigned.all()) {
      Optional<Throwable> broken = worker.broken();
      if (broken.isPresent()) {
        return Optional.of(end(broken.get()));
      }
    }
    return doomed.or(settler::broken).or(presence::lost).map(GroupSession.End.Lost::new);
  }

  private static GroupSession.End end(Throwable broken) {
    if (broken instanceof RunFilter.Superseded) {
      return GroupSession.End.Superseded.SUPERSEDED;
    }
    return broken instanceof KafkaException
        ? new GroupSession.End.Lost(broken)
        : new GroupSession.End.Failed(broken);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assigned.open(partitions);
    meters.assigned(assigned.partitions().size());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      release(partitions);
    } catch (InterruptedException e) {
      settler.abandon();
      Thread.currentThread().interrupt();
    }
    meters.assigned(assigned.partitions().size());
  }

  /**
   * The group has thrown this member out, and others own the partitions. What is unsettled would be
   * accepted once the member has joined anew, though it is being done again elsewhere: so this
   * session is over.
   */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("{} partitions were lost to the group", partitions.size());
    settler.abandon();
    try {
      note(assigned.abandon(partitions));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the partitions have done is settled before the partitions go to somebody else. */
  private void release(Collection<TopicPartition> partitions) throws InterruptedException {
    note(assigned.drain(partitions, DRAIN, this::isWell));
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (!settler.flush(SLICE)) {
      if (!isWell() || System.nanoTime() - deadline >= 0) {
        settler.abandon();
        return;
      }
    }
  }

  private boolean isWell() {
    meters.health().sign();
    settler.membership(consumer.groupMetadata());
    return settler.broken().isEmpty() && presence.lost().isEmpty();
  }

  /** A batch that cannot be interrupted ends with its target's connections, and so this session. */
  private void note(boolean allEnded) {
    if (!allEnded) {
      doomed = Optional.of(new KafkaException("a batch at the target could not be interrupted"));
    }
  }

  /** Nothing in here waits for long, so a thread that was told to stop leaves in order too. */
  private void leave(GroupSession.End end) {
    meters.health().ready(false);
    boolean interrupted = Thread.interrupted();
    boolean orderly = !interrupted && isOrderly(end);
    try {
      if (orderly) {
        release(assigned.partitions());
      } else {
        settler.abandon();
        assigned.abandon(assigned.partitions());
      }
    } catch (InterruptedException e) {
      interrupted = true;
      settler.abandon();
    }
    meters.assigned(0);
    close(Duration.ofSeconds(orderly ? 10 : 1));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A member that lost its broker would wait for nobody; the group takes it out by itself. Why the
   * session ends is known by now, and whoever is fenced goes by that: a failure to say good-bye, as
   * where the group hands out partitions in that moment, must not stand in its place.
   */
  private void close(Duration patience) {
    try {
      consumer.close(CloseOptions.timeout(patience));
    } catch (KafkaException e) {
      LOG.debug("the group was not left in order", e);
    }
  }

  private static boolean isOrderly(GroupSession.End end) {
    return switch (end) {
      case GroupSession.End.Stopped ignored -> true;
      case GroupSession.End.Superseded ignored -> true;
      case GroupSession.End.Lost ignored -> false;
      case GroupSession.End.Failed ignored -> true;
    };
  }
}
