package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.RivalProcess;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.monitor.Waits;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.run.SplitProgress;
import io.godwit.producer.feed.Chunk;
import io.godwit.producer.feed.ChunkEncoder;
import io.godwit.producer.feed.SourceSilence;
import io.godwit.producer.feed.SplitFeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes splits, each under its own transactional id. Any number of threads may, one split each.
 *
 * <p>Whoever takes a split initialises its id, which aborts what another producer has left open and
 * cuts it off, and reads the position only then. So no two producers ever publish one record of it,
 * whatever each of them believes of whose the split is; who gets it is a matter of who works, not
 * of exactness.
 */
final class SplitPublishing {

  private static final Logger LOG = LoggerFactory.getLogger(SplitPublishing.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** For one who is waited for no longer, and should leave nothing open all the same. */
  private static final Duration BROKEN_OFF = Duration.ofSeconds(1);

  private final Means means;
  private final RunLedger ledger;
  private final OwnedRun owned;
  private final SplitShare share;
  private final BooleanSupplier goesOn;
  private final Runnable committed;
  private final SourceSilence silence;
  private final CommitPace pace = new CommitPace();

  /**
   * What a producer publishes with, in whatever attempt.
   *
   * @param batches how many all threads together may have open: one for each partition
   */
  record Means(
      Cluster cluster,
      Topics topics,
      int batches,
      Source source,
      Supplier<ChunkEncoder> encoders,
      ProducerMeters meters) {}

  /**
   * Publishing of a run.
   *
   * @param goesOn whether anything is to be published
   * @param committed is told when something was
   */
  SplitPublishing(
      Means means,
      RunLedger ledger,
      OwnedRun owned,
      SplitShare share,
      BooleanSupplier goesOn,
      Runnable committed) {
    this.means = means;
    this.ledger = ledger;
    this.owned = owned;
    this.share = share;
    this.goesOn = goesOn;
    this.committed = committed;
    this.silence = new SourceSilence(means.meters().waits());
  }

  /**
   * Publishes a split to its end, or until it is not to be published here. What was committed
   * stays, whatever is thrown.
   *
   * @return whether it is published to its end
   */
  boolean publish(int split) throws Trouble, InterruptedException {
    KafkaProducer<byte[], byte[]> client =
        means
            .cluster()
            .bulkProducer(
                means.topics().splitTransactions(ledger.run(), split),
                ProducerRole.UNTIL_ABORTED,
                means.batches());
    Duration farewell = CLOSING;
    try {
      return publish(split, client);
    } catch (InterruptException brokenOff) {
      farewell = BROKEN_OFF;
      throw brokenOff;
    } catch (KafkaException lost) {
      farewell = Duration.ZERO;
      if (!RivalProcess.mayBeBehind(lost)) {
        throw lost;
      }
      letGo(split, lost);
      return false;
    } finally {
      close(client, farewell);
    }
  }

  /** Another has taken the split. It may have the run, too; or it is dead by the next look. */
  private void letGo(int split, KafkaException lost) {
    LOG.info("{}: another has taken split {}", means.topics().job(), split);
    LOG.debug("{}: fenced at split {}", means.topics().job(), split, lost);
    share.rest(split);
    broker(
        "the broker does not say whose the job is",
        () -> {
          owned.require();
          return true;
        });
  }

  /** A set flag would keep the client from aborting what it has open. */
  private static void close(KafkaProducer<byte[], byte[]> client, Duration farewell) {
    boolean interrupted = Thread.interrupted();
    try {
      // Never without a limit: a client waits for ever to abort at a broker that is gone.
      client.close(farewell);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean publish(int split, KafkaProducer<byte[], byte[]> client)
      throws Trouble, InterruptedException {
    SplitProgress from =
        broker(
            "the broker does not hand out the transactions of split " + split,
            () -> {
              client.initTransactions();
              // In this order: before, another producer might go on behind what is read here.
              owned.require();
              return ledger.newest(split);
            });
    return from.closed()
        || publish(from, new Publisher(client, means.topics(), ledger.run(), pace, means.meters()));
  }

  private boolean publish(SplitProgress from, Publisher publisher)
      throws Trouble, InterruptedException {
    int split = from.split().number();
    try (SplitFeed feed = new SplitFeed(means.source(), List.of(from), 1, means.encoders())) {
      while (!feed.finished() && goesOn.getAsBoolean() && share.isMine(split)) {
        Optional<Chunk> chunk = feed.next(PATIENCE);
        silence.heard(chunk.isPresent());
        if (publish(chunk, publisher)) {
          committed.run();
        }
      }
      commit(publisher);
      return feed.finished();
    } catch (Trouble trouble) {
      // What came before it is whole. A source that fails every moment would else never get on.
      commit(publisher);
      throw trouble;
    }
  }

  private void commit(Publisher publisher) {
    boolean did =
        broker(
            "the broker does not commit the records of " + means.topics().work(),
            publisher::commit);
    if (did) {
      committed.run();
    }
  }

  /** Answers whether something has been committed. */
  private boolean publish(Optional<Chunk> chunk, Publisher publisher) throws InterruptedException {
    return broker(
        "the broker does not take the records of " + means.topics().work(),
        () -> {
          if (chunk.isPresent()) {
            publisher.send(chunk.get());
          }
          return publisher.commitIfDue();
        });
  }

  private <T, E extends Exception> T broker(String otherwise, Waits.Work<T, E> work) throws E {
    return means.meters().waits().call(ErrorCode.BROKER_UNREACHABLE, otherwise, work);
  }
}
