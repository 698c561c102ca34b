package io.godwit.producer.forget;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.replay.ForgetWish;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.VerifiedRow;
import io.godwit.producer.forget.TopicRewriting.Fate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/**
 * Removes what the topics of a job keep of one key. Nobody may be at work on the job; it takes the
 * job's transactional id, so that a run which is planned meanwhile ends it, and not the other way
 * round. For one thread.
 */
public final class ForgetWork {

  private static final Fate STAYS = new Fate.Stays();
  private static final Fate GOES = new Fate.Goes();

  private final Cluster cluster;
  private final Topics topics;
  private final ForgetWish wish;
  private final List<List<String>> keys;
  private final DocumentDecoder decoder = new DocumentDecoder();

  /**
   * Of a job whose last run has ended.
   *
   * @param keys the key columns of each place that the job writes to; rows that were gone are told
   *     by them
   */
  public ForgetWork(Cluster cluster, Topics topics, ForgetWish wish, List<List<String>> keys) {
    this.cluster = cluster;
    this.topics = topics;
    this.wish = wish;
    this.keys = List.copyOf(keys);
  }

  /**
   * Does it.
   *
   * @param dry whether it is only counted
   * @return how many things were removed, by what they are called, in the order of their places
   * @throws Trouble where the broker does not answer; to be repeated
   */
  public Map<String, Long> forget(boolean dry) throws Trouble {
    try (KafkaProducer<byte[], byte[]> client =
            cluster.transactionalProducer(
                topics.producerTransactions(), TopicRewriting.UNTIL_ABORTED);
        Admin admin = cluster.admin()) {
      if (!dry) {
        client.initTransactions();
      }
      Map<String, Long> forgotten = new LinkedHashMap<>();
      for (KeptData place : places(client, admin)) {
        forgotten.put(place.what(), place.forget(dry));
      }
      return forgotten;
    } catch (KafkaException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE, "the broker does not hand out the job's transactions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while forgetting", e);
    }
  }

  private List<KeptData> places(KafkaProducer<byte[], byte[]> client, Admin admin) {
    return List.of(
        rewritten("failed record", topics.failed(), this::letter, client, admin),
        rewritten("differing row", topics.verified(), this::differing, client, admin),
        rewritten("gone row", topics.gone(), this::gone, client, admin),
        new WorkKept(cluster, topics, client, admin));
  }

  private KeptData rewritten(
      String what,
      String topic,
      Function<ConsumerRecord<byte[], byte[]>, Fate> fates,
      KafkaProducer<byte[], byte[]> client,
      Admin admin) {
    TopicRewriting rewriting = new TopicRewriting(cluster, client, admin, topic);
    return new KeptData() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public long forget(boolean dry) throws Trouble, InterruptedException {
        return rewriting.rewrite(fates, dry);
      }
    };
  }

  /** The books count it, so something stands in its place. */
  private Fate letter(ConsumerRecord<byte[], byte[]> message) {
    return wish.meansLetter(message) ? new Fate.Replaced(DeadLetters.forgotten(message)) : STAYS;
  }

  private Fate differing(ConsumerRecord<byte[], byte[]> message) {
    try {
      return VerifiedRow.read(message)
              .filter(row -> wish.means(row.key(), row.unit()) || wish.means(row.row(), row.unit()))
              .isPresent()
          ? GOES
          : STAYS;
    } catch (IllegalArgumentException e) {
      return STAYS;
    }
  }

  /** A row that was gone has no record. */
  private Fate gone(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return STAYS;
    }
    try {
      return wish.meansRow(decoder.decode(message.value()), keys) ? GOES : STAYS;
    } catch (IllegalArgumentException e) {
      return STAYS;
    }
  }
}
