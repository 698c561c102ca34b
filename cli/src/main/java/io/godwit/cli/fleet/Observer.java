package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.run.RunProgress;
import io.godwit.common.run.RunView;
import io.godwit.common.run.RunWatch;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.RunFinish;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a run again and again, in a thread of its own: a broker that is away makes it wait, and
 * the screen must not wait with it.
 */
public final class Observer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

  /** So much of the time that a run has taken may pass before its end is seen. */
  private static final int SHARE = 20;

  private static final Duration MOST_OFTEN = Duration.ofMillis(50);
  private static final Duration LEAST_OFTEN = Duration.ofMillis(400);

  private final Cluster cluster;
  private final JobEntry entry;
  private final long began = System.nanoTime();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Sight newest;
  private volatile Optional<Trouble> trouble = Optional.empty();

  /**
   * What was seen.
   *
   * @param finish how the run ended; empty while it has not
   * @param nanos when, on the clock of {@link System#nanoTime}
   */
  public record Sight(RunView view, Optional<RunFinish> finish, long nanos) {

    /** Of a run of which nothing is known yet. */
    static Sight ofNothing(JobEntry entry) {
      return new Sight(Runs.nothing(entry), Optional.empty(), System.nanoTime());
    }

    /** What the topics say now. First the end: the outcomes that it is of are then in the view. */
    static Sight of(RunWatch watch, JobEntry entry) throws Trouble {
      Optional<RunFinish> finish = watch.finished(entry.run());
      return new Sight(watch.view(entry), finish, System.nanoTime());
    }

    /** How long ago it was. */
    public Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Whether it says nothing of now. */
    public boolean isStale() {
      return age().compareTo(RunProgress.STALE) > 0;
    }
  }

  /** Begins to look at a run whose topics exist. */
  public Observer(Cluster cluster, JobEntry entry) {
    this.cluster = cluster;
    this.entry = entry;
    this.newest = Sight.ofNothing(entry);
    this.thread = Thread.ofPlatform().daemon().name("observer").start(this::lookOn);
  }

  /** The newest sight; before the first, that nothing is known yet. Any thread may ask. */
  public Sight newest() {
    return newest;
  }

  /**
   * Why the newest sight is not a newer one; empty where the looks go well, and where only the
   * broker does not answer. Any thread may ask.
   */
  public Optional<Trouble> trouble() {
    return trouble;
  }

  private void lookOn() {
    do {
      try {
        follow();
      } catch (KafkaException e) {
        trouble = Optional.empty();
        LOG.warn("the run {} cannot be looked at now", entry.run(), e);
      } catch (Trouble e) {
        trouble = Optional.of(e);
        LOG.warn("the run {} cannot be looked at now", entry.run(), e);
      }
    } while (!stopped());
  }

  private void follow() throws Trouble {
    Topics topics = new Topics(entry.job());
    try (RunWatch watch = RunWatch.open(cluster, topics, Runs.AGGREGATOR)) {
      do {
        newest = Sight.of(watch, entry);
        trouble = Optional.empty();
      } while (!stopped());
    }
  }

  private boolean stopped() {
    try {
      return stop.await(pause(System.nanoTime() - began).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** How long to wait for the next look at a run that was watched for so long. */
  static Duration pause(long nanos) {
    Duration share = Duration.ofNanos(nanos / SHARE);
    if (share.compareTo(MOST_OFTEN) < 0) {
      return MOST_OFTEN;
    }
    return share.compareTo(LEAST_OFTEN) > 0 ? LEAST_OFTEN : share;
  }

  /** Ends the looking, and waits for it where that does not take long. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
