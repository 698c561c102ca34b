package io.godwit.testkit.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import java.util.Optional;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far a job is, by its messages alone: faults can be aimed at a place in the run, not at a
 * time.
 */
public final class Progress implements AutoCloseable {

  private final Cluster cluster;
  private final Topics topics;
  private final WorkReader packs = new WorkReader();
  private Optional<Followed> followed = Optional.empty();
  private long steps;

  private record Followed(TopicReader work, TopicReader receipts) {}

  /** Of a job on a broker. */
  public Progress(String bootstrap, String job) {
    this.cluster = new Cluster(bootstrap);
    this.topics = new Topics(job);
  }

  /** Records published and records settled, added up: from 0 to about twice the records. */
  public long steps() {
    if (followed.isEmpty()) {
      followed = follow();
    }
    followed.ifPresent(topic -> {
      topic.work().toEnd(message -> steps += packs.read(message).map(WorkPack::count).orElse(0));
      topic
          .receipts()
          .toEnd(message -> steps += ReceiptCodec.summary(message.value()).tally().total());
    });
    return steps;
  }

  /** Empty while the job has no topics. */
  private Optional<Followed> follow() {
    try {
      return Optional.of(
          new Followed(
              TopicReader.open(cluster, topics.work()),
              TopicReader.open(cluster, topics.receipts())));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    followed.ifPresent(topic -> {
      topic.work().close();
      topic.receipts().close();
    });
  }
}
