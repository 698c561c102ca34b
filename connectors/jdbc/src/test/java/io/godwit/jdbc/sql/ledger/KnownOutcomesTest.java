package io.godwit.jdbc.sql.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An outcome is decided once; whether the row stands is another question. */
class KnownOutcomesTest {

  private static final Outcome WRITTEN = Outcome.Written.WRITTEN;
  private static final Outcome UNCHANGED = Outcome.Unchanged.UNCHANGED;

  private static final RecordId ONE = new RecordId(0, 1);
  private static final RecordId TWO = new RecordId(0, 2);

  private final KnownOutcomes known = new KnownOutcomes();

  @Test
  void whatANoteSaysStands() {
    known.add(new LedgerNote(false, List.of(ONE), List.of(TWO)));
    assertThat(known.standing(ONE)).contains(WRITTEN);
    assertThat(known.standing(TWO)).contains(UNCHANGED);
    assertThat(known.standing(new RecordId(1, 1))).isEmpty();
    assertThat(known.countStanding()).isEqualTo(2);
  }

  @Test
  void aLateNoteHasAllWrittenAgainAndChangesNoOutcome() {
    known.add(new LedgerNote(false, List.of(), List.of(ONE)));
    known.add(new LedgerNote(true, List.of(TWO), List.of()));
    assertThat(known.standing(ONE)).isEmpty();
    assertThat(known.standing(TWO)).isEmpty();
    assertThat(known.decided(ONE, WRITTEN)).isEqualTo(UNCHANGED);
    known.add(new LedgerNote(false, List.of(ONE), List.of()));
    assertThat(known.standing(ONE)).contains(UNCHANGED);
  }

  @Test
  void ofARecordThatIsNotKnownTheNewOutcomeCounts() {
    assertThat(known.isEmpty()).isTrue();
    assertThat(known.decided(ONE, UNCHANGED)).isEqualTo(UNCHANGED);
    known.add(ONE, WRITTEN);
    known.clear();
    assertThat(known.isEmpty()).isTrue();
  }
}
