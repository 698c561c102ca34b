package io.godwit.producer.forget;

import io.godwit.common.kafka.BrokerMessages;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.MovedFrom;
import io.godwit.common.kafka.TopicOffsets;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Removes or replaces messages of a topic that is not compacted, in which nobody else writes
 * meanwhile. For one thread.
 *
 * <p>What stands in a partition that has such a message is copied to its end, and in the same
 * transaction a mark that says up to where; then the broker deletes up to there. Killed before the
 * commit nothing has happened; behind it the mark tells whoever comes next that the deletion is
 * left to do, and no reader counts a copy of what still stands there.
 */
final class TopicRewriting {

  private static final String MARK = "godwit.moved-before";

  /** What readers wait for where this is killed in mid transaction, and nobody types it again. */
  static final Duration UNTIL_ABORTED = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final KafkaProducer<byte[], byte[]> client;
  private final Admin admin;
  private final String topic;

  /** What becomes of a message. */
  sealed interface Fate {
    /** It is none of those that are meant. */
    record Stays() implements Fate {}

    /** Another one takes its place. */
    record Replaced(ProducerRecord<byte[], byte[]> by) implements Fate {}

    /** Nothing takes its place. */
    record Goes() implements Fate {}
  }

  /**
   * The rewriting of a topic, which exists.
   *
   * @param client transactional and initialised
   */
  TopicRewriting(Cluster cluster, KafkaProducer<byte[], byte[]> client, Admin admin, String topic) {
    this.cluster = cluster;
    this.client = client;
    this.admin = admin;
    this.topic = topic;
  }

  /**
   * Rewrites it.
   *
   * @param fates of its messages; asked several times, with the same answer each
   * @param dry whether it is only counted
   * @return how many messages were, or would be, removed or replaced
   * @throws Trouble where the broker does not answer
   */
  long rewrite(Function<ConsumerRecord<byte[], byte[]>, Fate> fates, boolean dry)
      throws Trouble, InterruptedException {
    Look look = look(fates);
    if (dry) {
      return look.meant;
    }
    if (!look.marks.isEmpty()) {
      delete(look.marks);
      look = look(fates);
    }
    if (look.meant > 0) {
      Map<Integer, Long> before = ends(look.partitions);
      QuickSegments.during(admin, topic, () -> move(fates, before));
      delete(before);
    }
    return look.meant;
  }

  /** What stands in the topic. */
  private static final class Look {
    private final Set<Integer> partitions = new TreeSet<>();
    private final Map<Integer, Long> marks = new HashMap<>();
    private long meant;
  }

  private Look look(Function<ConsumerRecord<byte[], byte[]>, Fate> fates) throws Trouble {
    return BrokerMessages.asking(() -> {
      Look look = new Look();
      try (TopicReader reader = TopicReader.open(cluster, topic)) {
        reader.toEnd(message -> {
          mark(message).ifPresent(to -> look.marks.merge(message.partition(), to, Math::max));
          if (!(fates.apply(message) instanceof Fate.Stays)) {
            look.partitions.add(message.partition());
            look.meant++;
          }
        });
      }
      return look;
    });
  }

  private static Optional<Long> mark(ConsumerRecord<byte[], byte[]> message) {
    return Optional.ofNullable(message.headers().lastHeader(MARK))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  /** All of a partition goes: a file of which anything is left is not taken off the disk. */
  private Map<Integer, Long> ends(Set<Integer> partitions) throws Trouble, InterruptedException {
    try {
      Map<Integer, Long> ends = new HashMap<>();
      TopicOffsets.ends(
              admin, partitions.stream().map(number -> new TopicPartition(topic, number)).toList())
          .forEach((partition, end) -> ends.put(partition.partition(), end));
      return ends;
    } catch (ExecutionException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE, "the broker does not say where " + topic + " ends", e);
    }
  }

  private void move(Function<ConsumerRecord<byte[], byte[]>, Fate> fates, Map<Integer, Long> ends)
      throws Trouble {
    try (TopicReader reader = TopicReader.open(cluster, topic)) {
      client.beginTransaction();
      ends.forEach(this::mark);
      reader.upTo(ends, message -> copy(message, fates.apply(message)));
      client.commitTransaction();
    } catch (KafkaException e) {
      // The next one under this id aborts what is left open.
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, BrokerMessages.about(e).what(), e);
    }
  }

  /** It is of now, so that a segment which is older ends before it, and can be deleted. */
  private void mark(int partition, long before) {
    byte @Nullable [] nothing = null;
    ProducerRecord<byte[], byte[]> mark = new ProducerRecord<>(topic, partition, nothing, nothing);
    mark.headers()
        .add(new RecordHeader(MARK, Long.toString(before).getBytes(StandardCharsets.UTF_8)));
    var unused = client.send(mark);
  }

  private void copy(ConsumerRecord<byte[], byte[]> message, Fate fate) {
    switch (fate) {
      case Fate.Stays() -> {
        if (mark(message).isEmpty()) {
          send(
              message,
              new ProducerRecord<>(
                  topic,
                  message.partition(),
                  message.timestamp(),
                  message.key(),
                  message.value(),
                  new RecordHeaders(message.headers().toArray())));
        }
      }
      case Fate.Replaced(ProducerRecord<byte[], byte[]> by) -> {
        Headers headers = by.headers();
        Optional.ofNullable(message.headers().lastHeader(MovedFrom.HEADER)).ifPresent(headers::add);
        send(message, by);
      }
      case Fate.Goes() -> {
        // That is all.
      }
    }
  }

  private void send(ConsumerRecord<byte[], byte[]> was, ProducerRecord<byte[], byte[]> copy) {
    MovedFrom.note(copy.headers(), was.offset());
    var unused = client.send(copy);
  }

  private void delete(Map<Integer, Long> before) throws Trouble, InterruptedException {
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    before.forEach((partition, offset) ->
        wanted.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)));
    delete(admin, wanted);
  }

  /** Deletes; what stays for whatever reason is not forgotten, and so is trouble. */
  static void delete(Admin admin, Map<TopicPartition, RecordsToDelete> wanted)
      throws Trouble, InterruptedException {
    try {
      admin.deleteRecords(wanted).all().get();
    } catch (ExecutionException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE,
          "the broker does not delete from "
              + wanted.keySet().iterator().next().topic()
              + ": "
              + BrokerMessages.about(Optional.ofNullable(e.getCause()).orElse(e)).what(),
          e);
    }
  }
}
