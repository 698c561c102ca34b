package io.godwit.testkit.guarantee;

import static io.godwit.testkit.guarantee.Seen.Looked.LOOKED;
import static io.godwit.testkit.guarantee.Sequences.breach;
import static io.godwit.testkit.guarantee.Sequences.published;
import static io.godwit.testkit.guarantee.Sequences.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.Receipt.End;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OneOutcomeEachTest {

  /** The partition 0 has the records 0 to 3, and the partition 1 has 10 and 11. */
  private static String afterPublished(Seen... more) {
    Stream<Seen> work =
        Stream.of(
            published(0, 0),
            published(0, 1),
            published(0, 2),
            published(0, 3),
            published(1, 10),
            published(1, 11));
    return breach(new OneOutcomeEach(), Stream.concat(work, Stream.of(more)).toArray(Seen[]::new));
  }

  @Test
  void isKeptByReceiptsThatCoverEachPartition() {
    // Those of one partition may come in any order within a look; 99 could not be read.
    assertThat(
            afterPublished(
                settled(End.WRITTEN, 2, 3),
                settled(End.DROPPED, 10, 11),
                settled(End.FAILED, 99),
                settled(End.WRITTEN, 0, 1),
                LOOKED))
        .isEmpty();
  }

  @Test
  void isBrokenByASecondOutcome() {
    assertThat(
            afterPublished(
                settled(End.WRITTEN, 0, 1, 2),
                settled(End.FAILED, 2, 3),
                settled(End.WRITTEN, 10, 11)))
        .contains("broken 1 times", "record 2 of split 0, line 4, has one more outcome, FAILED");
  }

  @Test
  void isBrokenByAGapThatIsThereAfterALook() {
    assertThat(
            afterPublished(
                settled(End.WRITTEN, 10, 11),
                settled(End.WRITTEN, 2, 3),
                LOOKED,
                LOOKED,
                settled(End.WRITTEN, 0, 1)))
        .contains("record 0 of split 0, rows.csv:2, has no outcome, and one behind it");
  }

  @Test
  void isBrokenByARecordWithoutOutcome() {
    assertThat(afterPublished(settled(End.WRITTEN, 0, 1, 2), settled(End.WRITTEN, 10, 11)))
        .contains("record 3 of split 0, rows.csv:5, of partition 0 has no outcome");
  }

  @Test
  void isBrokenByAReceiptThatIsNoRangeOfOnePartition() {
    assertThat(
            afterPublished(
                settled(End.WRITTEN, 0, 10),
                settled(End.WRITTEN, 1, 2, 3),
                settled(End.WRITTEN, 11)))
        .contains("line 12, does not stand behind the one before it in the receipt of worker-1");
    assertThat(afterPublished(settled(End.WRITTEN, 0, 2, 1, 3), settled(End.WRITTEN, 10, 11)))
        .contains("line 4, does not stand behind");
  }
}
