package io.godwit.common.claim;

import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;

/** What a test says of every run. */
record KnownFacts(boolean alive, boolean complete, boolean sameJob) implements ClaimRules.Facts {

  @Override
  public boolean isAlive(Holder holder) {
    return alive;
  }

  @Override
  public boolean isComplete(JobEntry entry) {
    return complete;
  }

  @Override
  public boolean isWhole(JobEntry entry) {
    return complete;
  }

  @Override
  public boolean isSameJob(JobEntry entry) {
    return sameJob;
  }
}
