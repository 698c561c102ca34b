package io.godwit.common.spi.sink;

/**
 * Whose notes a ledger keeps.
 *
 * @param job the job's name
 * @param run its run; a later one has a greater text
 * @param partition of the run's work, from 0
 */
public record LedgerOwner(String job, String run, int partition) {

  @Override
  public String toString() {
    return "partition " + partition + " of " + job + ", run " + run;
  }
}
