package io.godwit.aggregator.topology;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.monitor.Wait;
import io.godwit.common.wire.OtherVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running topology of one aggregator. It outlives whatever may pass, and stops at what cannot:
 * a message that is no receipt. A receipt of another version of Godwit is waited before: the thread
 * that meets it is replaced, and the next one meets it again, until an aggregator that can read it
 * has counted it, or its run has made place for another one. Safe for any thread.
 */
public final class TotalsStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TotalsStream.class);

  /**
   * So long a receipt that was met and cannot be read counts as one that still stands there; longer
   * than a new thread takes to get to it.
   */
  private static final Duration UNREAD = Duration.ofSeconds(30);

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final Set<String> ended;
  private final Set<String> passedOver;
  private final AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();
  private final AtomicReference<Optional<Wait>> trouble = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Unread>> unread = new AtomicReference<>(Optional.empty());
  private final CountDownLatch closing = new CountDownLatch(1);

  /** A receipt of another version was met; when, on the clock of {@link System#nanoTime}. */
  private record Unread(String run, Wait reason, long nanos) {
    boolean isNew() {
      return System.nanoTime() - nanos < UNREAD.toNanos();
    }
  }

  private TotalsStream(KafkaStreams streams, Set<String> ended, Set<String> passedOver) {
    this.streams = streams;
    this.ended = ended;
    this.passedOver = passedOver;
  }

  /**
   * Starts counting; returns at once.
   *
   * @param topics of a job whose topics exist, and the aggregator's too
   * @param state a folder of this process alone; what is lost there is rebuilt from topics
   */
  public static TotalsStream start(Cluster cluster, Topics topics, String aggregator, Path state) {
    Set<String> ended = ConcurrentHashMap.newKeySet();
    Set<String> passedOver = ConcurrentHashMap.newKeySet();
    TotalsStream stream =
        new TotalsStream(
            new KafkaStreams(
                TotalsTopology.of(topics, aggregator, ended, passedOver),
                StreamsSettings.of(cluster, topics.application(aggregator), state)),
            ended,
            passedOver);
    stream.streams.setUncaughtExceptionHandler(stream::respond);
    stream.streams.setStateListener((next, last) -> stream.changed(next));
    stream.streams.start();
    return stream;
  }

  /**
   * Makes sure that it can go on.
   *
   * @throws Refused where it met something that no second attempt would change
   */
  public void check() {
    Throwable reason = fatal.get();
    if (reason != null) {
      throw new Refused(
          ErrorCode.INTERNAL, "the aggregator cannot count a receipt: " + reason, reason);
    }
  }

  /**
   * Deletes the totals of runs that are over, within a second or two.
   *
   * @param runs that can never be the current one again
   */
  public void forget(Set<String> runs) {
    ended.addAll(runs);
  }

  /** The run of the receipt that it met last and cannot read; empty while it has met none. */
  public Optional<String> unread() {
    return unread.get().map(Unread::run);
  }

  /**
   * Passes over the receipts of a run that cannot be read here: what a worker that is cut off still
   * settles for a run that was given up counts nowhere, whatever its version.
   *
   * @param run one of which {@link #unread} told before the register was asked, and that the
   *     register did not name then: a run is registered before anything is published for it
   */
  public void passOver(String run) {
    if (passedOver.add(run)) {
      LOG.info("Receipts of run {}, which was given up, are passed over", run);
    }
    unread.set(Optional.empty());
  }

  /** Whether it has its place in the group and counts, or is about to. */
  public boolean counts() {
    return streams.state().isRunningOrRebalancing();
  }

  /** What ended its last attempt, until it counts again. */
  public Optional<Wait> trouble() {
    return unread.get().filter(Unread::isNew).map(Unread::reason).or(trouble::get);
  }

  private void changed(KafkaStreams.State next) {
    if (next == KafkaStreams.State.RUNNING) {
      trouble.set(Optional.empty());
    }
  }

  private StreamThreadExceptionResponse respond(Throwable thrown) {
    if (root(thrown) instanceof OtherVersion other) {
      Wait wait = Wait.of(other.at("a receipt of run " + other.run()));
      LOG.warn("The aggregator counts no further: {}", wait.what());
      unread.set(Optional.of(new Unread(other.run(), wait, System.nanoTime())));
      pause();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    if (!passes(thrown)) {
      fatal.compareAndSet(null, thrown);
      LOG.error("The aggregator stops: it cannot count a receipt", thrown);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.warn("The aggregator lost its connection and begins anew: {}", thrown.toString());
    trouble.set(Optional.of(wait(root(thrown))));
    pause();
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Whether a new attempt may go better: everything that a broker or a disk can say. */
  static boolean passes(Throwable thrown) {
    Throwable root = root(thrown);
    return root instanceof IOException
        || (root instanceof KafkaException && !(root instanceof SerializationException));
  }

  private static Wait wait(Throwable root) {
    return root instanceof IOException
        ? new Wait(ErrorCode.DISK, "its folder of state cannot be used: " + root.getMessage())
        : BrokerMessages.about(root);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** In the thread that ends, so that a broker which refuses at once is not asked in a loop. */
  private void pause() {
    try {
      if (closing.await(1, TimeUnit.SECONDS)) {
        LOG.debug("closing while a thread is replaced");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Commits, leaves the group so that a successor takes over at once, and ends the thread. */
  @Override
  public void close() {
    closing.countDown();
    boolean closed =
        streams.close(
            CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!closed) {
      LOG.warn("The aggregator did not end within {}; a successor waits for its session", CLOSE);
    }
  }
}
