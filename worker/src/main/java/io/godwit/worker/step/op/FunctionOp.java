package io.godwit.worker.step.op;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spec.FieldEffect;
import io.godwit.worker.step.field.FieldFunction;
import io.godwit.worker.step.field.FieldFunctions;
import io.godwit.worker.step.field.Unmade;
import io.godwit.worker.step.spec.ShapeStepSpec;
import io.godwit.worker.step.spec.ValueStepSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A function of fields.
 *
 * @param effects what its description says of them
 * @param like whether what it makes is a text in the way in which the field's others are: the
 *     default of a CSV file's column is read by the target as the column's texts are
 */
public record FunctionOp(FieldFunction function, List<FieldEffect> effects, boolean like)
    implements FieldOp {

  static FunctionOp of(ShapeStepSpec spec) {
    return new FunctionOp(FieldFunctions.of(spec), spec.effects(), false);
  }

  static FunctionOp of(ValueStepSpec spec) {
    boolean like = spec instanceof ValueStepSpec.Standard;
    return new FunctionOp(FieldFunctions.of(spec), spec.effects(), like);
  }

  @Override
  public BareTexts bare(BareTexts before) {
    return like ? before : BareEffects.behind(effects, before);
  }

  /** It runs on the way to the key where it has to do with any field that the key needs. */
  @Override
  public void traceBack(KeyNeeds needs) {
    Set<String> touched = new LinkedHashSet<>();
    boolean any = false;
    for (FieldEffect effect : effects) {
      any |= effect instanceof FieldEffect.Unfolds;
      touched.addAll(named(effect));
    }
    if (any || touched.stream().anyMatch(needs::concern)) {
      needs.through(this);
      needs.with(touched);
    }
  }

  private static Set<String> named(FieldEffect effect) {
    return switch (effect) {
      case FieldEffect.Reads(var fields) -> Set.copyOf(fields);
      case FieldEffect.Makes(var fields) -> Set.copyOf(fields);
      case FieldEffect.Unfolds(var fields) -> Set.copyOf(fields);
      case FieldEffect.Keeps(var fields) -> Set.copyOf(fields);
      case FieldEffect.Removes(var fields) -> Set.copyOf(fields);
      case FieldEffect.Retypes(var types) -> types.keySet();
      case FieldEffect.Renames(var names) -> names.keySet();
    };
  }

  @Override
  public Change apply(Document fields) {
    try {
      return new Change.To(function.apply(fields));
    } catch (Unmade e) {
      return Change.reject(e.failure());
    }
  }
}
