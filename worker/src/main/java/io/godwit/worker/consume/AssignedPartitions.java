package io.godwit.worker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The partitions of the assigned partitions. For the poll thread. */
final class AssignedPartitions {

  private static final Duration SLICE = Duration.ofMillis(50);

  /** An interrupted batch ends within moments, or not at all. */
  private static final Duration ABANDONED = Duration.ofSeconds(5);

  private final Function<TopicPartition, PartitionWorker> factory;
  private final Map<TopicPartition, PartitionWorker> assigned = new HashMap<>();

  AssignedPartitions(Function<TopicPartition, PartitionWorker> factory) {
    this.factory = factory;
  }

  void open(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      PartitionWorker worker = factory.apply(partition);
      PartitionWorker old = assigned.put(partition, worker);
      if (old != null) {
        old.abandon();
      }
      worker.start();
    }
  }

  Collection<PartitionWorker> all() {
    return assigned.values();
  }

  Optional<PartitionWorker> of(TopicPartition partition) {
    return Optional.ofNullable(assigned.get(partition));
  }

  /** What waits in each partition, in bytes. */
  Map<TopicPartition, Long> bufferedBytes() {
    Map<TopicPartition, Long> bytes = HashMap.newHashMap(assigned.size());
    assigned.forEach((partition, worker) -> bytes.put(partition, worker.bufferedBytes()));
    return bytes;
  }

  /** What waits in all of them, in bytes. */
  long allBufferedBytes() {
    return assigned.values().stream().mapToLong(PartitionWorker::bufferedBytes).sum();
  }

  /**
   * Closes partitions when their batches in flight have ended, and abandons those that take too
   * long.
   *
   * @param goOn asked again and again; ends the patience where it answers {@code false}
   * @return whether all have ended; the thread of one that has not may still be at the target
   */
  boolean drain(Collection<TopicPartition> partitions, Duration patience, BooleanSupplier goOn)
      throws InterruptedException {
    List<PartitionWorker> closing = take(partitions);
    closing.forEach(PartitionWorker::drain);
    boolean ended;
    try {
      ended = join(closing, patience, goOn);
    } finally {
      // Also where this thread is interrupted: a partition never outlives its place in the map.
      closing.forEach(PartitionWorker::abandon);
    }
    ended = ended || join(closing, ABANDONED, () -> true);
    closing.forEach(PartitionWorker::rest);
    return ended;
  }

  /**
   * Closes partitions at once.
   *
   * @return whether all have ended
   */
  boolean abandon(Collection<TopicPartition> partitions) throws InterruptedException {
    List<PartitionWorker> closing = take(partitions);
    closing.forEach(PartitionWorker::abandon);
    return join(closing, ABANDONED, () -> true);
  }

  private static boolean join(
      List<PartitionWorker> assigned, Duration patience, BooleanSupplier goOn)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (PartitionWorker worker : assigned) {
      while (!worker.join(SLICE)) {
        if (System.nanoTime() - deadline >= 0 || !goOn.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  List<TopicPartition> partitions() {
    return List.copyOf(assigned.keySet());
  }

  private List<PartitionWorker> take(Collection<TopicPartition> partitions) {
    List<PartitionWorker> taken = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionWorker worker = assigned.remove(partition);
      if (worker != null) {
        taken.add(worker);
      }
    }
    return taken;
  }
}
