package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.role.RoleLoop;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * Work under the transactional id of a job, by the one producer that holds it: to plan a run, and
 * to note what was done at its target.
 */
record JobTransactions(Cluster cluster, Topics topics, RoleLoop loop) {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** What is done; whatever it leaves open is aborted. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T with(KafkaProducer<byte[], byte[]> client) throws Trouble, InterruptedException;
  }

  /**
   * Does something, when others are cut off and the job is known to be this producer's.
   *
   * @param read the ledger: in this order, or another producer might go on behind what is read
   * @throws io.godwit.common.model.failure.Refused where the job is another's by now
   */
  <T> T of(OwnedRun owned, Runnable read, Work<T> work) throws Trouble, InterruptedException {
    KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(topics.producerTransactions(), ProducerRole.UNTIL_ABORTED);
    Duration farewell = CLOSING;
    try {
      loop.broker(
          "the broker does not hand out the producer's transactions",
          () -> {
            client.initTransactions();
            // Others are fenced by now: who has taken the job since fences this one, and not
            // before.
            owned.require();
            read.run();
            return true;
          });
      return work.with(client);
    } catch (KafkaException lost) {
      farewell = Duration.ZERO;
      throw lost;
    } finally {
      // Never without a limit: a client waits for ever to abort at a broker that is gone.
      client.close(farewell);
    }
  }
}
