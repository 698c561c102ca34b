package io.godwit.jdbc.sql.ledger;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of records that need not be written any more, or of which only the row is to be
 * written again: an outcome is decided once, and a repeat does not change it. For one thread.
 */
public final class KnownOutcomes {

  private final Map<RecordId, Known> known = new HashMap<>();

  /**
   * What is known of one record.
   *
   * @param outcome how it ended
   * @param stands whether its row stands, and nothing came over it since
   */
  private record Known(Outcome outcome, boolean stands) {}

  /** Nothing is known yet. */
  public KnownOutcomes() {}

  /** Takes note of a page; pages come in their order. */
  public void add(LedgerNote note) {
    note.written().forEach(id -> add(id, Outcome.Written.WRITTEN));
    note.unchanged().forEach(id -> add(id, Outcome.Unchanged.UNCHANGED));
    if (note.late()) {
      reopen();
    }
  }

  /** Takes note that the row of a record stands. */
  public void add(RecordId id, Outcome outcome) {
    known.merge(id, new Known(outcome, true), (old, unused) -> new Known(old.outcome(), true));
  }

  /** The outcome of a record whose row stands; empty where it is to be written. */
  public Optional<Outcome> standing(RecordId id) {
    Known one = known.get(id);
    return one != null && one.stands() ? Optional.of(one.outcome()) : Optional.empty();
  }

  /** The outcome that was decided first, or this one where it is the first. */
  public Outcome decided(RecordId id, Outcome now) {
    Known one = known.get(id);
    return one == null ? now : one.outcome();
  }

  /** Something may have come over any of them: all are to be written again, in their order. */
  public void reopen() {
    known.replaceAll((id, one) -> new Known(one.outcome(), false));
  }

  /** How many of them stand. */
  public long countStanding() {
    return known.values().stream().filter(Known::stands).count();
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return known.isEmpty();
  }

  /** Forgets all. */
  public void clear() {
    known.clear();
  }
}
