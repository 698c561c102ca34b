package io.godwit.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.MovedFrom;
import io.godwit.common.kafka.RecordDeletion;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.testkit.env.SharedBroker;
import io.godwit.testkit.fleet.Markers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reader of a topic hands out, over a real broker; here, since common has none. */
class TopicReadingTest {

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  @Test
  void aTopicIsReadToItsEndWhateverStandsThere() throws Exception {
    Cluster cluster = BROKER.cluster();
    Topics topics = BROKER.topics("reader", 3);
    List<String> read = new ArrayList<>();
    assertThatThrownBy(() -> TopicReader.open(cluster, "no-such-topic"))
        .hasMessageContaining("no-such-topic");
    try (TopicReader reader = TopicReader.open(cluster, topics.work());
        KafkaProducer<byte[], byte[]> client = cluster.transactionalProducer("reader")) {
      reader.toEnd(message -> read.add("empty"));
      client.initTransactions();
      send(client, topics, "a", true);
      send(client, topics, "b", false);
      Markers.await(cluster, topics.work());
      reader.toEnd(message -> read.add(text(message)));
      assertThat(read).containsExactlyInAnyOrder("a0", "a1", "a2");
      read.clear();
      reader.inOrder(message -> read.add(text(message)));
      assertThat(read).containsExactly("a0", "a1", "a2");
      send(client, topics, "c", true);
      read.clear();
      Markers.await(cluster, topics.work());
      reader.toEnd(message -> read.add(text(message)));
      assertThat(read).as("what came since").containsExactlyInAnyOrder("c0", "c1", "c2");
    }
    readFromTheirStarts(cluster, topics);
  }

  /** The partitions have a, an aborted b, and c, each with a marker behind it. */
  private static void readFromTheirStarts(Cluster cluster, Topics topics) throws Exception {
    List<String> read = new ArrayList<>();
    try (Admin admin = cluster.admin();
        TopicReader reader = TopicReader.open(cluster, topics.work(), List.of(4L, 1L))) {
      reader.inOrder(message -> read.add(text(message)));
      assertThat(read).as("one without a start too").containsExactly("c0", "c1", "a2", "c2");
      for (int partition = 0; partition < 3; partition++) {
        TopicPartition place = new TopicPartition(topics.work(), partition);
        RecordDeletion.before(admin, Map.of(place, partition == 2 ? 6L : 4L));
      }
      read.clear();
      reader.inOrder(message -> read.add(text(message)));
      assertThat(read).as("what is deleted is passed over").containsExactly("c0", "c1");
    }
  }

  @Test
  void severalTopicsAreReadByOneEachToItsEnd() throws Exception {
    Cluster cluster = BROKER.cluster();
    Topics topics = BROKER.topics("several", 2);
    List<String> read = new ArrayList<>();
    assertThatThrownBy(() -> TopicReader.ofAll(cluster, List.of(topics.work(), "no-such-topic")))
        .hasMessageContaining("no-such-topic");
    try (TopicReader reader = TopicReader.ofAll(cluster, List.of(topics.splits(), topics.work()));
        KafkaProducer<byte[], byte[]> client = cluster.plainProducer()) {
      reader.toEnd(message -> read.add("empty"));
      for (int round = 0; round < 2; round++) {
        client.send(message(topics.work(), 1, "w" + round)).get();
        client.send(message(topics.splits(), 0, "s" + round)).get();
        client.send(message(topics.work(), 0, "v" + round)).get();
        read.clear();
        reader.toEnd(message -> read.add(message.topic() + " " + text(message)));
        assertThat(read)
            .containsExactlyInAnyOrder(
                topics.work() + " w" + round,
                topics.splits() + " s" + round,
                topics.work() + " v" + round);
      }
    }
  }

  /** Readers see all that is old until the one deletion, and all that is new from then on. */
  @Test
  void aCopyCountsWhenWhatItWasMadeOfIsGone() throws Exception {
    Cluster cluster = BROKER.cluster();
    Topics topics = BROKER.topics("copied", 2);
    ProducerRecord<byte[], byte[]> copy = message(topics.work(), 0, "copy");
    MovedFrom.note(copy.headers(), 0);
    try (KafkaProducer<byte[], byte[]> client = cluster.plainProducer();
        Admin admin = cluster.admin()) {
      client.send(message(topics.work(), 0, "old")).get();
      client.send(message(topics.work(), 0, "between")).get();
      client.send(copy).get();
      client.send(message(topics.work(), 1, "other")).get();
      assertThat(ofTheFirst(cluster, topics, false)).containsExactly("old", "between");
      RecordDeletion.before(admin, Map.of(new TopicPartition(topics.work(), 0), 2L));
      assertThat(ofTheFirst(cluster, topics, true)).containsExactly("copy");
    }
  }

  private static List<String> ofTheFirst(Cluster cluster, Topics topics, boolean cut) {
    List<String> read = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(cluster, topics.work(), List.of(0L, 0L))) {
      reader.upTo(Map.of(0, 3L), message -> read.add(text(message)));
      assertThat(reader.isCut()).isEqualTo(cut);
    }
    return read;
  }

  @Test
  void whatIsOldIsPassedOver() throws Exception {
    Cluster cluster = BROKER.cluster();
    Topics topics = BROKER.topics("old", 1);
    try (KafkaProducer<byte[], byte[]> client = cluster.plainProducer()) {
      for (long time = 1; time <= 3; time++) {
        byte[] value = Long.toString(time).getBytes(UTF_8);
        client.send(new ProducerRecord<>(topics.work(), 0, time * 1000, value, value)).get();
      }
    }
    try (TopicReader reader = TopicReader.open(cluster, topics.work())) {
      reader.skipToWritten(1500);
      List<String> read = new ArrayList<>();
      reader.toEnd(message -> read.add(text(message)));
      assertThat(read).containsExactly("2", "3");
      read.clear();
      reader.rewind(0);
      reader.skipToNewest(1);
      reader.toEnd(message -> read.add(text(message)));
      assertThat(read).containsExactly("3");
      reader.rewind(0);
      reader.skipToWritten(4000);
      reader.toEnd(message -> read.add("none"));
      assertThat(read).containsExactly("3");
    }
  }

  private static ProducerRecord<byte[], byte[]> message(String topic, int partition, String text) {
    return new ProducerRecord<>(topic, partition, new byte[] {1}, text.getBytes(UTF_8));
  }

  private static String text(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.value(), UTF_8);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> client, Topics topics, String text, boolean commit) {
    client.beginTransaction();
    for (int partition = 0; partition < 3; partition++) {
      byte[] value = (text + partition).getBytes(UTF_8);
      var unused =
          client.send(new ProducerRecord<>(topics.work(), partition, new byte[] {1}, value));
    }
    client.flush();
    if (commit) {
      client.commitTransaction();
    } else {
      client.abortTransaction();
    }
  }
}
