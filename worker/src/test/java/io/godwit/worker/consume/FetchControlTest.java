package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FetchControlTest {

  private static final long MB = 1 << 20;
  private static final long TURN = 200_000_000;

  private final FetchControl fetches = new FetchControl(48 * MB, 0);

  private static TopicPartition partition(int partition) {
    return new TopicPartition("work", partition);
  }

  @Test
  void aLaneIsClosedAtItsShareAndOpenedAtHalf() {
    Map<TopicPartition, Long> two = Map.of(partition(0), 24 * MB, partition(1), 23 * MB);
    assertThat(fetches.closed(two, Set.of(), 0)).containsExactly(partition(0));
    Map<TopicPartition, Long> later = Map.of(partition(0), 13 * MB, partition(1), 0L);
    assertThat(fetches.closed(later, Set.of(partition(0)), 0)).containsExactly(partition(0));
    Map<TopicPartition, Long> half = Map.of(partition(0), 11 * MB, partition(1), 0L);
    assertThat(fetches.closed(half, Set.of(partition(0)), 0)).isEmpty();
  }

  @Test
  void whereBytesAreShortTheFullestLanesGetThem() {
    fetches.got(6 * MB);
    Map<TopicPartition, Long> partitions = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      partitions.put(partition(i), i < 6 ? 2 * MB : 5 * MB);
    }
    assertThat(fetches.closed(partitions, Set.of(), 0)).hasSize(11).doesNotContain(partition(6));
  }

  @Test
  void itIsAskedAgainAfterAWhileOrAfterManyBytes() {
    fetches.closed(Map.of(partition(0), 0L), Set.of(), 0);
    assertThat(fetches.isDue(49_000_000)).isFalse();
    assertThat(fetches.isDue(50_000_000)).isTrue();
    fetches.got(6 * MB);
    assertThat(fetches.isDue(1)).isTrue();
  }

  @Test
  void anEmptyLaneIsOpenHoweverManyThereAre() {
    assertThat(fetches.closed(Map.of(partition(0), 0L), Set.of(partition(0)), 0)).isEmpty();
    assertThat(fetches.closed(Map.of(), Set.of(), 0)).isEmpty();
  }

  /**
   * Each poll gives every open partition a record of a megabyte; partitions work only now and then.
   */
  @Test
  void largeRecordsInAThousandLanesStayWithinTheBudget() {
    Map<TopicPartition, Long> buffered = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      buffered.put(partition(i), 0L);
    }
    fetches.got(MB);
    Set<TopicPartition> closed = Set.of();
    long most = 0;
    for (int poll = 0; poll < 2000; poll++) {
      closed = fetches.closed(buffered, closed, poll * TURN);
      for (Map.Entry<TopicPartition, Long> partition : buffered.entrySet()) {
        if (!closed.contains(partition.getKey())) {
          partition.setValue(partition.getValue() + MB);
        }
      }
      most = Math.max(most, buffered.values().stream().mapToLong(Long::longValue).sum());
      buffered.replaceAll(
          (partition, bytes) -> bytes > 0 && partition.partition() % 7 == 0 ? 0 : bytes);
    }
    assertThat(most).isBetween(40 * MB, 49 * MB);
  }

  /** Only the last of many partitions has records, and the others keep nothing from it. */
  @Test
  void partitionsThatCannotAllBeOpenTakeTurns() {
    Map<TopicPartition, Long> buffered = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      buffered.put(partition(i), 0L);
    }
    fetches.got(MB);
    Set<TopicPartition> closed = Set.of();
    Set<TopicPartition> opened = new HashSet<>();
    long nanos = 0;
    for (int turn = 0; turn < 1000 / 48 + 1; turn++) {
      closed = fetches.closed(buffered, closed, nanos += TURN);
      assertThat(closed).hasSize(1000 - 48);
      assertThat(fetches.closed(buffered, closed, nanos + 1)).isEqualTo(closed);
      Set<TopicPartition> open = new HashSet<>(buffered.keySet());
      open.removeAll(closed);
      opened.addAll(open);
    }
    assertThat(opened).hasSize(1000);
  }
}
