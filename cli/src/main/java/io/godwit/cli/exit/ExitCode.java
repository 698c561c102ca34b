package io.godwit.cli.exit;

import io.godwit.common.model.failure.ErrorCode;

/** How the process ends, as scripts and schedulers see it. */
public enum ExitCode {
  COMPLETE(0, "complete: every record migrated or dropped on purpose; or a role stopped in order"),
  INTERNAL(1, "a fault of godwit itself"),
  FAILURES(2, "complete, but some records failed; they are in failed.csv"),
  REFUSED(3, "a mistake in the job, the command line or the set-up; nothing was written"),
  UNREACHABLE(4, "a server does not answer, or a disk is full"),
  NOT_BALANCED(5, "the books do not balance: do not trust this run"),
  IN_USE(6, "another godwit command is using the folder, or is at work on the job"),
  SUPERSEDED(7, "another command has taken the job over, or begun another run of it"),
  UNFINISHED(
      8, "complete, but the target refused an index, a foreign key, a counter, or what is gone"),
  DIFFERENT(9, "complete, but the target is not what the run has written there"),
  HELD(10, "held: more records failed than failures.stop-at allows; godwit resume lets it go on"),
  LEFT(11, "undone, but for rows that others changed since or the target refused; see left.csv"),
  /**
   * As a shell says of a command that SIGINT ended; the same after SIGTERM. Only where something is
   * left to do: a worker or an aggregator that runs until it is stopped ends with 0.
   */
  INTERRUPTED(130, "stopped; the same command resumes");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the process ends with. */
  public int number() {
    return number;
  }

  /** What it says, in one line. */
  public String meaning() {
    return meaning;
  }

  /** The end of a run. */
  public static ExitCode ofRun(boolean balanced, boolean finished, boolean equal, long failed) {
    if (!balanced) {
      return NOT_BALANCED;
    }
    if (!finished) {
      return UNFINISHED;
    }
    if (!equal) {
      return DIFFERENT;
    }
    return failed > 0 ? FAILURES : COMPLETE;
  }

  /** The end of a command that an error stopped. */
  public static ExitCode of(ErrorCode code) {
    if (code == ErrorCode.FOLDER_IN_USE || code == ErrorCode.JOB_HELD) {
      return IN_USE;
    }
    if (code == ErrorCode.RUN_SUPERSEDED) {
      return SUPERSEDED;
    }
    if (code == ErrorCode.BOOKS_NOT_BALANCED) {
      return NOT_BALANCED;
    }
    if (code == ErrorCode.BUDGET_SPENT) {
      return HELD;
    }
    return switch (code.kind()) {
      case CONFIGURATION -> REFUSED;
      case TARGET, CAPACITY -> UNREACHABLE;
      // An error of one record never stops a command; one that does is no longer about the data.
      case DATA, INTERNAL -> INTERNAL;
    };
  }
}
