package io.godwit.worker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.metrics.KafkaMetric;

/**
 * A worker's transactional client. Its settler's own thread calls it, and no transaction goes on
 * but for the one that was {@linkplain #arm armed}: so of the two threads of a session only one
 * does anything at a time, and a history can be repeated.
 *
 * <p>Before and after each call is a point at which the process may die, or be suspended. What a
 * real client tells late, with the commit, this one tells at once; the settler makes no difference.
 */
final class ClientModel implements Producer<byte[], byte[]> {

  /** What a history does to a transaction. */
  record Interruption(int point, boolean dies) {
    static final Interruption NONE = new Interruption(Integer.MAX_VALUE, false);
  }

  /** Where the settler has come to, and does nothing more by itself. */
  enum Rest {
    COMMITTED,
    /** Refused by the group's coordinator, and aborted. */
    ABORTED,
    BROKEN,
    SUSPENDED
  }

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final BrokerModel broker;
  private final String id;
  private int epoch;
  private boolean armed;
  private boolean closed;
  private boolean suspended;
  private Interruption interruption = Interruption.NONE;
  private int point;
  private int rests;
  private int seen;
  private Rest rest = Rest.COMMITTED;

  ClientModel(BrokerModel broker, String id) {
    this.broker = broker;
    this.id = id;
    initTransactions();
  }

  /** Lets the next transaction begin. */
  synchronized void arm(Interruption next) {
    interruption = next;
    point = 0;
    armed = true;
    notifyAll();
  }

  /** Lets a suspended transaction go on. */
  synchronized void resume() {
    suspended = false;
    notifyAll();
  }

  synchronized boolean isSuspended() {
    return suspended;
  }

  /** Waits until the transaction that was armed or resumed has come to rest. */
  synchronized Rest awaitRest() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (rests == seen) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException("the settler does not come to rest");
      }
      wait(PATIENCE.toMillis());
    }
    seen = rests;
    return rest;
  }

  /** Somebody else has waited for that. */
  synchronized void passRest() {
    seen = rests;
  }

  private synchronized void rest(Rest now) {
    rest = now;
    rests++;
    notifyAll();
  }

  private void call(Runnable effect) {
    try {
      pass();
      effect.run();
      pass();
    } catch (CommitFailedException stale) {
      throw stale;
    } catch (KafkaException e) {
      rest(Rest.BROKEN);
      throw e;
    }
  }

  private synchronized void pass() {
    if (point++ == interruption.point()) {
      closed |= interruption.dies();
      if (!closed) {
        suspended = true;
        rest(Rest.SUSPENDED);
      }
    }
    await();
  }

  /** Not while it is suspended; never again once it is closed. */
  private synchronized void await() {
    try {
      while (!closed && (suspended || !armed)) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    if (closed) {
      throw new KafkaException("the client is closed");
    }
  }

  @Override
  public void initTransactions() {
    epoch = broker.initialise(id);
  }

  @Override
  public void beginTransaction() {
    call(() -> {});
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
    call(() -> broker.send(id, epoch, message));
    return new CompletableFuture<>();
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata membership) {
    call(() -> broker.sendOffsets(id, epoch, offsets, membership));
  }

  @Override
  public void commitTransaction() {
    call(() -> broker.commit(id, epoch));
    end(Rest.COMMITTED);
  }

  @Override
  public void abortTransaction() {
    call(() -> broker.abort(id, epoch));
    end(Rest.ABORTED);
  }

  private synchronized void end(Rest how) {
    armed = false;
    rest(how);
  }

  /** What is open stays open: the broker decides about it. */
  @Override
  public synchronized void close(Duration timeout) {
    closed = true;
    notifyAll();
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback told) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void flush() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PartitionInfo> partitionsFor(String topic) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<MetricName, ? extends Metric> metrics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uuid clientInstanceId(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerMetricForSubscription(KafkaMetric metric) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unregisterMetricFromSubscription(KafkaMetric metric) {
    throw new UnsupportedOperationException();
  }
}
