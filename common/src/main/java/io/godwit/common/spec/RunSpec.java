package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Range;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.time.Duration;
import java.util.Optional;

/**
 * How to run a job.
 *
 * @param batch how many records go to the target at once
 * @param partitions how many partitions the work has, which bounds the workers; 1 to 1,000
 * @param commit how often a worker settles what it has written; 10 ms to 1 minute
 * @param expected how long a run is planned to take; empty where nobody has said
 * @param keep how long dead letters are kept at least, from when they were written; the first run
 *     that begins after that deletes them
 * @param verify how much of it is compared with the target when it is done
 */
@Doc("How to run a job.")
public record RunSpec(
    @Doc("How many records go to the target at once.") @Default("{}") Batch batch,
    @Doc("How many partitions the work has, which bounds the number of workers.")
        @Default("24")
        @Range(from = 1, to = 1000)
        int partitions,
    @Doc("How often a worker settles what it has written, 10ms to 1m.") @Default("500ms")
        Duration commit,
    @Doc("How long a run is planned to take; monitoring warns of one that takes longer.")
        Optional<Duration> expected,
    @Doc(
            "How long failed records are kept in Kafka after they failed; a run that begins later"
                + " deletes those of earlier runs.")
        @Default("30d")
        Duration keep,
    @Doc("How much of what was written is compared with the target at the end.") @Default("off")
        Verify verify) {

  /** One that compares nothing at the end. */
  public RunSpec(
      Batch batch, int partitions, Duration commit, Optional<Duration> expected, Duration keep) {
    this(batch, partitions, commit, expected, keep, Verify.OFF);
  }

  /** How much of what was written is compared with the target. */
  public enum Verify {
    /** A hundredth of each split, and where that differs its whole partition. */
    @Doc("One of a hundred packs of records, by their place in the source, and the first of each.")
    SAMPLE,
    /** Every record. */
    @Doc("Every record.")
    FULL,
    /** Nothing; {@code godwit verify} compares afterwards. */
    @Doc("Nothing; godwit verify does it afterwards.")
    OFF
  }

  /** Refuses what no broker or transaction could bear. */
  public RunSpec {
    SpecRules.between("partitions", partitions, 1, 1000);
    if (commit.toMillis() < 10 || commit.toMillis() > 60_000) {
      throw new BrokenRule("commit lies between 10ms and 1m", "commit");
    }
    if (expected.filter(duration -> duration.toMillis() < 1).isPresent()) {
      throw new BrokenRule("expected is at least 1ms", "expected");
    }
  }

  /**
   * The size of a batch, which follows the target's speed.
   *
   * @param target how long a batch should take
   * @param from the fewest records, from 1
   * @param to the most records, at most 100,000
   * @param pause how long a partition rests between two batches; 0 ms to 1 minute
   */
  @Doc("The size of a batch, which follows the target's speed.")
  public record Batch(
      @Doc("How long a batch should take.") @Default("2s") Duration target,
      @Doc("The fewest records.") @Default("10") @Range(from = 1, to = MOST_RECORDS) int from,
      @Doc("The most records.") @Default("10000") @Range(from = 1, to = MOST_RECORDS) int to,
      @Doc("How long a partition rests between two batches, 0ms to 1m.") @Default("0ms")
          Duration pause) {

    private static final int MOST_RECORDS = 100_000;

    /** One without a pause. */
    public Batch(Duration target, int from, int to) {
      this(target, from, to, Duration.ZERO);
    }

    /** Refuses an empty range. */
    public Batch {
      SpecRules.between("from", from, 1, MOST_RECORDS);
      SpecRules.between("to", to, 1, MOST_RECORDS);
      if (from > to) {
        throw new BrokenRule("from is at most to", "from", "to");
      }
      if (target.toMillis() < 1) {
        throw new BrokenRule("target is at least 1ms", "target");
      }
      if (pause.isNegative() || pause.toMillis() > 60_000) {
        throw new BrokenRule("pause lies between 0ms and 1m", "pause");
      }
    }
  }
}
