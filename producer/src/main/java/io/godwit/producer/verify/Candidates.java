package io.godwit.producer.verify;

import io.godwit.common.model.Match;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The rows of one partition that differ, as far as no later record of their key accounts for it.
 *
 * <p>Rows are put together by a hash that is coarser than any target's equality of keys. Where two
 * keys of one hash are spelt alike, they are one row; where they are not, the target is asked: the
 * later content under the earlier key is equal there if and only if both are one row. (Or if
 * somebody has made the one row like the other, which no comparison of these two could tell.)
 *
 * <p>For one thread.
 */
final class Candidates {

  /** Some hundred MB; more at once is no table that a run has left. */
  static final int MOST = 200_000;

  private static final Comparator<Candidate> IN_ORDER =
      Comparator.<Candidate>comparingLong(one -> one.at().offset())
          .thenComparingLong(one -> one.at().record().id().ordinal());

  private final VerifyWork work;
  private final Map<Long, List<Candidate>> byHash = new HashMap<>();
  private int size;

  Candidates(VerifyWork work) {
    this.work = work;
  }

  /**
   * Takes note of what was found of a row, which comes behind all before it.
   *
   * @throws Trouble where the target does not answer
   * @throws Refused where more differ at once than can be held
   */
  void found(Candidate.At at, ExpectedRow row, Match match) throws Trouble {
    long hash = row.hash();
    switch (match) {
      case Match.Equal ignored -> replace(hash, row, true);
      case Match.Missing ignored -> differs(hash, at, row, match);
      case Match.Different ignored -> differs(hash, at, row, match);
      case Match.Doubled ignored -> differs(hash, at, row, match);
      case Match.Unclear ignored -> differs(hash, at, row, match);
    }
  }

  private void differs(long hash, Candidate.At at, ExpectedRow row, Match match) throws Trouble {
    replace(hash, row, false);
    byHash
        .computeIfAbsent(hash, ignored -> new ArrayList<>(1))
        .add(new Candidate(at, row.place(), row.values(), match));
    size++;
    if (size > MOST) {
      throw new Refused(
          ErrorCode.VERIFY_REFUSED,
          "more than "
              + MOST
              + " rows of one partition are missing or differ at once: this is not the table that"
              + " the run has left");
    }
  }

  /** Takes away what a later row has come over. */
  private void replace(long hash, ExpectedRow row, boolean equal) throws Trouble {
    List<Candidate> known = byHash.getOrDefault(hash, List.of());
    for (Iterator<Candidate> each = known.iterator(); each.hasNext(); ) {
      Candidate earlier = each.next();
      if (earlier.place().equals(row.place())
          && (earlier.key().equals(row.values()) || (equal && isOneRow(earlier, row)))) {
        each.remove();
        size--;
      }
    }
    if (known.isEmpty()) {
      byHash.remove(hash);
    }
  }

  private boolean isOneRow(Candidate earlier, ExpectedRow later) throws Trouble {
    return work.compare(List.of(later.under(earlier.key()))).getFirst() == Match.Equal.EQUAL;
  }

  /** What is left, in the order of the partition. */
  List<Candidate> left() {
    List<Candidate> all = new ArrayList<>(size);
    byHash.values().forEach(all::addAll);
    all.sort(IN_ORDER);
    return all;
  }
}
