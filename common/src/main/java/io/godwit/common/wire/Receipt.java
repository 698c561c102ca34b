package io.godwit.common.wire;

import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcomes of one batch. A receipt exists if and only if the offsets of its records are
 * committed, since both are one Kafka transaction; so over all receipts of a run every record
 * occurs exactly once.
 *
 * @param summary enough for the totals
 * @param entries one a record, in the order of the batch
 */
public record Receipt(Summary summary, List<Entry> entries) {

  /**
   * What the totals need of a receipt.
   *
   * @param run the run
   * @param kind what was done with the records
   * @param worker who wrote the batch; the producer for records that it could not read
   * @param at when the batch ended, in milliseconds since 1970
   * @param splits the tally of each split that the batch touches
   * @param failures how many records failed, by code
   * @param rows how many rows at the target the written records became; as many as there are of
   *     these, where each is a row
   */
  public record Summary(
      String run,
      Kind kind,
      String worker,
      long at,
      Map<Integer, Tally> splits,
      Map<ErrorCode, Long> failures,
      long rows) {

    /** Of records of which each that was written is a row. */
    public Summary(
        String run,
        Kind kind,
        String worker,
        long at,
        Map<Integer, Tally> splits,
        Map<ErrorCode, Long> failures) {
      this(run, kind, worker, at, splits, failures, sum(splits).written());
    }

    private static Tally sum(Map<Integer, Tally> splits) {
      return splits.values().stream().reduce(Tally.ZERO, Tally::plus);
    }

    /** The tally of the whole batch. */
    public Tally tally() {
      return sum(splits);
    }
  }

  /**
   * One record's end.
   *
   * @param id its place in the books
   * @param line the line of its origin; the unit is that of its split
   * @param key the text of its key; empty where the record has none that could be read
   * @param end how it ended
   */
  public record Entry(RecordId id, long line, Optional<String> key, End end) {}

  /**
   * What was done with the records of a batch. Workers load, also what they replay; who reads a
   * replay ends in its own name what is superseded or unreadable.
   */
  public enum Kind {
    /** They were carried out as their producer published them. */
    LOAD(1),
    /** They had failed before, and were carried out again. */
    REPLAY(2),
    /** They were compared with the target. */
    VERIFY(3),
    /** The target was given back what it held before them. */
    UNDO(4),
    /** An operator set them aside. */
    SKIP(5);

    /** How a receipt spells it; never changes, since topics hold it. */
    final int code;

    Kind(int code) {
      this.code = code;
    }

    static Kind ofCode(long code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException(code + " is no kind of a receipt");
    }
  }

  /** How a record ended; a failed one's reason is in its dead letter. */
  public enum End {
    WRITTEN(1),
    UNCHANGED(2),
    DROPPED(3),
    FAILED(4);

    /** How a receipt spells it; never changes, since topics hold it. */
    final int code;

    End(int code) {
      this.code = code;
    }

    static End ofCode(int code) {
      return switch (code) {
        case 1 -> WRITTEN;
        case 2 -> UNCHANGED;
        case 3 -> DROPPED;
        case 4 -> FAILED;
        default -> throw new IllegalArgumentException(code + " is no end of a record");
      };
    }

    /** The end that an outcome is. */
    public static End of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Written ignored -> WRITTEN;
        case Outcome.Unchanged ignored -> UNCHANGED;
        case Outcome.Dropped ignored -> DROPPED;
        case Outcome.Failed ignored -> FAILED;
      };
    }
  }
}
