package io.godwit.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.WorkPack;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackBufferTest {

  private static final int NEXT = OtherVersion.CURRENT + 1;
  private static final int MB = 1 << 20;

  private final PackBuffer buffer = new PackBuffer();

  private static WorkPack pack(long offset, int records, int size) {
    return new WorkPack(
        offset, "run", new RecordId(0, offset), new Origin("file", 1), records, new byte[size]);
  }

  private List<Long> taken(int most, long bytes) {
    return buffer.take(most, bytes, Integer.MAX_VALUE, Long.MAX_VALUE).stream()
        .map(WorkPack::offset)
        .toList();
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

  /** What is waited for must not keep those before it from being settled. */
  @Test
  void packsOfAnotherVersionComeApart() {
    buffer.add(pack(0, 1, 1));
    buffer.add(pack(1, 1, 1));
    buffer.add(ofVersion(NEXT, 2, "run"));
    buffer.add(ofVersion(NEXT + 1, 3, "run"));
    buffer.add(ofVersion(NEXT + 1, 4, "next"));
    buffer.add(pack(5, 1, 1));
    assertThat(taken(100, MB)).containsExactly(0L, 1L);
    assertThat(buffer.first().version()).isEqualTo(NEXT);
    assertThat(taken(100, MB)).containsExactly(2L, 3L);
    assertThat(taken(100, MB)).containsExactly(4L);
    assertThat(taken(100, MB)).containsExactly(5L);
  }

  private static WorkPack ofVersion(int version, long offset, String run) {
    return new WorkPack(
        offset,
        version,
        run,
        new RecordId(0, offset),
        new Origin("file", 1),
        1,
        new byte[1],
        java.util.Optional.empty());
  }

  @Test
  void recordsCostMoreThanTheirBytes() {
    buffer.add(pack(0, 10, 100));
    assertThat(buffer.bytes()).isBetween(2000L, 5000L);
  }
}
