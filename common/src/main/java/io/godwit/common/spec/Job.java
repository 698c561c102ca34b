package io.godwit.common.spec;

import io.godwit.common.spec.notation.Default;
import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Form;
import io.godwit.common.spec.notation.Named;
import io.godwit.common.spec.notation.OneOrMore;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spec.rule.SpecRules;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job: what to move, from where, through which steps, to where.
 *
 * @param job its name: lower-case letters, digits and dashes, since topics and groups carry it
 * @param source what to read; one of which not all is moved, or in another order, is a {@link
 *     ChosenSource}
 * @param steps what to do with each record, in this order; may be empty. One for some units only is
 *     a {@link UnitStep}
 * @param sinks where to write: one place, or several over one connection, of which a record goes to
 *     all or to none. One that has rules beside its kind is a {@link SinkEntry}
 * @param connections the databases, by the names that the rest of the job uses
 * @param run how to run it
 * @param failures when it is held because too many records fail; never where it is empty
 * @param undo whether its runs can be undone
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
    @Doc("Whether the target keeps what it takes to undo a run.") @Default("off") Undo undo,
    @Doc("What the report of a run is like; its lists are exact where it is not said.")
        Optional<ReportSpec> report) {

  /** The form of a job's name. */
  static final String NAME = "[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?";

  /** Whether runs can be undone. */
  public enum Undo {
    /** What a run overwrites and deletes is kept in the target. */
    @Doc(
        "Every row, document or object is kept as it was before the run; godwit undo takes the run"
            + " back.")
    ON,
    /** What was there is not known any more. */
    @Doc("Nothing is kept, and not a request more is sent.")
    OFF
  }

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
    requireAllToReplace(source, sinks);
    requireFirst(source, sinks);
    requireWholeKeys(sinks);
    requireUndoable(undo, sinks);
    connections = SpecRules.someOrdered("connections", connections);
  }

  /** A job that writes to one place. */
  public Job(
      String job,
      SourceSpec source,
      List<StepSpec> steps,
      SinkSpec sink,
      Map<String, ConnectionSpec> connections,
      RunSpec run) {
    this(
        job,
        source,
        steps,
        List.of(sink),
        connections,
        run,
        Optional.empty(),
        Undo.OFF,
        Optional.empty());
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
    if (ChosenSource.leavesOut(source) && sinks.stream().anyMatch(s -> s.gone().isPresent())) {
      throw new BrokenRule(
          "gone compares the target with all of the source: leave limit and sample away, or gone",
          "source");
    }
    if (!source.isIncremental()) {
      return;
    }
    if (sinks.stream().anyMatch(s -> s.gone().isPresent())) {
      throw new BrokenRule(
          "gone compares the target with all of the source, and by a watermark only what is new is"
              + " read: leave watermark away, or gone",
          "source");
    }
    if (source.readsAgain() && sinks.stream().anyMatch(s -> s.write() == SinkSpec.Write.INSERT)) {
      throw new BrokenRule(
          "an overlap reads rows once more, and write: insert would have them twice: say overlap:"
              + " 0s, which loses rows that are committed late, or write: upsert",
          "source");
    }
    if (source instanceof ChosenSource(var ignored, ChosenSource.Rules rules)
        && rules.limit().isPresent()) {
      throw new BrokenRule(
          "limit ends the reading before the watermark is reached, and what is left out would never"
              + " be read: leave watermark away, or limit",
          "source");
    }
  }

  /** What is not read would be missing in the table that takes the other's place. */
  private static void requireAllToReplace(SourceSpec source, List<SinkSpec> sinks) {
    if (sinks.stream().noneMatch(sink -> sink.write() == SinkSpec.Write.REPLACE)) {
      return;
    }
    if (ChosenSource.leavesOut(source) || source.isIncremental()) {
      throw new BrokenRule(
          "replace puts what this run reads into the place of all that is there: leave watermark,"
              + " limit and sample away, or write: upsert",
          "source");
    }
    if (sinks.size() > 1) {
      throw new BrokenRule(
          "replace goes with one place: of several tables some would be new and some old", "sink");
    }
    if (sinks.getFirst().gone().isPresent()) {
      throw new BrokenRule(
          "replace leaves no row of which the source has none: leave gone away", "sink");
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

  /**
   * What a run has inserted is found again by its key; a table that took another's place is not.
   */
  private static void requireUndoable(Undo undo, List<SinkSpec> sinks) {
    if (undo == Undo.ON && sinks.stream().anyMatch(s -> s.write() == SinkSpec.Write.REPLACE)) {
      throw new BrokenRule(
          "undo puts rows back, and write: replace puts another table in the place of theirs: say"
              + " write: upsert, or leave undo away",
          "undo");
    }
    if (undo == Undo.ON && sinks.stream().anyMatch(s -> s.write() == SinkSpec.Write.INSERT)) {
      throw new BrokenRule(
          "undo finds rows by their key, and write: insert asks for none: say write: upsert or"
              + " insert-if-absent, or leave undo away",
          "undo");
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

  /** Whether what it writes is kept as it was. */
  public boolean undoes() {
    return undo == Undo.ON;
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
