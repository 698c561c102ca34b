package io.godwit.worker.consume;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.JobRegister;
import io.godwit.common.kafka.Topics;
import io.godwit.common.retry.StopSignal;
import io.godwit.worker.OpenedJob;
import io.godwit.worker.settle.BatchWork;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.settle.Settler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership of the group of workers, for one run. Its thread polls, hands records to lanes,
 * and never works, so a slow target never gets the worker thrown out of its group.
 */
public final class Session {

  private static final Duration POLL = Duration.ofMillis(100);

  /** What may wait in all lanes together, a third of the smallest heap that is promised. */
  private static final long BUFFER_BYTES = 16L << 20;

  /** A batch that is still at the target after this long is given up; it will be repeated. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Topics topics;
  private final String worker;
  private final OpenedJob opened;
  private final RunGate gate;
  private final StopSignal stop;
  private final AtomicReference<Optional<String>> waiting;

  /** How a session ended. */
  public sealed interface End {
    /** The owner asked it to stop; everything in flight is settled. */
    enum Stopped implements End {
      STOPPED
    }

    /** Another run of the job has begun; a session for it is needed. */
    enum OutOfDate implements End {
      OUT_OF_DATE
    }

    /** Kafka or this worker failed; what was not settled will be done again. */
    record Lost(Throwable cause) implements End {}
  }

  /**
   * A session that has not begun.
   *
   * @param worker the worker's name
   * @param opened the job of the run
   * @param run the run
   * @param stop ends the session in good order
   * @param waiting is told what the worker waits for
   */
  public Session(
      Cluster cluster,
      Topics topics,
      String worker,
      OpenedJob opened,
      String run,
      JobRegister register,
      StopSignal stop,
      AtomicReference<Optional<String>> waiting) {
    this.cluster = cluster;
    this.topics = topics;
    this.worker = worker;
    this.opened = opened;
    this.gate = new RunGate(register, topics.job(), run);
    this.stop = stop;
    this.waiting = waiting;
  }

  /** Works until it ends; everything it opened is closed then. */
  public End run() {
    KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.workerTransactions(worker));
    try {
      client.initTransactions();
    } catch (RuntimeException e) {
      client.close(Duration.ZERO);
      return new End.Lost(e);
    }
    KafkaConsumer<byte[], byte[]> consumer = cluster.groupConsumer(topics.workers(), worker);
    try (Settler settler =
        new Settler(client, opened.job().run().commit(), consumer.groupMetadata())) {
      End end = new Membership(consumer, settler).work();
      close(consumer, end);
      return end;
    }
  }

  /**
   * A member that lost its broker would wait in close for nobody; the group takes it out by its
   * session timeout.
   */
  private static void close(KafkaConsumer<byte[], byte[]> consumer, End end) {
    Duration patience = end instanceof End.Lost ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(patience));
  }

  /** The poll loop and what the group calls it back for. */
  private final class Membership implements ConsumerRebalanceListener {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Settler settler;
    private final BrokerPresence presence;
    private final Semaphore permits = new Semaphore(opened.sink().concurrency());
    private final Lanes lanes = new Lanes(this::lane);

    Membership(KafkaConsumer<byte[], byte[]> consumer, Settler settler) {
      this.consumer = consumer;
      this.settler = settler;
      this.presence = new BrokerPresence(consumer);
    }

    private Lane lane(TopicPartition partition) {
      BatchWork work = new BatchWork(topics, gate.run(), worker, opened.pipeline(), opened.sink());
      BatchSize size = new BatchSize(opened.job().run().batch());
      return new Lane(partition, work, settler, permits, gate, size);
    }

    End work() {
      try {
        consumer.subscribe(List.of(topics.work()), this);
        End end = poll();
        if (end instanceof End.Stopped) {
          drain(lanes.partitions());
        } else {
          lanes.abandon(lanes.partitions(), DRAIN);
        }
        return end;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new End.Lost(e);
      } catch (RuntimeException e) {
        return lost(e);
      }
    }

    private End lost(RuntimeException cause) {
      try {
        lanes.abandon(lanes.partitions(), DRAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new End.Lost(cause);
    }

    private End poll() throws InterruptedException {
      while (!stop.requested()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        settler.membership(consumer.groupMetadata());
        hand(records);
        balance();
        settleIdle();
        Optional<End> end = ended();
        if (end.isPresent()) {
          return end.get();
        }
      }
      return End.Stopped.STOPPED;
    }

    private void hand(ConsumerRecords<byte[], byte[]> records) {
      for (TopicPartition partition : records.partitions()) {
        lanes.of(partition).ifPresent(lane -> lane.offer(records.records(partition)));
      }
      records
          .nextOffsets()
          .forEach((partition, next) ->
              lanes.of(partition).ifPresent(lane -> lane.position(next.offset())));
    }

    /**
     * Full lanes are not fetched for; a lane gets its share of the buffer again when it is half
     * empty.
     */
    private void balance() {
      long share = BUFFER_BYTES / Math.max(1, lanes.all().size());
      consumer.pause(lanes.fullerThan(share));
      List<TopicPartition> paused =
          consumer.paused().stream()
              .filter(p -> lanes.of(p).map(l -> l.bufferedBytes() < share / 2).orElse(false))
              .toList();
      consumer.resume(paused);
    }

    private void settleIdle() throws InterruptedException {
      for (Lane lane : lanes.all()) {
        Optional<Settlement> idle = lane.idle();
        if (idle.isPresent()) {
          settler.settle(idle.get());
        }
      }
    }

    private Optional<End> ended() {
      waiting.set(lanes.all().stream().flatMap(lane -> lane.waiting().stream()).findFirst());
      for (Lane lane : lanes.all()) {
        Optional<Throwable> broken = lane.broken();
        if (broken.isPresent()) {
          return Optional.of(
              broken.get() instanceof RunGate.OutOfDate
                  ? End.OutOfDate.OUT_OF_DATE
                  : new End.Lost(broken.get()));
        }
      }
      if (settler.broken().isPresent()) {
        return settler.broken().map(End.Lost::new);
      }
      return presence.lost().map(End.Lost::new);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      lanes.open(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        drain(partitions);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      try {
        lanes.abandon(partitions, DRAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** What the lanes have done is settled before the partitions go to somebody else. */
    private void drain(Collection<TopicPartition> partitions) throws InterruptedException {
      lanes.drain(partitions, DRAIN);
      CountDownLatch settled = settler.flush();
      long deadline = System.nanoTime() + DRAIN.toNanos();
      while (settler.broken().isEmpty()
          && !settled.await(50, TimeUnit.MILLISECONDS)
          && System.nanoTime() < deadline) {
        settler.membership(consumer.groupMetadata());
      }
    }
  }
}
