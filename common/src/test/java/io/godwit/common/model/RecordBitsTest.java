package io.godwit.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordBitsTest {

  @Test
  void aSetOfRecordsIsTheSameAsAnyOther() {
    Random random = new Random(3);
    RecordBits bits = new RecordBits();
    Set<RecordId> set = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      long ordinal = random.nextBoolean() ? random.nextInt(5000) : random.nextLong(1L << 40);
      RecordId record = new RecordId(random.nextInt(3), ordinal);
      assertThat(bits.has(record)).isEqualTo(set.contains(record));
      bits.add(record);
      set.add(record);
    }
    assertThat(set).allMatch(bits::has);
  }
}
