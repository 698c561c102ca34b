package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordChecksumTest {

  private static final int RECORDS = 1000;

  @Test
  void everyRecordOnceIsCompleteInAnyOrder() {
    List<Long> ordinals = ordinals();
    Collections.shuffle(ordinals, new Random(Long.getLong("godwit.seed", 0) + 1));

    RecordChecksum checksum = checksum(ordinals);

    assertThat(checksum.complete(3, RECORDS)).isTrue();
    assertThat(checksum.complete(4, 0)).isTrue();
    assertThat(checksum.complete(3, RECORDS - 1)).isFalse();
    assertThat(checksum.complete(4, RECORDS)).isFalse();
  }

  @Test
  void oneLostAndAnotherDoubledIsNotComplete() {
    Random random = new Random(Long.getLong("godwit.seed", 0) + 2);
    for (int attempt = 0; attempt < 200; attempt++) {
      List<Long> ordinals = ordinals();
      int lost = random.nextInt(RECORDS);
      ordinals.set(lost, (long) (lost + 1 + random.nextInt(RECORDS - 1)) % RECORDS);

      assertThat(checksum(ordinals).complete(3, RECORDS)).isFalse();
    }
  }

  @Test
  void twoAgreeOnlyWhereTheyNotedTheSameRecords() {
    List<Long> other = ordinals();
    other.set(5, 6L);

    assertThat(checksum(ordinals()).agrees(3, checksum(ordinals()))).isTrue();
    assertThat(checksum(ordinals()).agrees(3, checksum(other))).isFalse();
    assertThat(checksum(ordinals()).agrees(3, new RecordChecksum())).isFalse();
  }

  private static RecordChecksum checksum(List<Long> ordinals) {
    RecordChecksum checksum = new RecordChecksum();
    ordinals.forEach(ordinal -> checksum.add(new RecordId(3, ordinal)));
    return checksum;
  }

  private static List<Long> ordinals() {
    List<Long> ordinals = new ArrayList<>();
    for (long ordinal = 0; ordinal < RECORDS; ordinal++) {
      ordinals.add(ordinal);
    }
    return ordinals;
  }
}
