package io.godwit.worker.settle;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.worker.measure.WorkerMeters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes receipts, dead letters and offsets, one transaction a commit interval for all
 * partitions of a worker. Its own thread is the only one that uses the transactional client.
 *
 * <p>A settlement is either wholly published or not at all. When the client fails, this settler is
 * broken for good ({@link #broken()}): everything unsettled is forgotten, and because the offsets
 * are forgotten with it, another session does that work again.
 *
 * <p>The group's coordinator checks the member's epoch, not which partitions it owns. So whoever
 * gives a partition away must have seen {@link #flush} succeed, or {@link #abandon} this settler
 * before the member gets a new epoch: a settlement that came later would be accepted, and its
 * records would be in the books twice.
 */
public final class Settler implements AutoCloseable {

  /**
   * A rebalance moves the member's epoch, and a commit that was under way with the old one is
   * refused. The poll thread learns the new epoch within a moment; only a member that really lost
   * its place is refused this often.
   */
  private static final int STALE_EPOCH_ATTEMPTS = 50;

  private static final Duration STALE_EPOCH_PAUSE = Duration.ofMillis(100);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> client;
  private final WorkerMeters meters;
  private final SettlementQueue queue;
  private final Thread thread;
  private final ConcurrentMap<TopicPartition, Long> settledTo = new ConcurrentHashMap<>();
  private volatile ConsumerGroupMetadata membership;

  /**
   * Starts to settle, in a thread of the platform: a client that waits for its broker would hold
   * the carrier of a virtual one.
   *
   * @param client with its transactions initialised; closed by {@link #close()}
   * @param interval how long results may wait for their transaction
   * @param membership of the group on whose behalf offsets are committed
   */
  public Settler(
      Producer<byte[], byte[]> client,
      Duration interval,
      ConsumerGroupMetadata membership,
      WorkerMeters meters) {
    this(
        client,
        interval,
        membership,
        meters,
        Thread.ofPlatform().name("settler").daemon().factory());
  }

  /**
   * The same, in a thread of the caller's kind: simulations begin tens of thousands of sessions
   * over clients that wait for nothing.
   *
   * @param threads makes one thread
   */
  public Settler(
      Producer<byte[], byte[]> client,
      Duration interval,
      ConsumerGroupMetadata membership,
      WorkerMeters meters,
      ThreadFactory threads) {
    this.client = client;
    this.meters = meters;
    this.queue = new SettlementQueue(interval);
    this.membership = membership;
    this.thread = threads.newThread(this::settleAll);
    this.thread.start();
  }

  /** Tells the member's newest epoch; the poll thread does after every poll. */
  public void membership(ConsumerGroupMetadata newest) {
    membership = newest;
  }

  /** What broke this settler, or that it was abandoned; empty while it works. */
  public Optional<Throwable> broken() {
    return queue.broken();
  }

  /**
   * Hands over a settlement where there is room for it; never waits.
   *
   * @return whether it was taken; never by a settler that is broken
   */
  public boolean offer(Settlement settlement) {
    return queue.offer(settlement);
  }

  /** Waits until there may be room, at most this long; not at all where this settler is broken. */
  public void awaitRoom(Duration patience) throws InterruptedException {
    queue.awaitRoom(patience);
  }

  /**
   * Has everything handed over so far settled now.
   *
   * @return whether it is; where it is not, it may be later
   */
  public boolean flush(Duration patience) throws InterruptedException {
    return queue.flush(patience);
  }

  /** Has everything handed over so far settled soon, without waiting for the interval to end. */
  public void hurry() {
    queue.hurry();
  }

  /** Up to which offset all of a partition is settled for good; 0 where none was settled here. */
  public long settledTo(TopicPartition partition) {
    return settledTo.getOrDefault(partition, 0L);
  }

  private void settleAll() {
    try {
      List<Settlement> due = queue.takeDue();
      while (!due.isEmpty()) {
        long begun = System.nanoTime();
        commit(due);
        due.forEach(done -> settledTo.put(done.partition(), done.offset()));
        queue.settled(due);
        measure(due, System.nanoTime() - begun);
        due = queue.takeDue();
      }
    } catch (InterruptedException e) {
      queue.fail(new IllegalStateException("the settler was interrupted", e));
    } catch (RuntimeException | Error e) {
      // Whatever it is: a settler that has died without a word would leave its worker standing.
      queue.fail(e);
    }
  }

  private void measure(List<Settlement> published, long nanos) {
    meters.committed(nanos);
    for (Settlement settlement : published) {
      BatchResult result = settlement.result();
      meters.settled(result.records(), result.bytes(), result.failures());
    }
  }

  private void commit(List<Settlement> settlements) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        transact(settlements);
        return;
      } catch (CommitFailedException stale) {
        client.abortTransaction();
        meters.aborted();
        queue.awaitEnd(STALE_EPOCH_PAUSE);
        if (attempt == STALE_EPOCH_ATTEMPTS || queue.broken().isPresent()) {
          throw stale;
        }
      }
    }
  }

  private void transact(List<Settlement> settlements) {
    meters
        .waits()
        .call(
            ErrorCode.BROKER_UNREACHABLE,
            "the broker does not take the receipts",
            () -> {
              publish(settlements);
              return true;
            });
  }

  private void publish(List<Settlement> settlements) {
    client.beginTransaction();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Settlement settlement : settlements) {
      settlement.result().messages().forEach(this::send);
      offsets.put(
          settlement.partition(), new OffsetAndMetadata(settlement.offset(), settlement.mark()));
    }
    client.sendOffsetsToTransaction(offsets, membership);
    client.commitTransaction();
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // The commit throws where a send failed, so nobody needs to look at the future.
    var unused = client.send(message);
  }

  /**
   * Settles nothing more from now on, and forgets what is unsettled. A commit that is waiting for a
   * broker is given up; whether it took place is decided by the broker, as in a crash.
   */
  public void abandon() {
    queue.fail(new KafkaException("this session's unsettled work was given up"));
    client.close(Duration.ZERO);
    // Wakes it from a pause; a thread inside the client has been woken by the line above.
    thread.interrupt();
    awaitThread();
  }

  /** Settles what is left, unless broken, and closes the client. */
  @Override
  public void close() {
    queue.stop();
    if (!awaitThread() || queue.broken().isPresent()) {
      abandon();
    }
    client.close(CLOSING);
  }

  private boolean awaitThread() {
    try {
      return thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
