package io.godwit.common.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the beginnings of partitions. Nothing is ever lost by a deletion that fails: what stands
 * there is of ended runs, every reader passes over it, and the next run's deletion takes it along.
 * So a failure is logged, and keeps nobody from anything.
 */
public final class RecordDeletion {

  private static final Logger LOG = LoggerFactory.getLogger(RecordDeletion.class);

  private RecordDeletion() {}

  /**
   * Deletes what stands before these offsets; the broker frees the disk minutes later.
   *
   * @param offsets each at most the end of its partition
   */
  public static void before(Admin admin, Map<TopicPartition, Long> offsets)
      throws InterruptedException {
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    offsets.forEach((partition, offset) -> {
      if (offset > 0) {
        wanted.put(partition, RecordsToDelete.beforeOffset(offset));
      }
    });
    Set<String> told = new TreeSet<>();
    for (Map.Entry<TopicPartition, ? extends KafkaFuture<?>> deleted :
        admin.deleteRecords(wanted).lowWatermarks().entrySet()) {
      try {
        deleted.getValue().get();
      } catch (ExecutionException e) {
        if (told.add(deleted.getKey().topic())) {
          warn(deleted.getKey(), e);
        }
      }
    }
  }

  private static void warn(TopicPartition partition, ExecutionException e) {
    LOG.warn(
        "What ended runs have left in {} stays there for now, and costs disk and time: {}",
        partition.topic(),
        String.valueOf(e.getCause()));
  }
}
