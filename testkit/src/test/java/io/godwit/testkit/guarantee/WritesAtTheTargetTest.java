package io.godwit.testkit.guarantee;

import static io.godwit.testkit.guarantee.Sequences.NOON;
import static io.godwit.testkit.guarantee.Sequences.breach;
import static io.godwit.testkit.guarantee.Sequences.published;
import static io.godwit.testkit.guarantee.Sequences.settled;
import static io.godwit.testkit.guarantee.Sequences.wrote;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.wire.Receipt.End;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The guarantees about what is written: {@link Promises#ofTarget}. Receipts are sent at noon. */
final class WritesAtTheTargetTest {

  private static final TargetRows ROWS = TargetRows.ofFields("id", "name");

  @Test
  void whatIsToldWrittenIsCommittedBefore() {
    assertThat(
            breach(
                new WrittenBeforeTold(ROWS),
                published(0, 0),
                wrote(-5, 0, "row 0"),
                settled(End.WRITTEN, 0),
                // A batch that is repeated is written again, and later.
                wrote(50, 0, "row 0")))
        .isEmpty();
  }

  @Test
  void whatIsToldBeforeItIsWrittenBreaksThat() {
    assertThat(
            breach(
                new WrittenBeforeTold(ROWS),
                published(0, 0),
                wrote(5, 0, "row 0"),
                settled(End.WRITTEN, 0)))
        .contains(
            "line 2, was told written at 2026-11-27T12:00:00Z, and its row '0' was committed");
    assertThat(
            breach(
                new WrittenBeforeTold(ROWS),
                published(0, 0),
                published(0, 1),
                wrote(-5, 1, "row 1"),
                settled(End.WRITTEN, 0)))
        .contains("line 2, was told written, and the target has no row '0'");
    assertThat(breach(new WrittenBeforeTold(ROWS), published(0, 0)))
        .contains("no row was ever seen");
  }

  @Test
  void onlyRowsOfWrittenRecordsAreCommitted() {
    assertThat(
            breach(
                new OnlyRowsOfTheRun(ROWS),
                published(0, 0),
                published(0, 1),
                published(0, 2, 0),
                wrote(-5, 0, "row 0"),
                settled(End.WRITTEN, 0),
                settled(End.DROPPED, 1),
                // Of two records of one key one has failed.
                settled(End.FAILED, 2)))
        .isEmpty();
  }

  @Test
  void aRowOfNoRecordOrOfAFailedOneBreaksThat() {
    assertThat(breach(new OnlyRowsOfTheRun(ROWS), published(0, 0), wrote(-5, 7, "row 7")))
        .contains("id=7", "is of no record of the run");
    assertThat(
            breach(
                new OnlyRowsOfTheRun(ROWS),
                published(0, 0),
                wrote(-5, 0, "row 0"),
                settled(End.FAILED, 0)))
        .contains("rows.csv:2, has ended as FAILED, and its row '0' was committed");
    assertThat(
            breach(
                new OnlyRowsOfTheRun(ROWS),
                published(0, 0),
                new Seen.Deleted(NOON, Map.of("id", "0"))))
        .contains("the row {id=0} was deleted");
  }

  @Test
  void theLastRowIsThatOfTheLastRecord() {
    assertThat(
            breach(
                new LastRowIsTheRecords(ROWS),
                published(0, 0),
                published(0, 1, 0),
                wrote(-9, 0, "row 0"),
                wrote(-5, 0, "row 1"),
                // In another order than their records: they are of two receipts.
                settled(End.WRITTEN, 1),
                settled(End.WRITTEN, 0)))
        .isEmpty();
  }

  @Test
  void anEarlierRecordThatComesBackBreaksThat() {
    assertThat(
            breach(
                new LastRowIsTheRecords(ROWS),
                published(0, 0),
                published(0, 1, 0),
                wrote(-9, 0, "row 0"),
                wrote(-5, 0, "row 1"),
                settled(End.WRITTEN, 0, 1),
                wrote(9, 0, "row 0")))
        .contains("rows.csv:3, has name row 1, and its row has row 0");
    assertThat(
            breach(
                new LastRowIsTheRecords(ROWS),
                published(0, 0),
                wrote(-9, 0, "row 0"),
                settled(End.WRITTEN, 0),
                new Seen.Deleted(NOON, Map.of("id", "0"))))
        .contains("rows.csv:2, has name row 0, and its row has none");
  }
}
