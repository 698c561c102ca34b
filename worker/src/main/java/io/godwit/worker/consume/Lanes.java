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

/** The lanes of the assigned partitions. For the poll thread. */
final class Lanes {

  private static final Duration SLICE = Duration.ofMillis(50);

  /** An interrupted batch ends within moments, or not at all. */
  private static final Duration ABANDONED = Duration.ofSeconds(5);

  private final Function<TopicPartition, Lane> factory;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();

  Lanes(Function<TopicPartition, Lane> factory) {
    this.factory = factory;
  }

  void open(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lane lane = factory.apply(partition);
      Lane old = lanes.put(partition, lane);
      if (old != null) {
        old.abandon();
      }
      lane.start();
    }
  }

  Collection<Lane> all() {
    return lanes.values();
  }

  Optional<Lane> of(TopicPartition partition) {
    return Optional.ofNullable(lanes.get(partition));
  }

  /** What waits in each lane, in bytes. */
  Map<TopicPartition, Long> bufferedBytes() {
    Map<TopicPartition, Long> bytes = HashMap.newHashMap(lanes.size());
    lanes.forEach((partition, lane) -> bytes.put(partition, lane.bufferedBytes()));
    return bytes;
  }

  /**
   * Closes lanes when their batches in flight have ended, and abandons those that take too long.
   *
   * @param goOn asked again and again; ends the patience where it answers {@code false}
   * @return whether all have ended; the thread of one that has not may still be at the target
   */
  boolean drain(Collection<TopicPartition> partitions, Duration patience, BooleanSupplier goOn)
      throws InterruptedException {
    List<Lane> closing = take(partitions);
    closing.forEach(Lane::drain);
    boolean ended;
    try {
      ended = join(closing, patience, goOn);
    } finally {
      // Also where this thread is interrupted: a lane never outlives its place in the map.
      closing.forEach(Lane::abandon);
    }
    ended = ended || join(closing, ABANDONED, () -> true);
    closing.forEach(Lane::rest);
    return ended;
  }

  /**
   * Closes lanes at once.
   *
   * @return whether all have ended
   */
  boolean abandon(Collection<TopicPartition> partitions) throws InterruptedException {
    List<Lane> closing = take(partitions);
    closing.forEach(Lane::abandon);
    return join(closing, ABANDONED, () -> true);
  }

  private static boolean join(List<Lane> lanes, Duration patience, BooleanSupplier goOn)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Lane lane : lanes) {
      while (!lane.join(SLICE)) {
        if (System.nanoTime() - deadline >= 0 || !goOn.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
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
