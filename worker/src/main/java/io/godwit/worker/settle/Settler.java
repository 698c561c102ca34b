package io.godwit.worker.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
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
 */
public final class Settler implements AutoCloseable {

  /** Enough for every partition to have a batch waiting; more would only hold memory. */
  private static final int QUEUE = 64;

  /** Keeps a transaction, and what a crash repeats, small when batches are large. */
  private static final int MOST_RECORDS = 50_000;

  /**
   * A rebalance moves the member's epoch, and a commit that was under way with the old one is
   * refused. The poll thread learns the new epoch within a moment; only a member that really lost
   * its place is refused this often.
   */
  private static final int STALE_EPOCH_ATTEMPTS = 50;

  private final KafkaProducer<byte[], byte[]> client;
  private final Duration interval;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicReference<Optional<RuntimeException>> failure =
      new AtomicReference<>(Optional.empty());
  private final Thread thread;
  private volatile ConsumerGroupMetadata membership;

  private sealed interface Work {
    record Settle(Settlement settlement) implements Work {}

    record Flush(CountDownLatch done) implements Work {}

    record Stop() implements Work {}
  }

  /**
   * Starts to settle.
   *
   * @param client with its transactions initialised; closed by {@link #close()}
   * @param interval how long results may wait for their transaction
   * @param membership of the group on whose behalf offsets are committed
   */
  public Settler(
      KafkaProducer<byte[], byte[]> client, Duration interval, ConsumerGroupMetadata membership) {
    this.client = client;
    this.interval = interval;
    this.membership = membership;
    this.thread = Thread.ofPlatform().name("settler").daemon().start(this::settleAll);
  }

  /** Tells the member's newest epoch; the poll thread does after every poll. */
  public void membership(ConsumerGroupMetadata newest) {
    membership = newest;
  }

  /** What broke this settler; empty while it works. */
  public Optional<RuntimeException> broken() {
    return failure.get();
  }

  /** Hands over a settlement; waits while too many are under way. */
  public void settle(Settlement settlement) throws InterruptedException {
    put(new Work.Settle(settlement));
  }

  /**
   * Asks that everything handed over so far be settled now.
   *
   * @return counts down when it is, or when this settler is broken
   */
  public CountDownLatch flush() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    put(new Work.Flush(done));
    return done;
  }

  private void put(Work work) throws InterruptedException {
    while (!queue.offer(work, 100, TimeUnit.MILLISECONDS)) {
      if (!thread.isAlive()) {
        return;
      }
    }
  }

  private void settleAll() {
    try {
      List<Settlement> pending = new ArrayList<>();
      long due = 0;
      while (true) {
        Work work = pending.isEmpty() ? queue.take() : queue.poll(left(due), TimeUnit.NANOSECONDS);
        if (work instanceof Work.Settle(Settlement settlement)) {
          due = pending.isEmpty() ? System.nanoTime() + interval.toNanos() : due;
          pending.add(settlement);
        }
        if (!(work instanceof Work.Settle) || isFull(pending) || left(due) == 0) {
          commit(pending);
          pending.clear();
        }
        if (work instanceof Work.Flush(CountDownLatch done)) {
          done.countDown();
        }
        if (work instanceof Work.Stop) {
          return;
        }
      }
    } catch (KafkaException e) {
      fail(e);
    } catch (InterruptedException e) {
      fail(new IllegalStateException("the settler was interrupted", e));
    }
  }

  private static long left(long due) {
    return Math.max(0, due - System.nanoTime());
  }

  private static boolean isFull(List<Settlement> pending) {
    return pending.stream().mapToInt(Settlement::records).sum() >= MOST_RECORDS;
  }

  private void fail(RuntimeException e) {
    failure.set(Optional.of(e));
    for (Work work = queue.poll(); work != null; work = queue.poll()) {
      if (work instanceof Work.Flush(CountDownLatch done)) {
        done.countDown();
      }
    }
  }

  private void commit(List<Settlement> settlements) throws InterruptedException {
    if (settlements.isEmpty()) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        transact(settlements);
        return;
      } catch (CommitFailedException stale) {
        client.abortTransaction();
        if (attempt == STALE_EPOCH_ATTEMPTS) {
          throw stale;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private void transact(List<Settlement> settlements) {
    client.beginTransaction();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Settlement settlement : settlements) {
      settlement.messages().forEach(this::send);
      offsets.put(settlement.partition(), new OffsetAndMetadata(settlement.offset()));
    }
    client.sendOffsetsToTransaction(offsets, membership);
    client.commitTransaction();
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // The commit throws where a send failed, so nobody needs to look at the future.
    var unused = client.send(message);
  }

  /** Settles what is left, unless broken, and closes the client. */
  @Override
  public void close() {
    try {
      put(new Work.Stop());
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    } finally {
      // A client whose broker is gone must not hold up the session that is to replace it.
      client.close(failure.get().isPresent() ? Duration.ZERO : Duration.ofSeconds(10));
    }
  }
}
