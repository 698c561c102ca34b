package io.godwit.cli.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.cli.fleet.JobTopics;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import io.godwit.testkit.env.SharedBroker;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a place that is to be skipped is said, with what is there instead. */
final class SkipPlaceTest {

  private static final Topics TOPICS = new Topics("skipped");
  private static final TopicPartition PARTITION = new TopicPartition(TOPICS.work(), 1);

  @RegisterExtension private static final SharedBroker BROKER = new SharedBroker();

  private static Cluster cluster;

  /**
   * In partition 1: settled, of an older run, of this run with three records, and no work at all.
   */
  @BeforeAll
  static void publish() throws Exception {
    cluster = BROKER.cluster();
    JobTopics.create(cluster, TOPICS.job());
    try (Admin admin = cluster.admin();
        KafkaProducer<byte[], byte[]> producer = cluster.plainProducer()) {
      producer.send(pack("r2", 1)).get();
      producer.send(pack("r1", 1)).get();
      producer.send(pack("r2", 3)).get();
      producer.send(new ProducerRecord<>(TOPICS.work(), 1, null, new byte[] {1})).get();
      admin
          .alterConsumerGroupOffsets(TOPICS.workers(), Map.of(PARTITION, new OffsetAndMetadata(1)))
          .all()
          .get();
    }
  }

  private static ProducerRecord<byte[], byte[]> pack(String run, int records) {
    WorkPacker packer = new WorkPacker(TOPICS.work(), run, 2, record -> 1);
    for (int i = 0; i < records; i++) {
      Document fields = Document.of("id", new Value.Text("" + i));
      packer.add(
          new DataRecord(new RecordId(0, i), new Key("" + i), new Origin("f", i + 1), fields),
          1000);
    }
    return packer.take().getFirst();
  }

  private static int records(int partition, long offset, int record) throws Exception {
    JobEntry entry = new JobEntry("skipped", "r2", "", "", 0);
    return new SkipPlace(cluster, entry, partition, offset).require(record);
  }

  @Test
  void whatIsThereIsCounted() throws Exception {
    assertThat(records(1, 2, Ruling.Skip.ALL)).isEqualTo(3);
    assertThat(records(1, 2, 2)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 0 | 0 | --partition 2: the run has 0 to 1",
        "-1 | 0 | 0 | --partition -1: the run has 0 to 1",
        "1 | 4 | 0 | --offset 4: partition 1 ends at 4",
        "1 | -1 | 0 | --offset -1: partition 1 ends at 4",
        "0 | 0 | 0 | --offset 0: partition 0 ends at 0",
        "1 | 0 | 0 | --offset 0 is settled: partition 1 is at 1",
        "1 | 1 | 0 | --offset 1 is no message of run r2",
        "1 | 3 | 0 | --offset 3 is no message of run r2",
        "1 | 2 | 3 | --record 3: the message has records 0 to 2 only",
      })
  void whatIsNotThereIsRefused(int partition, long offset, int record, String why) {
    assertThatThrownBy(() -> records(partition, offset, record))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMAND_USAGE))
        .hasMessage(why);
  }
}
