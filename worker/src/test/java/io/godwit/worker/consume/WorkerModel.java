package io.godwit.worker.consume;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spi.ResourceBound;
import io.godwit.testkit.scripted.VirtualTime;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.evidence.UnitSinks;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.Steps;
import io.godwit.worker.step.spec.FieldStepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * One session of a worker: the real settler over the model of its client, and what {@link PollLoop}
 * does for it when partitions come and go.
 */
final class WorkerModel {

  /** Never by itself: a history says when. */
  private static final Duration COMMIT = Duration.ofHours(1);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final WorkerMeters METERS =
      new WorkerMeters(Instruments.unobserved(), Load.TOPICS.job(), "all");
  private static final Pipeline PIPELINE = pipeline();

  final String name;
  final String member;
  final Map<Integer, PartitionModel> partitions = new TreeMap<>();
  private final BrokerModel broker;
  private final TargetModel target;
  private final VirtualTime time;
  private final ClientModel client;
  private final Settler settler;
  private final UnitSinks sinks;
  private int unsettled;

  private static Pipeline pipeline() {
    try {
      return Steps.compile(
          List.of(
              new FieldStepSpec.Drop("r.fate == '" + Load.Fate.DROPPED + "'"),
              new FieldStepSpec.Cast(Map.of("amount", FieldType.INTEGER))),
          spec -> {
            throw new IllegalStateException("no lookups here");
          });
    } catch (Trouble e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins a session, and fences the one that had the name before. */
  WorkerModel(
      String name, String member, BrokerModel broker, TargetModel target, VirtualTime time) {
    this.name = name;
    this.member = member;
    this.broker = broker;
    this.target = target;
    this.sinks = new UnitSinks(unit -> target);
    this.time = time;
    this.client = new ClientModel(broker, transactions());
    broker.group.advance(member);
    this.settler =
        new Settler(client, COMMIT, broker.group.of(member), METERS, Thread.ofVirtual().factory());
  }

  /** The id of its transactions. */
  String transactions() {
    return Load.TOPICS.workerTransactions(name);
  }

  /** Hears of a new assignment, and with it its epoch. */
  void poll() {
    broker.group.advance(member);
    settler.membership(broker.group.of(member));
  }

  void open(int partition, SplittableRandom dice) {
    TargetWriters writers =
        new TargetWriters(
            sinks, new ResourceBound.AtOnce("the target", 1), this::inHand, time::nanos);
    BatchProcessor work =
        new BatchProcessor(
            Load.TOPICS, Load.RUN, name, PIPELINE, RecordWrites.PLAIN, writers, METERS);
    partitions.put(
        partition,
        new PartitionModel(
            new TopicPartition(Load.TOPICS.work(), partition),
            work,
            member,
            1 + dice.nextInt(8),
            time,
            this::offer));
  }

  private long inHand() {
    return partitions.values().stream().mapToLong(PartitionModel::inHand).sum();
  }

  private void offer(Settlement settlement) {
    if (!settler.offer(settlement)) {
      throw new IllegalStateException("so little always has room");
    }
    unsettled++;
  }

  boolean hasUnsettled() {
    return unsettled > 0;
  }

  /** A transaction of all that was handed over, by a member that knows its epoch. */
  ClientModel.Rest commit(ClientModel.Interruption interruption) throws InterruptedException {
    if (interruption != ClientModel.Interruption.NONE) {
      return tryToCommit(interruption);
    }
    client.arm(interruption);
    if (!settler.flush(PATIENCE)) {
      return ClientModel.Rest.BROKEN;
    }
    client.passRest();
    settled();
    return ClientModel.Rest.COMMITTED;
  }

  /**
   * The same, which may be suspended, or refused for the epoch: nobody waits for that by itself.
   */
  ClientModel.Rest tryToCommit(ClientModel.Interruption interruption) throws InterruptedException {
    client.arm(interruption);
    settler.hurry();
    return rest();
  }

  /** A suspended transaction goes on. */
  ClientModel.Rest resume() throws InterruptedException {
    client.resume();
    return rest();
  }

  boolean isInTransaction() {
    return client.isSuspended();
  }

  private ClientModel.Rest rest() throws InterruptedException {
    ClientModel.Rest rest = client.awaitRest();
    if (rest == ClientModel.Rest.COMMITTED) {
      if (!settler.flush(PATIENCE)) {
        throw new IllegalStateException(
            "committed, and not settled", settler.broken().orElse(null));
      }
      settled();
    }
    return rest;
  }

  private void settled() {
    unsettled = 0;
    partitions.values().forEach(PartitionModel::settled);
  }

  /** What {@code PollLoop.release} does before a partition may go to somebody else. */
  boolean release(List<Integer> leaving, ClientModel.Interruption interruption, boolean settles)
      throws InterruptedException {
    for (int partition : leaving) {
      partitions.get(partition).drain();
    }
    leaving.forEach(partitions::remove);
    return !settles || unsettled == 0 || commit(interruption) == ClientModel.Rest.COMMITTED;
  }

  /** Also the end of its process: nothing that it had is settled by it any more. */
  void abandon() {
    settler.abandon();
    partitions.clear();
  }

  /** The end of a session that goes well. */
  void close() {
    client.arm(ClientModel.Interruption.NONE);
    settler.close();
  }
}
