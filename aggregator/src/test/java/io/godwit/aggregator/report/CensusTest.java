package io.godwit.aggregator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CensusTest {

  private static final int RECORDS = 1000;

  @Test
  void everyRecordOnceIsCompleteInAnyOrder() {
    List<Long> ordinals = ordinals();
    Collections.shuffle(ordinals, new Random(Long.getLong("godwit.seed", 0) + 1));

    Census census = census(ordinals);

    assertThat(census.complete(3, RECORDS)).isTrue();
    assertThat(census.complete(4, 0)).isTrue();
    assertThat(census.complete(3, RECORDS - 1)).isFalse();
    assertThat(census.complete(4, RECORDS)).isFalse();
  }

  @Test
  void oneLostAndAnotherDoubledIsNotComplete() {
    Random random = new Random(Long.getLong("godwit.seed", 0) + 2);
    for (int attempt = 0; attempt < 200; attempt++) {
      List<Long> ordinals = ordinals();
      int lost = random.nextInt(RECORDS);
      ordinals.set(lost, (long) (lost + 1 + random.nextInt(RECORDS - 1)) % RECORDS);

      assertThat(census(ordinals).complete(3, RECORDS)).isFalse();
    }
  }

  @Test
  void twoAgreeOnlyWhereTheyNotedTheSameRecords() {
    List<Long> other = ordinals();
    other.set(5, 6L);

    assertThat(census(ordinals()).agrees(3, census(ordinals()))).isTrue();
    assertThat(census(ordinals()).agrees(3, census(other))).isFalse();
    assertThat(census(ordinals()).agrees(3, new Census())).isFalse();
  }

  private static Census census(List<Long> ordinals) {
    Census census = new Census();
    ordinals.forEach(ordinal -> census.add(new RecordId(3, ordinal)));
    return census;
  }

  private static List<Long> ordinals() {
    List<Long> ordinals = new ArrayList<>();
    for (long ordinal = 0; ordinal < RECORDS; ordinal++) {
      ordinals.add(ordinal);
    }
    return ordinals;
  }
}
