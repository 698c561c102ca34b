package io.godwit.testkit.watch;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.testkit.guarantee.Seen;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The committed messages of a job's topics, decoded. Each method reads on to what is there now;
 * what is in an open transaction is waited for until that ends. So after the positions of the
 * splits have been read, what was committed with them is found in the other topics. For one thread.
 */
final class FollowedTopics implements AutoCloseable {

  private final Admin admin;
  private final TopicReader splits;
  private final TopicReader receipts;
  private final TopicReader failed;
  private final TopicReader work;
  private final WorkReader packs = new WorkReader();
  private final PackDecoder decoder = new PackDecoder();

  private FollowedTopics(
      Admin admin, TopicReader splits, TopicReader receipts, TopicReader failed, TopicReader work) {
    this.admin = admin;
    this.splits = splits;
    this.receipts = receipts;
    this.failed = failed;
    this.work = work;
  }

  /**
   * From their beginning.
   *
   * @return empty while the job has no topics
   * @throws KafkaException where no broker answers
   */
  static Optional<FollowedTopics> open(Cluster cluster, Topics topics) {
    Deque<TopicReader> opened = new ArrayDeque<>();
    try {
      for (String topic :
          List.of(topics.splits(), topics.receipts(), topics.failed(), topics.work())) {
        opened.add(TopicReader.open(cluster, topic));
      }
      return Optional.of(
          new FollowedTopics(
              cluster.admin(), opened.remove(), opened.remove(), opened.remove(), opened.remove()));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } finally {
      opened.forEach(TopicReader::close);
    }
  }

  /** Hands out how far the splits are, each with its run. */
  void splits(BiConsumer<String, Seen> each) {
    splits.toLast(
        admin,
        message -> {
          Optional<SplitMessages.Content> content =
              SplitMessages.read(message.key(), message.value());
          if (content.isPresent()) {
            switch (content.get()) {
              case SplitMessages.Content.OfSplit(String run, var progress) ->
                  each.accept(run, new Seen.Moved(progress));
              case SplitMessages.Content.OfPlan ignored -> {}
              case SplitMessages.Content.OfTask ignored -> {}
            }
          }
        });
  }

  /** Hands out receipts, each with its run. */
  void receipts(BiConsumer<String, Seen> each) {
    receipts.toLast(
        admin,
        message -> {
          Seen.Settled settled =
              new Seen.Settled(
                  Instant.ofEpochMilli(message.timestamp()), ReceiptCodec.decode(message.value()));
          each.accept(settled.receipt().summary().run(), settled);
        });
  }

  /** Hands out dead letters, each with its run. */
  void failed(BiConsumer<String, Seen> each) {
    failed.toLast(
        admin,
        message ->
            DeadLetters.read(message)
                .ifPresent(letter -> each.accept(letter.run(), new Seen.SetAside(letter))));
  }

  /** Hands out published records, each with its run, those of a partition in their order. */
  void work(BiConsumer<String, Seen> each) {
    work.toLast(admin, message -> packs.read(message).ifPresent(pack -> open(message, pack, each)));
  }

  private void open(
      ConsumerRecord<byte[], byte[]> message, WorkPack pack, BiConsumer<String, Seen> each) {
    for (WorkRecord record : decoder.open(pack)) {
      each.accept(
          pack.run(), new Seen.Published(message.partition(), message.offset(), record.record()));
    }
  }

  @Override
  public void close() {
    admin.close();
    splits.close();
    receipts.close();
    failed.close();
    work.close();
  }
}
