package io.godwit.producer;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Split;
import io.godwit.common.model.Task;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.run.RunPlan;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.common.wire.run.StartOffsets;
import io.godwit.common.wire.run.TaskProgress;
import io.godwit.producer.feed.Chunk;
import io.godwit.producer.feed.PublishedVolume;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends chunks in transactions: records and the position behind them become visible together or not
 * at all. For one thread.
 *
 * <p>A failed send is not looked at here: the commit throws where one failed, and whoever drives
 * this publisher throws it away and resumes from the last commit.
 */
final class Publisher {

  private static final int COMMIT_RECORDS = 100_000;

  /**
   * How much may be on its way to the broker, as it is before compression. The client counts the
   * bytes that it holds after it: by its own limit alone it would take many times as much.
   */
  private static final long MOST_UNDER_WAY = 10L << 20;

  private final KafkaProducer<byte[], byte[]> client;
  private final Topics topics;
  private final String run;
  private final Map<Integer, SplitProgress> moved = new HashMap<>();
  private final Deque<Sent> underWay = new ArrayDeque<>();
  private final CommitPace pace;
  private final ProducerMeters meters;
  private PublishedVolume pending = PublishedVolume.NOTHING;
  private long bytesUnderWay;
  private long begunAt;

  /** The last message of a chunk stands for all: the others are mostly sent before it. */
  private record Sent(Future<RecordMetadata> last, long bytes) {}

  /** A publisher that has sent nothing yet; the pace is that of all that publish the run here. */
  Publisher(
      KafkaProducer<byte[], byte[]> client,
      Topics topics,
      String run,
      CommitPace pace,
      ProducerMeters meters) {
    this.client = client;
    this.topics = topics;
    this.run = run;
    this.pace = pace;
    this.meters = meters;
  }

  /**
   * Publishes the plan of the run, in a transaction of its own.
   *
   * @param tasks of its phases
   * @param starts as they are now, before that
   * @param claims what the plan takes of dead letters
   */
  void publish(
      Plan plan,
      List<Task> tasks,
      StartOffsets starts,
      List<ProducerRecord<byte[], byte[]>> claims) {
    client.beginTransaction();
    claims.forEach(this::send);
    RunPlan message =
        new RunPlan(
            plan.splits().size(),
            plan.fingerprint(),
            System.currentTimeMillis(),
            Placement.VERSION,
            starts,
            tasks.size(),
            plan.ranges());
    send(SplitMessages.of(topics.splits(), run, message));
    for (Split split : plan.splits()) {
      send(SplitMessages.of(topics.splits(), run, RunLedger.first(split)));
    }
    for (int number = 0; number < tasks.size(); number++) {
      TaskProgress open = TaskProgress.open(number, tasks.get(number));
      send(SplitMessages.of(topics.splits(), run, open));
    }
    client.commitTransaction();
  }

  /**
   * Sends a chunk; it is published by a later commit. Waits while too many are under way.
   *
   * @throws InterruptedException where the thread is interrupted while it waits
   */
  void send(Chunk chunk) throws InterruptedException {
    if (moved.isEmpty()) {
      client.beginTransaction();
      begunAt = System.nanoTime();
    }
    Optional<Future<RecordMetadata>> last = Optional.empty();
    for (ProducerRecord<byte[], byte[]> message : chunk.messages()) {
      last = Optional.of(client.send(message));
    }
    if (last.isPresent()) {
      underWay.add(new Sent(last.get(), chunk.bytes()));
      bytesUnderWay += chunk.bytes();
    }
    awaitOldest();
    pending = pending.plus(chunk.volume());
    moved.put(chunk.after().split().number(), chunk.after());
  }

  /**
   * The client holds messages back until a batch is full or the transaction is committed, so what
   * is waited for here has to be sent first.
   */
  private void awaitOldest() throws InterruptedException {
    while (bytesUnderWay > MOST_UNDER_WAY) {
      Sent oldest = underWay.remove();
      bytesUnderWay -= oldest.bytes();
      if (!oldest.last().isDone()) {
        client.flush();
      }
      try {
        oldest.last().get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException lost ? lost : new KafkaException(e);
      }
    }
  }

  /** Commits where it is time to; answers whether it did. */
  boolean commitIfDue() {
    boolean due = pending.all() >= COMMIT_RECORDS || System.nanoTime() - begunAt >= pace.nanos();
    if (!due || !commit()) {
      return false;
    }
    pace.committed();
    return true;
  }

  /**
   * Commits what has been sent; without it, what has been sent never happened.
   *
   * @return whether there was anything
   */
  boolean commit() {
    if (moved.isEmpty()) {
      return false;
    }
    moved.values().forEach(progress -> send(SplitMessages.of(topics.splits(), run, progress)));
    long begun = System.nanoTime();
    client.commitTransaction();
    meters.committed(pending, System.nanoTime() - begun);
    underWay.clear();
    bytesUnderWay = 0;
    moved.clear();
    pending = PublishedVolume.NOTHING;
    return true;
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // The commit throws where a send failed, so nobody needs to look at the future.
    var unused = client.send(message);
  }
}
