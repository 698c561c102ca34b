package io.godwit.common.spec;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A job: what to move, from where, through which steps, to where.
 *
 * @param job its name: lower-case letters, digits and dashes, since topics and groups carry it
 * @param source what to read
 * @param steps what to do with each record, in this order; may be empty
 * @param sink where to write
 * @param connections the databases, by the names that the rest of the job uses
 * @param run how to run it
 */
public record Job(
    String job,
    SourceSpec source,
    List<StepSpec> steps,
    SinkSpec sink,
    Map<String, ConnectionSpec> connections,
    RunSpec run) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?");

  /** Refuses a name that topics could not carry. */
  public Job {
    if (!NAME.matcher(job).matches()) {
      throw new IllegalArgumentException(
          "a job's name has 1 to 60 lower-case letters, digits and dashes, and neither starts nor"
              + " ends with a dash");
    }
    steps = List.copyOf(steps);
    connections = Map.copyOf(connections);
  }
}
