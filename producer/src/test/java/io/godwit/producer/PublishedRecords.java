package io.godwit.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.Job;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.testkit.fleet.Markers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What stands in the topics of a run, for the tests of producers. */
final class PublishedRecords {

  static final Comparator<RecordId> SOURCE_ORDER =
      Comparator.comparingInt(RecordId::split).thenComparingLong(RecordId::ordinal);

  private PublishedRecords() {}

  /** The records of a pack. */
  static List<RecordId> ids(ConsumerRecord<byte[], byte[]> message) {
    WorkPack pack = new WorkReader().read(message).orElseThrow();
    return new PackDecoder().open(pack).stream().map(record -> record.record().id()).toList();
  }

  /** A producer of a run that belongs to nobody else. */
  static ProducerRole producer(
      Cluster cluster, JobEntry entry, ListedSource source, String duplicates) {
    return new ProducerRole(
        cluster,
        definition(entry.job(), duplicates),
        entry,
        source,
        Placement.bySourceKey(),
        Instruments.unobserved());
  }

  /** A job of that name. */
  static Job definition(String job, String duplicates) {
    return JobFile.parse(
        """
        job: %s
        source: { csv: people.csv, key: id, duplicates: %s }
        sink: { table: people, in: app, key: id }
        connections: { app: { jdbc: "jdbc:postgresql://localhost/none" } }
        """
            .formatted(job, duplicates),
        "job.yaml");
  }

  /** The records of each partition of the work topic, in its order, when all producers ended. */
  static Collection<List<RecordId>> of(Cluster cluster, Topics topics) {
    Markers.await(cluster, topics.work());
    return soFar(cluster, topics);
  }

  /** The same, as readers see it now. */
  static Collection<List<RecordId>> soFar(Cluster cluster, Topics topics) {
    Map<Integer, List<RecordId>> partitions = new HashMap<>();
    try (TopicReader work = TopicReader.open(cluster, topics.work())) {
      work.inOrder(message ->
          partitions
              .computeIfAbsent(message.partition(), p -> new ArrayList<>())
              .addAll(ids(message)));
    }
    return partitions.values();
  }

  /** Every record of so many splits is there once, and in each partition in its order. */
  static void eachOnce(Collection<List<RecordId>> published, int splits, int records) {
    List<RecordId> all = published.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(splits * records);
    assertThat(new HashSet<>(all)).hasSize(splits * records);
    for (List<RecordId> partition : published) {
      for (int split = 0; split < splits; split++) {
        int number = split;
        assertThat(partition.stream().filter(id -> id.split() == number).toList())
            .isSortedAccordingTo(SOURCE_ORDER);
      }
    }
  }

  /** The dead letters, which the receipts name too. */
  static List<RecordId> failed(Cluster cluster, Topics topics) {
    List<RecordId> failed = new ArrayList<>();
    List<RecordId> accounted = new ArrayList<>();
    Markers.await(cluster, topics.failed());
    Markers.await(cluster, topics.receipts());
    try (TopicReader letters = TopicReader.open(cluster, topics.failed());
        TopicReader receipts = TopicReader.open(cluster, topics.receipts())) {
      letters.toEnd(message -> {
        DeadLetters.DeadLetter letter = DeadLetters.read(message).orElseThrow();
        assertThat(letter.failure().code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE);
        failed.add(letter.id());
      });
      receipts.toEnd(message ->
          ReceiptCodec.decode(message.value()).entries().stream()
              .map(Receipt.Entry::id)
              .forEach(accounted::add));
    }
    assertThat(accounted).containsExactlyInAnyOrderElementsOf(failed);
    return failed;
  }
}
