package io.godwit.producer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands at the target is what the receipts say was written, and no more. */
final class RunOutcomesTest {

  private static byte[] receipt(String run, Receipt.End... ends) {
    List<Receipt.Entry> entries = new ArrayList<>();
    long[] sums = new long[Receipt.End.values().length];
    for (Receipt.End end : ends) {
      RecordId id = new RecordId(1, entries.size());
      entries.add(new Receipt.Entry(id, 0, Optional.of("k"), end));
      sums[List.of(Receipt.End.values()).indexOf(end)]++;
    }
    Receipt.Summary summary =
        new Receipt.Summary(
            run,
            Receipt.Kind.LOAD,
            "worker",
            0,
            Map.of(1, new Tally(sums[0], sums[1], sums[2], sums[3])),
            Map.<ErrorCode, Long>of());
    return ReceiptCodec.encode(new Receipt(summary, entries));
  }

  private static List<Boolean> stands(boolean writtenOnly) {
    RunOutcomes outcomes = RunOutcomes.of("run"::equals, writtenOnly);
    outcomes.accept(
        receipt(
            "run",
            Receipt.End.WRITTEN,
            Receipt.End.UNCHANGED,
            Receipt.End.DROPPED,
            Receipt.End.FAILED));
    outcomes.accept(receipt("another", Receipt.End.FAILED));
    List<Boolean> stands = new ArrayList<>();
    for (int ordinal = 0; ordinal < 5; ordinal++) {
      stands.add(outcomes.stands("run", new RecordId(1, ordinal)));
    }
    return stands;
  }

  @Test
  void whatWasDroppedOrHasFailedDoesNot() {
    assertThat(stands(false)).containsExactly(true, true, false, false, true);
  }

  @Test
  void norWhatLeftARowAsItWas() {
    assertThat(stands(true)).containsExactly(true, false, false, false, true);
  }

  @Test
  void aRunThatIsNoneOfThoseHasNothingThere() {
    RunOutcomes all = RunOutcomes.all("run"::equals);
    assertThat(all.stands("another", new RecordId(0, 0))).isFalse();
    assertThat(all.stands("run", new RecordId(0, 0))).isTrue();
  }
}
