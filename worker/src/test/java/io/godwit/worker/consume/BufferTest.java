package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.WorkRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferTest {

  private static final int MB = 1 << 20;

  private final Buffer buffer = new Buffer();

  private static WorkRecord record(long offset, int size) {
    return new WorkRecord(
        offset,
        "run",
        new RecordId(0, offset),
        new Origin("file", 1),
        new byte[1],
        new byte[size],
        List.of());
  }

  private List<Long> taken(int most, long bytes) {
    return buffer.take(most, bytes).stream().map(WorkRecord::offset).toList();
  }

  @Test
  void aBatchIsBoundedByRecordsAndByBytes() {
    for (int i = 0; i < 5; i++) {
      buffer.add(record(i, MB));
    }
    assertThat(taken(2, 100 * MB)).containsExactly(0L, 1L);
    assertThat(taken(10, 2 * MB + 5000)).containsExactly(2L, 3L);
    assertThat(taken(10, 10)).as("one record always").containsExactly(4L);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void smallRecordsCostMoreThanTheirBytes() {
    buffer.add(record(0, 10));
    assertThat(buffer.bytes()).isBetween(200L, 500L);
  }
}
