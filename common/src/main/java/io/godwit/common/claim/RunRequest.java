package io.godwit.common.claim;

import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;

/**
 * What a command wants of a job.
 *
 * @param entry of the run that it begins, if it is to begin one
 * @param me the command itself
 * @param kind what it does besides
 * @param start which run it wants
 */
public record RunRequest(JobEntry entry, Holder me, Kind kind, Start start) {

  /** What a command does besides. */
  public enum Kind {
    /** Runs the job to its end and tells how it went. */
    RUN,
    /** Publishes the run's records, and leaves the rest to other roles of a fleet. */
    PUBLISH,
    /** Takes up again what a finished run could not write, to its end, and tells how it went. */
    REPLAY,
    /** Puts back what a run has written; begins none. */
    UNDO
  }

  /** Which run a command wants. */
  public enum Start {
    /** The one that is on its way, if there is one. */
    RESUME,
    /** A new one, unless somebody is at work on another. */
    ANEW,
    /** A new one, whoever is at work on another. */
    GIVE_UP
  }
}
