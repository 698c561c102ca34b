package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.HangingTransactions;
import io.godwit.common.kafka.Topics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, as long as it is open, that no transaction which a dying broker has left open stands
 * before the roles of a job for good. In a thread of its own: its questions may take long, and
 * whoever is held up by such a transaction cannot ask them.
 */
final class HangingWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HangingWatch.class);

  private final Cluster cluster;
  private final String job;
  private final String aggregator;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Begins to watch over a job. */
  HangingWatch(Cluster cluster, String job, String aggregator) {
    this.cluster = cluster;
    this.job = job;
    this.aggregator = aggregator;
    this.thread = Thread.ofVirtual().name("hanging").start(this::watch);
  }

  private void watch() {
    try {
      while (!endsInPause() && mayLookOn()) {
        // Another client, since the last one gave up.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers false where this user may not look. */
  private boolean mayLookOn() throws InterruptedException {
    try (HangingTransactions hanging =
        new HangingTransactions(cluster, new Topics(job), aggregator)) {
      do {
        for (String aborted : hanging.look()) {
          LOG.warn("{}; it is aborted", aborted);
        }
      } while (!endsInPause());
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      if (cause instanceof AuthorizationException) {
        LOG.warn(
            "nobody looks for transactions that hang: the user of {} may not describe the topics'"
                + " producers or abort transactions ({})",
            job,
            cause.getMessage());
        return false;
      }
      LOG.debug("transactions that hang were not looked for", e);
    }
    return true;
  }

  /** Rests until the next look; answers whether it was closed meanwhile. */
  private boolean endsInPause() throws InterruptedException {
    return stop.await(HangingTransactions.EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does not wait for an answer that is on its way. */
  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
  }
}
