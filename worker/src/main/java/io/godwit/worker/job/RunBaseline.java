package io.godwit.worker.job;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlTopic;
import io.godwit.common.kafka.RivalProcess;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.retry.Backoff;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What the target of a run was when the run began, in the control topic. The first opener of the
 * run lays down what it found; whoever opens the target later rests on that, also where it finds
 * something else by then.
 *
 * <p>Of several that open at once one is the first, whatever they do and wherever they die: it is
 * laid down in a transaction under one id, after having read what all earlier ones have left.
 *
 * <p>Any thread may ask.
 */
public final class RunBaseline implements SupportsBaseline.Recorded {

  /** Every partition of a worker asks while its target is altered. */
  private static final Duration EVERY = Duration.ofMillis(500);

  private static final int ATTEMPTS = 20;

  private final Cluster cluster;
  private final JobEntry entry;
  private final String unit;
  private final SortedMap<String, String> found;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<SortedMap<String, String>> known = Optional.empty();
  private long askedAt;

  private RunBaseline(Cluster cluster, JobEntry entry, SupportsBaseline sink) {
    this.cluster = cluster;
    this.entry = entry;
    this.unit = sink.unit();
    this.found = sink.baseline();
  }

  /**
   * Has a sink rest on what its run began with; where nothing is laid down yet, that is what the
   * sink found. A sink that knows of no such thing is left alone.
   *
   * @throws Trouble where the broker does not answer
   * @throws io.godwit.common.model.failure.Refused where the target is another one by now
   */
  public static void rest(Cluster cluster, JobEntry entry, Sink sink) throws Trouble {
    if (sink instanceof SupportsBaseline target) {
      rest(cluster, entry, target);
    }
  }

  /** The same of what is known to rest on something. */
  public static void rest(Cluster cluster, JobEntry entry, SupportsBaseline resting)
      throws Trouble {
    resting.restOn(new RunBaseline(cluster, entry, resting));
  }

  /** What is laid down about a run, by what its sinks write to; none where nothing is yet. */
  public static Map<String, SortedMap<String, String>> laidDown(Cluster cluster, JobEntry entry) {
    try (ControlTopic control = new ControlTopic(cluster, entry.job(), entry.run())) {
      Map<String, SortedMap<String, String>> laid = new TreeMap<>();
      for (Ruling.Baseline baseline : control.standing().of(Ruling.Baseline.class)) {
        laid.putIfAbsent(baseline.unit(), baseline.facts());
      }
      return laid;
    }
  }

  private Optional<SortedMap<String, String>> laid() {
    return Optional.ofNullable(laidDown(cluster, entry).get(unit));
  }

  @Override
  public SortedMap<String, String> newest() throws Trouble {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (known.isEmpty() || now - askedAt > EVERY.toNanos()) {
        askedAt = now;
        known = Optional.of(ask());
      }
      return known.get();
    } catch (KafkaException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE,
          "Kafka, about what the run began with: " + e.getMessage(),
          e);
    } finally {
      lock.unlock();
    }
  }

  private SortedMap<String, String> ask() {
    Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    Optional<SortedMap<String, String>> laid = laid();
    for (int attempt = 1; laid.isEmpty(); attempt++) {
      try {
        laid = Optional.of(layDown());
      } catch (KafkaException e) {
        // Another opener came in between; what it has laid down is what counts.
        if (attempt == ATTEMPTS || !RivalProcess.mayHaveCutOff(e)) {
          throw e;
        }
        pause(backoff.next());
        laid = laid();
      }
    }
    return laid.get();
  }

  private SortedMap<String, String> layDown() {
    String id = new Topics(entry.job()).baselineTransactions();
    KafkaProducer<byte[], byte[]> producer = cluster.transactionalProducer(id);
    try {
      // From here on nobody who began before can lay down anything, and what they did is there.
      producer.initTransactions();
      Optional<SortedMap<String, String>> laid = laid();
      if (laid.isPresent()) {
        return laid.get();
      }
      Ruling ruling = new Ruling.Baseline(unit, found, System.currentTimeMillis());
      producer.beginTransaction();
      var unused = producer.send(ControlTopic.message(entry.job(), entry.run(), ruling));
      producer.commitTransaction();
      return found;
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
