package io.godwit.worker.consume;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlWatch;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.retry.StopSignal;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.worker.budget.BudgetWatch;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.govern.Circuit;
import io.godwit.worker.govern.Gates;
import io.godwit.worker.job.OpenedJob;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.settle.BatchProcessor;
import io.godwit.worker.settle.Settler;
import io.godwit.worker.suspect.PartitionOwner;
import io.godwit.worker.suspect.PartitionSuspicion;
import io.godwit.worker.suspect.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership of the group of workers, for one run. Its thread polls, hands records to
 * partitions, and never works, so a slow target never gets the worker thrown out of its group.
 */
public final class GroupSession {

  /** What the batches at the sink may hold together before they are decoded; others come beside. */
  private static final long IN_FLIGHT_BYTES = 4L << 20;

  private final Cluster cluster;
  private final Topics topics;
  private final String worker;
  private final OpenedJob opened;
  private final RunFilter.Register register;
  private final RunFilter filter;
  private final Trials trials;
  private final StopSignal stop;
  private final WorkerMeters meters;
  private final PartitionOwner me = PartitionOwner.ofThisProcess();

  /** How a session ended. */
  public sealed interface End {
    /** The owner asked it to stop; everything in flight is settled. */
    enum Stopped implements End {
      STOPPED
    }

    /** Another run of the job has begun; a session for it is needed. */
    enum Superseded implements End {
      SUPERSEDED
    }

    /** Kafka failed; what was not settled will be done again. */
    record Lost(Throwable cause) implements End {}

    /** A step or the sink failed in a way that no attempt would change. */
    record Failed(Throwable cause) implements End {}
  }

  /**
   * A session that has not begun.
   *
   * @param worker the worker's name
   * @param opened the job of the run
   * @param run the run
   * @param trials where records that have ended workers are tried
   * @param stop ends the session in good order
   * @param meters is told what happens, and what the worker waits for
   */
  public GroupSession(
      Cluster cluster,
      Topics topics,
      String worker,
      OpenedJob opened,
      String run,
      Trials trials,
      StopSignal stop,
      WorkerMeters meters) {
    this.cluster = cluster;
    this.topics = topics;
    this.worker = worker;
    this.opened = opened;
    this.register = new RunFilter.Register(cluster, topics.job());
    this.filter = new RunFilter(register, run);
    this.trials = trials;
    this.stop = stop;
    this.meters = meters;
  }

  /**
   * Works until it ends; everything it opened is closed then, also where the thread was told to.
   */
  public End run() {
    KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.workerTransactions(worker));
    try {
      meters
          .waits()
          .call(
              ErrorCode.BROKER_UNREACHABLE,
              "the broker does not hand out the worker's transactions",
              () -> {
                client.initTransactions();
                return true;
              });
      return join(client);
    } catch (KafkaException e) {
      return new End.Lost(e);
    } finally {
      register.close();
      client.close(Duration.ZERO);
    }
  }

  /** Nobody asks the watch of the budget anything while it is open. */
  @SuppressWarnings("try")
  private End join(KafkaProducer<byte[], byte[]> client) {
    int atOnce = opened.target().concurrency();
    long batchBytes = Math.clamp(IN_FLIGHT_BYTES / atOnce, 1L << 20, 3L << 20);
    KafkaConsumer<byte[], byte[]> consumer =
        cluster.groupConsumer(topics.workers(), worker, opened.job().run().partitions());
    // It reads while the group lets the worker in, so nobody waits for its first answer.
    try (ControlWatch control =
            ControlWatch.of(cluster, topics.job(), filter.run(), meters.waits());
        BudgetWatch budget =
            new BudgetWatch(cluster, topics.job(), filter.run(), opened.job().failures(), control);
        Settler settler =
            new Settler(client, opened.job().run().commit(), consumer.groupMetadata(), meters)) {
      SessionShare shared =
          new SessionShare(
              topics.job(),
              settler,
              gates(atOnce, batchBytes),
              circuit(),
              filter,
              control,
              new AdaptiveBatchSize(opened.job().run().batch()),
              batchBytes,
              new AtomicLong(),
              trials,
              meters);
      return new PollLoop(
              consumer,
              topics.work(),
              settler,
              partition -> worker(partition, shared),
              control::pause,
              meters)
          .work(stop, meters.waits());
    }
  }

  private Circuit circuit() {
    Circuit circuit = new Circuit();
    meters.downFor(circuit::downFor);
    return circuit;
  }

  private Gates gates(int atSink, long batchBytes) {
    Runtime process = Runtime.getRuntime();
    int cores = process.availableProcessors();
    List<ResourceBound> bounds = new ArrayList<>(opened.pipeline().bounds());
    bounds.add(TargetWriters.boundOf(opened.target()));
    return new Gates(
        bounds, cores, Gates.unpackedBytes(bounds, atSink, cores, batchBytes, process.maxMemory()));
  }

  private PartitionWorker worker(TopicPartition partition, SessionShare shared) {
    TargetWriters writers =
        new TargetWriters(
            opened.sinks(),
            TargetWriters.boundOf(opened.target()),
            TargetWriters.ledgerOf(
                opened.target(),
                new LedgerOwner(topics.job(), filter.run(), partition.partition())),
            shared.inHand()::get,
            System::nanoTime);
    BatchProcessor work =
        new BatchProcessor(
            topics, filter.run(), worker, opened.pipeline(), opened.writes(), writers, meters);
    PartitionSuspicion suspicion =
        new PartitionSuspicion(
            me.text(), me::findsDead, opened.job().run().commit(), System::nanoTime);
    return new PartitionWorker(partition, work, shared, suspicion);
  }
}
