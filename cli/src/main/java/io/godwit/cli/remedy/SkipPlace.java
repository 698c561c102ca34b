package io.godwit.cli.remedy;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A place in a run's work at which something may be set aside. All that is wrong with it is said
 * before anything is laid down: a ruling that meets nothing would be a trap for a later record.
 *
 * @param cluster where the work is
 * @param entry the run
 * @param partition of the work topic
 * @param offset of the message there
 */
public record SkipPlace(Cluster cluster, JobEntry entry, int partition, long offset) {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * Makes sure that there is an unsettled message of the run, with this record in it.
   *
   * @param record which record of the message, or {@link Ruling.Skip#ALL}
   * @return how many records are meant
   * @throws Refused where there is none
   */
  public int require(int record) throws Trouble {
    TopicPartition place = new TopicPartition(new Topics(entry.job()).work(), partition);
    WorkPack pack = pack(place);
    requireUnsettled(place);
    if (!pack.isReadable()) {
      throw new OtherVersion(pack.version(), pack.run())
          .at("--offset " + offset + " of partition " + partition);
    }
    int records = new PackDecoder().open(pack).size();
    if (record == Ruling.Skip.ALL) {
      return records;
    }
    if (record >= records) {
      throw refused(
          "--record " + record + ": the message has records 0 to " + (records - 1) + " only");
    }
    return 1;
  }

  private WorkPack pack(TopicPartition place) {
    try (KafkaConsumer<byte[], byte[]> consumer = cluster.reader()) {
      int partitions = consumer.partitionsFor(place.topic()).size();
      if (partition < 0 || partition >= partitions) {
        throw refused("--partition " + partition + ": the run has 0 to " + (partitions - 1));
      }
      long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
      if (offset < 0 || offset >= end) {
        throw refused("--offset " + offset + ": partition " + partition + " ends at " + end);
      }
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
      return read(consumer, place)
          .flatMap(message -> new WorkReader().read(message))
          .filter(pack -> pack.run().equals(entry.run()))
          .orElseThrow(
              () -> refused("--offset " + offset + " is no message of run " + entry.run()));
    }
  }

  /** The message at the offset; empty where a later one, or none, comes. */
  private Optional<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition place) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (consumer.position(place) <= offset && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        return Optional.of(message).filter(first -> first.offset() == offset);
      }
    }
    return Optional.empty();
  }

  private void requireUnsettled(TopicPartition place) throws Trouble {
    String group = new Topics(entry.job()).workers();
    try (Admin admin = cluster.admin()) {
      Map<TopicPartition, OffsetAndMetadata> settled =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      OffsetAndMetadata next = settled.get(place);
      if (next != null && next.offset() > offset) {
        throw refused(
            "--offset "
                + offset
                + " is settled: partition "
                + partition
                + " is at "
                + next.offset());
      }
    } catch (ExecutionException e) {
      throw new Trouble(
          ErrorCode.BROKER_UNREACHABLE, "cannot ask how far the workers of " + group + " are", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while asking for " + group, e);
    }
  }

  private static Refused refused(String message) {
    return new Refused(ErrorCode.COMMAND_USAGE, message);
  }
}
