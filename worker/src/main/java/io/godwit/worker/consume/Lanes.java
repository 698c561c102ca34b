package io.godwit.worker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/** The lanes of the assigned partitions. For the poll thread. */
final class Lanes {

  private final Function<TopicPartition, Lane> factory;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();

  Lanes(Function<TopicPartition, Lane> factory) {
    this.factory = factory;
  }

  void open(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = factory.apply(partition);
      lanes.put(partition, lane);
      lane.start();
    }
  }

  Collection<Lane> all() {
    return lanes.values();
  }

  Optional<Lane> of(TopicPartition partition) {
    return Optional.ofNullable(lanes.get(partition));
  }

  /** The partitions that hold at least this many bytes. */
  List<TopicPartition> fullerThan(long bytes) {
    List<TopicPartition> full = new ArrayList<>();
    lanes.forEach((partition, lane) -> {
      if (lane.bufferedBytes() >= bytes) {
        full.add(partition);
      }
    });
    return full;
  }

  /**
   * Lets the batches in flight end, and closes the lanes. A batch that does not end in time is
   * abandoned.
   */
  void drain(Collection<TopicPartition> partitions, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Lane> closing = take(partitions);
    closing.forEach(Lane::drain);
    for (Lane lane : closing) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      if (!lane.join(left)) {
        lane.abandon();
        lane.join(patience);
      }
    }
  }

  /** Closes the lanes at once: somebody else owns their partitions now. */
  void abandon(Collection<TopicPartition> partitions, Duration patience)
      throws InterruptedException {
    List<Lane> closing = take(partitions);
    closing.forEach(Lane::abandon);
    for (Lane lane : closing) {
      lane.join(patience);
    }
  }

  List<TopicPartition> partitions() {
    return List.copyOf(lanes.keySet());
  }

  private List<Lane> take(Collection<TopicPartition> partitions) {
    List<Lane> taken = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      Lane lane = lanes.remove(partition);
      if (lane != null) {
        taken.add(lane);
      }
    }
    return taken;
  }
}
