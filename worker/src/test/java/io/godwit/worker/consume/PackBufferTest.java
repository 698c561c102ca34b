package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.WorkPack;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackBufferTest {

  private static final int MB = 1 << 20;

  private final PackBuffer buffer = new PackBuffer();

  private static WorkPack pack(long offset, int records, int size) {
    return new WorkPack(
        offset, "run", new RecordId(0, offset), new Origin("file", 1), records, new byte[size]);
  }

  private List<Long> taken(int most, long bytes) {
    return buffer.take(most, bytes).stream().map(WorkPack::offset).toList();
  }

  @Test
  void aBatchIsBoundedByRecordsAndByBytes() {
    for (int i = 0; i < 5; i++) {
      buffer.add(pack(i, 10, MB));
    }
    assertThat(taken(25, 100 * MB)).containsExactly(0L, 1L);
    assertThat(taken(100, 2 * MB + 9000)).containsExactly(2L, 3L);
    assertThat(taken(100, 10)).as("one pack always").containsExactly(4L);
    buffer.add(pack(5, 10, MB));
    assertThat(taken(3, 100 * MB)).as("one pack always").containsExactly(5L);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void recordsCostMoreThanTheirBytes() {
    buffer.add(pack(0, 10, 100));
    assertThat(buffer.bytes()).isBetween(2000L, 5000L);
  }
}
