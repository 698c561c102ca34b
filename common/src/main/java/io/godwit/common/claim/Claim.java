package io.godwit.common.claim;

import io.godwit.common.wire.run.JobEntry;

/** What a command may do with a job. */
public sealed interface Claim {

  /** The run that it is about. */
  JobEntry entry();

  /** The job is this command's, and this run of it begins. */
  record Begun(JobEntry entry) implements Claim {}

  /** The job is this command's, and this run of it goes on. */
  record Resumed(JobEntry entry) implements Claim {}

  /** The job is this command's; the run is complete, and what the command has to say was not. */
  record Untold(JobEntry entry) implements Claim {}

  /** There is nothing to do: somebody else has done it, or is about to. */
  record Done(JobEntry entry) implements Claim {}
}
