package io.godwit.producer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.Receipt.End;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which records have a row. */
class RunEndsTest {

  private static Receipt receipt(long at, Receipt.Entry... entries) {
    Receipt.Summary summary =
        new Receipt.Summary("r", Receipt.Kind.LOAD, "w", at, Map.of(), Map.of());
    return new Receipt(summary, List.of(entries));
  }

  private static Receipt.Entry entry(long ordinal, End end) {
    return new Receipt.Entry(new RecordId(0, ordinal), 1, Optional.empty(), end);
  }

  @Test
  void whatIsWrittenOrUnchangedHasARow() {
    RunEnds ends = new RunEnds();
    ends.add(receipt(70, entry(0, End.WRITTEN), entry(1, End.UNCHANGED)));
    assertThat(ends.hasRefused()).isFalse();
    ends.add(receipt(50, entry(2, End.DROPPED)));
    ends.add(receipt(40, entry(3, End.FAILED)));
    ends.add(receipt(90, entry(4, End.WRITTEN)));
    assertThat(ends.count()).isEqualTo(5);
    assertThat(ends.hasRefused()).isTrue();
    assertThat(ends.lastRefusal()).isEqualTo(50);
    assertThat(List.of(0, 1, 2, 3, 4, 5).stream().map(i -> ends.isKept(new RecordId(0, i))))
        .containsExactly(true, true, false, false, true, false);
    assertThat(ends.isKept(new RecordId(1, 0))).isFalse();
  }
}
