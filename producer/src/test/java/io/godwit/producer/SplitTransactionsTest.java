package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.SplitTransactions;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.env.SharedBroker;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What producers leave open, over a real broker; here, since common has none. */
class SplitTransactionsTest {

  private static final Topics TOPICS = new Topics("left");
  private static final Topics NEIGHBOUR = new Topics("left-over");

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private final Cluster cluster = BROKER.cluster();
  private final Admin admin = cluster.admin();

  @BeforeEach
  void topics() throws Exception {
    BROKER.topics(TOPICS.job(), 3);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  private KafkaProducer<byte[], byte[]> initialised(String id) {
    KafkaProducer<byte[], byte[]> client =
        cluster.transactionalProducer(id, ProducerRole.UNTIL_ABORTED);
    client.initTransactions();
    return client;
  }

  private KafkaProducer<byte[], byte[]> open(String id) throws Exception {
    KafkaProducer<byte[], byte[]> client = initialised(id);
    client.beginTransaction();
    client.send(new ProducerRecord<>(TOPICS.work(), new byte[1])).get();
    return client;
  }

  private static void isCutOff(KafkaProducer<byte[], byte[]> client) {
    assertThatThrownBy(client::commitTransaction).isInstanceOf(KafkaException.class);
  }

  /** Of a job whose name begins like ours, nothing is ended. */
  @Test
  void onlyThoseOfOtherRunsOfTheJobAreEnded() throws Exception {
    try (KafkaProducer<byte[], byte[]> before = open(TOPICS.splitTransactions("r1", 7));
        KafkaProducer<byte[], byte[]> mine = open(TOPICS.splitTransactions("r2", 7));
        KafkaProducer<byte[], byte[]> others = open(NEIGHBOUR.splitTransactions("r1", 0))) {
      assertThat(SplitTransactions.endOthers(admin, TOPICS, "r2"))
          .containsExactly(TOPICS.splitTransactions("r1", 7));
      mine.commitTransaction();
      others.commitTransaction();
      isCutOff(before);
      assertThat(SplitTransactions.endOthers(admin, TOPICS, "r2")).isEmpty();
    }
  }

  @Test
  void ofARunOnlyTheSplitsThatAreNamedAreEnded() throws Exception {
    try (KafkaProducer<byte[], byte[]> one = open(TOPICS.splitTransactions("r3", 1));
        KafkaProducer<byte[], byte[]> eleventh = open(TOPICS.splitTransactions("r3", 11))) {
      assertThat(SplitTransactions.end(admin, TOPICS, "r3", List.of())).isEmpty();
      assertThat(SplitTransactions.end(admin, TOPICS, "r3", List.of(1, 2)))
          .containsExactly(TOPICS.splitTransactions("r3", 1));
      eleventh.commitTransaction();
      isCutOff(one);
    }
  }

  /** Whoever has nothing open yet would else begin. */
  @Test
  void aRunThatIsGivenUpBeginsNothingMore() throws Exception {
    try (KafkaProducer<byte[], byte[]> given = initialised(TOPICS.splitTransactions("r4", 0));
        KafkaProducer<byte[], byte[]> other = initialised(TOPICS.splitTransactions("r40", 0))) {
      assertThat(SplitTransactions.cutOff(admin, TOPICS, "r4"))
          .containsExactly(TOPICS.splitTransactions("r4", 0));
      given.beginTransaction();
      var unused = given.send(new ProducerRecord<>(TOPICS.work(), new byte[1]));
      isCutOff(given);
      other.beginTransaction();
      other.send(new ProducerRecord<>(TOPICS.work(), new byte[1])).get();
      other.commitTransaction();
    }
  }
}
