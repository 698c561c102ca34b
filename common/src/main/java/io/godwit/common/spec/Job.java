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
@Doc("A job: what to move, from where, through which steps, to where.")
public record Job(
    @Doc("The job's name, which its topics and consumer groups carry.") @Form(Job.NAME) String job,
    @Doc("What to read.") SourceSpec source,
    @Doc("What to do with each record, in this order.") @Default("[]") List<StepSpec> steps,
    @Doc("Where to write.") SinkSpec sink,
    @Doc("The databases, by the names that the rest of the job uses.") @OneOrMore
        Map<String, ConnectionSpec> connections,
    @Doc("How to run it.") @Default("{}") RunSpec run) {

  /** The form of a job's name. */
  static final String NAME = "[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?";

  /** Refuses a name that topics could not carry. */
  public Job {
    if (!Pattern.matches(NAME, job)) {
      throw new BrokenRule(
          "a job's name has 1 to 60 lower-case letters, digits and dashes, and neither starts nor"
              + " ends with a dash",
          "job");
    }
    steps = List.copyOf(steps);
    connections = SpecRules.someOrdered("connections", connections);
  }
}
