package io.godwit.producer.replay;

import io.godwit.common.model.RecordId;
import io.godwit.common.wire.letter.DeadLetters.DeadLetter;
import io.godwit.common.wire.letter.LetterClaim.Letter;
import io.godwit.common.wire.letter.LetterClaim.Way;
import java.util.Comparator;
import java.util.Optional;

/**
 * A letter that is to be taken, while it is planned.
 *
 * @param letter as its claim will have it
 * @param before the run that it is of
 * @param attempt which attempt at its record the replay is
 * @param unit of its record
 * @param bytes of the letter
 * @param row the hash of the row that its record becomes; empty where that is not asked or not
 *     known
 * @param unread what is known of a record that is to be read again
 */
record TakenLetter(
    Letter letter,
    String before,
    int attempt,
    String unit,
    long bytes,
    Optional<Long> row,
    Optional<DeadLetter> unread) {

  static final Comparator<TakenLetter> IN_SOURCE_ORDER =
      Comparator.comparing(TakenLetter::origin, LaterWrites.IN_SOURCE_ORDER);

  /** With few changes between letters that cannot be of one split. */
  static final Comparator<TakenLetter> BY_LINEAGE =
      Comparator.comparing(TakenLetter::before)
          .thenComparingInt(TakenLetter::attempt)
          .thenComparing(IN_SOURCE_ORDER);

  /** The record's place in the books of the root run. */
  RecordId origin() {
    return letter.origin();
  }

  /** Whether one split may have both. */
  boolean isLike(TakenLetter other) {
    return before.equals(other.before) && attempt == other.attempt && unit.equals(other.unit);
  }

  TakenLetter with(Optional<Long> known) {
    return new TakenLetter(letter, before, attempt, unit, bytes, known, Optional.empty());
  }

  TakenLetter superseded() {
    Letter passed =
        new Letter(letter.partition(), letter.offset(), letter.origin(), Way.SUPERSEDED);
    return new TakenLetter(passed, before, attempt, unit, bytes, row, Optional.empty());
  }
}
