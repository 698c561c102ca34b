package io.godwit.common.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job: what to move, from where, through which steps, to where.
 *
 * @param job its name: lower-case letters, digits and dashes, since topics and groups carry it
 * @param source what to read; one of which not all is moved is a {@link ChosenSource}
 * @param steps what to do with each record, in this order; may be empty. One for some units only is
 *     a {@link UnitStep}
 * @param sinks where to write: one place, or several over one connection, of which a record goes to
 *     all or to none. One that has rules beside its kind is a {@link SinkEntry}
 * @param connections the databases, by the names that the rest of the job uses
 * @param run how to run it
 * @param failures when it is held because too many records fail; never where it is empty
 * @param report what its report is like; as it usually is where it is empty
 */
@Doc("A job: what to move, from where, through which steps, to where.")
public record Job(
    @Doc("The job's name, which its topics and consumer groups carry.") @Form(Job.NAME) String job,
    @Doc("What to read.") SourceSpec source,
    @Doc("What to do with each record, in this order.") @Default("[]") List<StepSpec> steps,
    @Doc(
            "Where to write: one place, or a list of them over one connection. What a record"
                + " becomes in several places is written as a whole or not at all.")
        @Named("sink")
        @OneOrMore
        List<SinkSpec> sinks,
    @Doc("The databases, by the names that the rest of the job uses.") @OneOrMore
        Map<String, ConnectionSpec> connections,
    @Doc("How to run it.") @Default("{}") RunSpec run,
    @Doc("When a run is held because too many of its records fail; never where it is not said.")
        Optional<FailureBudget> failures,
    @Doc("What the report of a run is like; its lists are exact where it is not said.")
        Optional<ReportSpec> report) {

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
    sinks = List.copyOf(sinks);
    if (sinks.isEmpty()) {
      throw new BrokenRule("sink names at least one place", "sink");
    }
    requireOneConnection(sinks);
    requireAll(source, sinks);
    requireFirst(source, sinks);
    requireWholeKeys(sinks);
    connections = SpecRules.someOrdered("connections", connections);
  }

  /** A job with a report as it usually is. */
  public Job(
      String job,
      SourceSpec source,
      List<StepSpec> steps,
      List<SinkSpec> sinks,
      Map<String, ConnectionSpec> connections,
      RunSpec run,
      Optional<FailureBudget> failures) {
    this(job, source, steps, sinks, connections, run, failures, Optional.empty());
  }

  /** A job that writes to one place. */
  public Job(
      String job,
      SourceSpec source,
      List<StepSpec> steps,
      SinkSpec sink,
      Map<String, ConnectionSpec> connections,
      RunSpec run) {
    this(job, source, steps, List.of(sink), connections, run, Optional.empty());
  }

  /** Any other way to write would put the later ones over the first. */
  private static void requireFirst(SourceSpec source, List<SinkSpec> sinks) {
    if (source.duplicates() == SourceSpec.Duplicates.FIRST_WINS
        && sinks.stream().anyMatch(sink -> sink.write() != SinkSpec.Write.INSERT_IF_ABSENT)) {
      throw new BrokenRule(
          "duplicates: first-wins leaves alone what the target has: say write: insert-if-absent",
          "sink");
    }
  }

  /** What is not read would be taken for gone. */
  private static void requireAll(SourceSpec source, List<SinkSpec> sinks) {
    if (source instanceof ChosenSource && sinks.stream().anyMatch(s -> s.gone().isPresent())) {
      throw new BrokenRule(
          "gone compares the target with all of the source: leave limit and sample away, or gone",
          "source");
    }
  }

  /** No transaction, and nobody's order, would keep what is written over two of them whole. */
  private static void requireOneConnection(List<SinkSpec> sinks) {
    if (sinks.stream().map(SinkSpec::in).distinct().count() > 1) {
      throw new BrokenRule(
          "the places of one record are written over one connection, or half of it could stay"
              + " where the other half is refused; write to another connection by a job of its own",
          "sink");
    }
    if (new HashSet<>(sinks.stream().map(sink -> SinkEntry.bare(sink).getClass()).toList()).size()
        > 1) {
      throw new BrokenRule("the places of one record are all of one kind", "sink");
    }
  }

  /** Of what is a row among several of its record no key is known before the steps are run. */
  private static void requireWholeKeys(List<SinkSpec> sinks) {
    boolean several = sinks.size() > 1 || sinks.getFirst() instanceof SinkEntry;
    if (several && sinks.stream().anyMatch(sink -> sink.gone().isPresent())) {
      throw new BrokenRule(
          "gone needs to know the key of every row, and goes with one place, without for, when,"
              + " each and fields",
          "sink");
    }
  }

  /** Where it writes; the first of several places, whose key places the records. */
  public SinkSpec sink() {
    return sinks.getFirst();
  }

  /** The places that records of a unit go to, in the order of the job file; perhaps none. */
  public List<SinkSpec> sinks(String unit) {
    return sinks.stream().filter(sink -> SinkEntry.isFor(sink, unit)).toList();
  }

  /** Whether anything is said beside the kinds of its sinks, or there are several. */
  public boolean hasEntries() {
    return sinks.size() > 1 || sink() instanceof SinkEntry;
  }

  /**
   * The steps of a unit, as many as the job has: a {@link UnitStep.PassedBy} stands for each that
   * is for other units.
   */
  public List<StepSpec> steps(String unit) {
    return steps.stream().map(step -> UnitStep.of(step, unit)).toList();
  }
}
