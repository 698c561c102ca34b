package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FlowTest {

  private static final long MB = 1 << 20;
  private static final long TURN = 200_000_000;

  private final Flow flow = new Flow(48 * MB, 0);

  private static TopicPartition lane(int partition) {
    return new TopicPartition("work", partition);
  }

  @Test
  void aLaneIsClosedAtItsShareAndOpenedAtHalf() {
    Map<TopicPartition, Long> two = Map.of(lane(0), 24 * MB, lane(1), 23 * MB);
    assertThat(flow.closed(two, Set.of(), 0)).containsExactly(lane(0));
    Map<TopicPartition, Long> later = Map.of(lane(0), 13 * MB, lane(1), 0L);
    assertThat(flow.closed(later, Set.of(lane(0)), 0)).containsExactly(lane(0));
    Map<TopicPartition, Long> half = Map.of(lane(0), 11 * MB, lane(1), 0L);
    assertThat(flow.closed(half, Set.of(lane(0)), 0)).isEmpty();
  }

  @Test
  void whereBytesAreShortTheFullestLanesGetThem() {
    flow.got(6 * MB);
    Map<TopicPartition, Long> lanes = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      lanes.put(lane(i), i < 6 ? 2 * MB : 5 * MB);
    }
    assertThat(flow.closed(lanes, Set.of(), 0)).hasSize(11).doesNotContain(lane(6));
  }

  @Test
  void itIsAskedAgainAfterAWhileOrAfterManyBytes() {
    flow.closed(Map.of(lane(0), 0L), Set.of(), 0);
    assertThat(flow.isDue(49_000_000)).isFalse();
    assertThat(flow.isDue(50_000_000)).isTrue();
    flow.got(6 * MB);
    assertThat(flow.isDue(1)).isTrue();
  }

  @Test
  void anEmptyLaneIsOpenHoweverManyThereAre() {
    assertThat(flow.closed(Map.of(lane(0), 0L), Set.of(lane(0)), 0)).isEmpty();
    assertThat(flow.closed(Map.of(), Set.of(), 0)).isEmpty();
  }

  /** Each poll gives every open lane a record of a megabyte; lanes work only now and then. */
  @Test
  void largeRecordsInAThousandLanesStayWithinTheBudget() {
    Map<TopicPartition, Long> buffered = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      buffered.put(lane(i), 0L);
    }
    flow.got(MB);
    Set<TopicPartition> closed = Set.of();
    long most = 0;
    for (int poll = 0; poll < 2000; poll++) {
      closed = flow.closed(buffered, closed, poll * TURN);
      for (Map.Entry<TopicPartition, Long> lane : buffered.entrySet()) {
        if (!closed.contains(lane.getKey())) {
          lane.setValue(lane.getValue() + MB);
        }
      }
      most = Math.max(most, buffered.values().stream().mapToLong(Long::longValue).sum());
      buffered.replaceAll((lane, bytes) -> bytes > 0 && lane.partition() % 7 == 0 ? 0 : bytes);
    }
    assertThat(most).isBetween(40 * MB, 49 * MB);
  }

  /** Only the last of many lanes has records, and the others keep nothing from it. */
  @Test
  void lanesThatCannotAllBeOpenTakeTurns() {
    Map<TopicPartition, Long> buffered = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      buffered.put(lane(i), 0L);
    }
    flow.got(MB);
    Set<TopicPartition> closed = Set.of();
    Set<TopicPartition> opened = new HashSet<>();
    long nanos = 0;
    for (int turn = 0; turn < 1000 / 48 + 1; turn++) {
      closed = flow.closed(buffered, closed, nanos += TURN);
      assertThat(closed).hasSize(1000 - 48);
      assertThat(flow.closed(buffered, closed, nanos + 1)).isEqualTo(closed);
      Set<TopicPartition> open = new HashSet<>(buffered.keySet());
      open.removeAll(closed);
      opened.addAll(open);
    }
    assertThat(opened).hasSize(1000);
  }
}
