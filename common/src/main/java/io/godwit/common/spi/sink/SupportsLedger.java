package io.godwit.common.spi.sink;

import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.Optional;

/**
 * A target that can note, in the transaction that writes some records, what became of them. So it
 * is known after a crash what an attempt had done of which nobody heard: nothing is inserted twice,
 * and what was written is not called unchanged by the repeat.
 */
public interface SupportsLedger {

  /**
   * What is noted of one partition; empty where the job is one of which a repeat leaves no trace,
   * and which needs no ledger. Asks nothing of the target yet. One for each owner of the partition;
   * it is closed with the target.
   */
  Optional<PartitionLedger> ledger(LedgerOwner owner);

  /**
   * Forgets all that is noted of a job, and takes away what holds it where nothing else is in
   * there. The job has no unfinished run.
   *
   * @return what was done, a sentence each; empty where there was nothing
   * @throws Trouble where the target does not answer
   */
  List<String> forget(String job) throws Trouble;
}
