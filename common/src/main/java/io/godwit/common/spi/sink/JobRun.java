package io.godwit.common.spi.sink;

/**
 * A run of a job.
 *
 * @param job the job's name
 * @param run the run's id; a later one has a greater text
 */
public record JobRun(String job, String run) {

  @Override
  public String toString() {
    return "run " + run + " of " + job;
  }
}
