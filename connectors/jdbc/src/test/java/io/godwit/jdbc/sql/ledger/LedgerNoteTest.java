package io.godwit.jdbc.sql.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.RecordId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A page of a ledger comes back as it was, and is small. */
class LedgerNoteTest {

  private static void assertKept(LedgerNote note) {
    assertThat(LedgerNote.decoded(note.encoded())).isEqualTo(note);
  }

  @Test
  void theExtremesComeBack() {
    assertKept(new LedgerNote(true, List.of(), List.of()));
    List<RecordId> extremes =
        List.of(
            new RecordId(0, 0),
            new RecordId(0, 127),
            new RecordId(0, 128),
            new RecordId(0, Long.MAX_VALUE),
            new RecordId(Integer.MAX_VALUE, 0),
            new RecordId(Integer.MAX_VALUE, Long.MAX_VALUE));
    assertKept(new LedgerNote(false, extremes, List.of(new RecordId(7, 1))));
    assertKept(new LedgerNote(true, List.of(), extremes));
  }

  @Test
  void theOrderOfTheBatchIsNotKept() {
    List<RecordId> mixed = List.of(new RecordId(1, 5), new RecordId(0, 9), new RecordId(1, 2));
    assertThat(LedgerNote.decoded(new LedgerNote(false, mixed, List.of()).encoded()).written())
        .containsExactly(new RecordId(0, 9), new RecordId(1, 2), new RecordId(1, 5));
  }

  @Test
  void aRecordTakesAByteOrTwo() {
    List<RecordId> everyTwentieth =
        LongStream.range(0, 5000).mapToObj(i -> new RecordId(3, 1_000_000 + 20 * i)).toList();
    assertThat(new LedgerNote(false, everyTwentieth, List.of()).encoded()).hasSizeLessThan(5020);
  }

  @Test
  void anotherFormIsNotGuessedAt() {
    assertThatThrownBy(() -> LedgerNote.decoded(new byte[] {2, 0, 0, 0}))
        .hasMessageContaining("form 2");
  }
}
