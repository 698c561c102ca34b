package io.godwit.worker.step;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.worker.step.op.KeyTrace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a record as it was read whose values nobody is to see: those of which a step makes
 * a hash or a mask. A dead letter lives longer than the run's work and is read by people, so it
 * holds none of them.
 *
 * <p>What stands in their place is a value of no other system: a step that would hash it, and a
 * sink that would write it, refuse it. So a letter that is taken up again cannot make a password of
 * a mask; its record is read at its origin.
 *
 * @param names the fields, by their names at the source
 * @param all whether any field may be among them: what made them hides where it came from
 */
public record HiddenFields(Set<String> names, boolean all) {

  /** Where no step hides anything. */
  public static final HiddenFields NONE = new HiddenFields(Set.of(), false);

  /** What stands in the place of a value. */
  public static final Value HIDDEN = DeadLetters.HIDDEN;

  /** Less would also be found where it says nothing. */
  private static final int LEAST_TEXT = 3;

  /** Takes an unmodifiable copy. */
  public HiddenFields {
    names = Set.copyOf(names);
  }

  /** What the steps of a job hide. */
  public static HiddenFields of(List<StepSpec> steps) {
    Set<String> names = new LinkedHashSet<>();
    boolean all = false;
    for (int i = 0; i < steps.size(); i++) {
      List<String> hidden = steps.get(i).hiddenFields();
      if (!hidden.isEmpty()) {
        names.addAll(hidden);
        Optional<Set<String>> source = madeOf(steps.subList(0, i), hidden);
        source.ifPresent(names::addAll);
        all |= source.isEmpty();
      }
    }
    return new HiddenFields(names, all);
  }

  /**
   * What these fields are made of, behind these steps; empty where that may be any field. A step
   * for some units leaves a field of others what it was, so both are hidden.
   */
  private static Optional<Set<String>> madeOf(List<StepSpec> steps, List<String> fields) {
    Set<String> needed = new LinkedHashSet<>(fields);
    for (StepSpec step : steps.reversed()) {
      Optional<Set<String>> before = KeyTrace.sourceOf(UnitStep.bare(step), needed);
      if (before.isEmpty()) {
        return before;
      }
      if (!(step instanceof UnitStep)) {
        needed.clear();
      }
      needed.addAll(before.get());
    }
    return Optional.of(needed);
  }

  /**
   * Whether a field behind the last step is, or is made of, one whose value nobody is to see; also
   * where that cannot be known.
   *
   * @param steps of the unit
   */
  public static boolean isMadeOfHidden(List<StepSpec> steps, String field) {
    if (steps.stream().allMatch(step -> step.hiddenFields().isEmpty())) {
      return false;
    }
    Set<String> needed = new LinkedHashSet<>(Set.of(field));
    for (StepSpec step : steps.reversed()) {
      if (step.hiddenFields().stream().anyMatch(needed::contains)) {
        return true;
      }
      Optional<Set<String>> before = KeyTrace.sourceOf(UnitStep.bare(step), needed);
      if (before.isEmpty()) {
        return true;
      }
      needed.addAll(before.get());
    }
    return false;
  }

  /** The record without what is hidden. */
  public Document hide(Document fields) {
    Document shown = fields;
    for (int i = 0; i < fields.size(); i++) {
      if (hides(fields.name(i))) {
        shown = shown.with(fields.name(i), HIDDEN);
      }
    }
    return shown;
  }

  /**
   * The failure without what is hidden: a step before the one that hashes, such as a cast, and a
   * target may quote the value that they refuse, or its beginning.
   *
   * @param fields of the record as it was read
   * @param byStep whether a step rejected it, which may quote what an earlier one made of a value
   */
  public Failure hide(Failure failure, Document fields, boolean byStep) {
    boolean quotes = byStep && !isOwn(failure) && failure.column().filter(this::hides).isPresent();
    for (int i = 0; !quotes && i < fields.size(); i++) {
      quotes = hides(fields.name(i)) && quotes(failure.message(), fields.value(i));
    }
    return quotes
        ? new Failure(
            failure.code(),
            failure.code().cause() + " The words are left out: they may quote what is hidden.",
            failure.column())
        : failure;
  }

  /** What the step that hashes says of a password never quotes it. */
  private static boolean isOwn(Failure failure) {
    return failure.code() == ErrorCode.PASSWORD_UNFIT;
  }

  private static boolean quotes(String message, Value value) {
    return switch (value) {
      case Value.Nested(Document document) -> {
        boolean found = false;
        for (int i = 0; i < document.size(); i++) {
          found |= quotes(message, document.value(i));
        }
        yield found;
      }
      case Value.Array(List<Value> values) ->
          values.stream().anyMatch(part -> quotes(message, part));
      case Value single -> quotes(message, Key.display(single));
    };
  }

  private static boolean quotes(String message, String text) {
    String begin = text.substring(0, Math.min(text.length(), 8));
    return begin.length() >= LEAST_TEXT && message.contains(begin);
  }

  private boolean hides(String field) {
    return all || names.contains(field);
  }
}
