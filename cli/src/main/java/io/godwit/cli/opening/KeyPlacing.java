package io.godwit.cli.opening;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.SinkEntry;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.sink.SupportsKey;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.wire.Placement;
import io.godwit.worker.step.op.KeyTrace;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the records of a job are placed in partitions.
 *
 * @param placement the rule
 * @param warning why records that the target takes for one key may be in different ones; empty
 *     where they are not
 */
public record KeyPlacing(Placement placement, Optional<String> warning) {

  private static final String MEET =
      ": records of one key may be in several partitions. None is lost or doubled; workers that"
          + " meet at a row wait for each other";

  /**
   * The placing of a job's records.
   *
   * @param found the source, whose units have keys of their own where the job names none for the
   *     sink
   * @throws Refused {@link ErrorCode#KEY_UNKNOWN} where the order of a key's records is to decide
   *     and the sink's key cannot be known
   */
  public static KeyPlacing of(Job job, Inspection found) {
    if (!dependsOnUnit(job)) {
      return of(job, job.steps(), job.sink(), job.sink().key());
    }
    Map<String, Placement> byUnit = new HashMap<>();
    Set<String> warnings = new LinkedHashSet<>();
    found
        .units()
        .forEach((unit, schema) -> {
          SinkSpec first = job.sinks(unit).getFirst();
          KeyPlacing placing =
              of(job, job.steps(unit), first, first.key().isEmpty() ? schema.key() : first.key());
          byUnit.put(unit, placing.placement());
          placing.warning().ifPresent(warnings::add);
        });
    Placement other = Placement.bySourceKey();
    return new KeyPlacing(
        record -> byUnit.getOrDefault(record.origin().unit(), other).hash(record),
        warnings.stream().findFirst());
  }

  /** Whether units may differ in the key of their first place, or in what makes it. */
  private static boolean dependsOnUnit(Job job) {
    return job.steps().stream().anyMatch(UnitStep.class::isInstance)
        || job.sinks().stream()
            .anyMatch(sink ->
                sink.key().isEmpty()
                    || SinkEntry.rules(sink).flatMap(SinkEntry.Rules::units).isPresent());
  }

  /**
   * By the key of the first place that records go to. Rows of the others may meet in several
   * partitions; there each is written by its key, and of two at once the later one stands.
   */
  private static KeyPlacing of(Job job, List<StepSpec> steps, SinkSpec first, List<String> key) {
    List<StepSpec> all = new ArrayList<>(steps);
    Optional<SinkEntry.Rules> rules = SinkEntry.rules(first);
    rules.flatMap(SinkEntry.Rules::each).map(SplitArraySpec::of).ifPresent(all::add);
    Map<String, String> names = rules.flatMap(SinkEntry.Rules::fields).orElse(Map.of());
    return of(job, all, key.stream().map(field -> names.getOrDefault(field, field)).toList());
  }

  private static KeyPlacing of(Job job, List<StepSpec> steps, List<String> key) {
    return switch (KeyTrace.of(steps, key)) {
      case KeyTrace.Trace.Known(Placement placement) -> new KeyPlacing(placement, Optional.empty());
      case KeyTrace.Trace.Unknown(String reason) -> {
        if (job.source().duplicates().isInOrder()) {
          throw new Refused(
              ErrorCode.KEY_UNKNOWN,
              "duplicates: "
                  + job.source().duplicates().word()
                  + " needs the sink's key before the steps are run, and "
                  + reason
                  + ". Take the key from fields of the source, or say duplicates: any");
        }
        if (job.sink().gone().filter(GoneSpec::acts).isPresent()) {
          throw new Refused(
              ErrorCode.KEY_UNKNOWN,
              "sink.gone needs the sink's key before the steps are run, and "
                  + reason
                  + ". Take the key from fields of the source, or leave gone away");
        }
        yield new KeyPlacing(
            Placement.bySourceKey(),
            Optional.of("placed by the source's key, since " + reason + MEET));
      }
    };
  }

  /**
   * Makes sure that the records of a unit are placed by the key that its table has.
   *
   * @param key of the unit at the source
   * @throws Refused {@link ErrorCode#KEY_UNKNOWN} where they are not
   */
  public static void requireSame(Job job, String unit, List<String> key, Sink sink) {
    SinkSpec first = job.sinks(unit).getFirst();
    if (first.key().isEmpty()
        && first.write() != SinkSpec.Write.INSERT
        && sink instanceof SupportsKey target
        && !new HashSet<>(target.key()).equals(new HashSet<>(key))) {
      throw new Refused(
          ErrorCode.KEY_UNKNOWN,
          "records of "
              + unit
              + " are placed by their key at the source, "
              + (key.isEmpty() ? "which has none" : String.join(", ", key))
              + ", and their table has the key "
              + String.join(", ", target.key())
              + "; name it as the sink's key");
    }
  }

  /** The one of these notices that says that records of one key may be in several partitions. */
  public static Optional<String> unsure(List<String> notices) {
    return notices.stream().filter(notice -> notice.endsWith(MEET)).findFirst();
  }

  /**
   * Why records of one key may be in several partitions, by what a sink knows of its key.
   *
   * @throws Refused {@link ErrorCode#KEY_UNKNOWN} where the order of a key's records is to decide
   */
  public static Optional<String> check(Job job, Sink sink) {
    if (!(sink instanceof SupportsKeyEquality target) || target.unknownEquality().isEmpty()) {
      return Optional.empty();
    }
    String reason = target.unknownEquality().get();
    if (job.source().duplicates().isInOrder()) {
      throw new Refused(
          ErrorCode.KEY_UNKNOWN,
          "duplicates: "
              + job.source().duplicates().word()
              + " needs to know which keys the target takes for one, and "
              + reason);
    }
    return Optional.of(reason + MEET);
  }
}
