package io.godwit.worker.step.op;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.FieldEffect;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which texts are bare behind a step that says no more than its effects on fields. */
public final class BareEffects {

  private BareEffects() {}

  /** The bare texts behind a step of these effects, which had these before it. */
  public static BareTexts behind(List<FieldEffect> effects, BareTexts before) {
    BareTexts bare = before;
    for (FieldEffect effect : effects) {
      bare =
          switch (effect) {
            case FieldEffect.Reads ignored -> bare;
            case FieldEffect.Makes(List<String> fields) -> bare.without(Set.copyOf(fields));
            case FieldEffect.Unfolds(List<String> fields) -> bare.without(Set.copyOf(fields));
            case FieldEffect.Retypes(var types) -> bare.without(types.keySet());
            case FieldEffect.Renames(Map<String, String> names) -> bare.renamed(names);
            case FieldEffect.Keeps(List<String> fields) -> bare.only(Set.copyOf(fields));
            case FieldEffect.Removes(List<String> fields) -> bare.without(Set.copyOf(fields));
          };
    }
    return bare;
  }
}
