package io.godwit.worker.consume;

import io.godwit.common.kafka.JobRegister;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides about records that are not of the run that the session was opened for: they are of a run
 * that was given up, and are passed over; or of a newer one, and then the session is out of date.
 * Any thread may ask.
 */
final class RunGate {

  private final JobRegister register;
  private final String job;
  private final String run;
  private final Set<String> givenUp = new HashSet<>();

  RunGate(JobRegister register, String job, String run) {
    this.register = register;
    this.job = job;
    this.run = run;
  }

  /** The run that the session works for. */
  String run() {
    return run;
  }

  /**
   * Whether a run's records are to be carried out; those of one that was given up are passed over.
   *
   * @throws OutOfDate where the register has another current run than the session
   */
  boolean isOurs(String other) throws OutOfDate {
    return other.equals(run) || !isGivenUp(other);
  }

  /**
   * Whether a run's records are to be passed over.
   *
   * @throws OutOfDate where the register has another current run than the session
   */
  private synchronized boolean isGivenUp(String other) throws OutOfDate {
    if (givenUp.contains(other)) {
      return true;
    }
    if (!register.find(job).map(entry -> entry.run().equals(run)).orElse(false)) {
      throw new OutOfDate();
    }
    givenUp.add(other);
    return true;
  }

  /** The session works for a run that is not the current one any more. */
  static final class OutOfDate extends Exception {
    private static final long serialVersionUID = 1L;

    private OutOfDate() {
      super("another run has begun", null, false, false);
    }
  }
}
