package io.godwit.common.spi.sink;

import io.godwit.common.spi.Sink;

/**
 * What became of the records of one partition, as the target has it. For one thread at a time.
 *
 * <p>It is taken from whoever owned the partition before when something is written first, and again
 * after each trouble. From then on no earlier owner commits anything, and what earlier ones have
 * committed is known. An owner whose records somebody else has settled meanwhile is refused by
 * {@link io.godwit.common.model.failure.ErrorCode#LEDGER_TAKEN}: what was noted of them may be
 * gone.
 */
public interface PartitionLedger {

  /**
   * A sink of the target, each of whose transactions is noted here. Records of which it is known
   * what became of them are not written again. It supports what a writer of records asks for:
   * {@link SupportsWitness} and {@link SupportsRecall}.
   *
   * @param sink one of the target that has the ledger
   */
  Sink through(Sink sink);

  /** Says which records come next; before the first of them is written. */
  void turnTo(LedgerSpan span);

  /**
   * Says whether what is written from now on may stand before records of the span that were written
   * already. Where it may have come over them, they are written again; also by the next owner.
   */
  void comesLate(boolean late);
}
