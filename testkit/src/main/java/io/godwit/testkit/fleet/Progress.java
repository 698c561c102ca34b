package io.godwit.testkit.fleet;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How far a job is, by its offsets alone: faults can be aimed at a place in the run, not at a time.
 */
public final class Progress implements AutoCloseable {

  private final Admin admin;
  private final Topics topics;

  /** Of a job on a broker. */
  public Progress(String bootstrap, String job) {
    this.admin = new Cluster(bootstrap).admin();
    this.topics = new Topics(job);
  }

  /** Records published and records settled, added up: from 0 to about twice the records. */
  public long steps() {
    try {
      long published =
          TopicEnds.of(admin, topics.work(), IsolationLevel.READ_UNCOMMITTED).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      long settled =
          admin
              .listConsumerGroupOffsets(topics.workers())
              .partitionsToOffsetAndMetadata()
              .get()
              .values()
              .stream()
              .mapToLong(offset -> offset.offset())
              .sum();
      return published + settled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException) {
        return 0;
      }
      throw new IllegalStateException("the broker does not tell the progress", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the progress", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
