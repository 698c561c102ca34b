package io.godwit.worker.step.op;

import io.godwit.common.model.value.Document;
import io.godwit.common.spec.rule.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Some fields of a document under names of their own, in the order of the choice. One that the
 * document lacks, the result lacks; one field may stand under several names. Any thread may use it.
 */
public final class FieldChoice {

  private final ByNames<FieldLayout> layouts;

  /** A choice of fields by the names that they are to have. */
  public FieldChoice(Map<String, String> names) {
    Map<String, String> ordered = SpecRules.ordered(names);
    this.layouts = new ByNames<>(document -> layout(ordered, document));
  }

  private static FieldLayout layout(Map<String, String> names, Document document) {
    List<String> chosen = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    names.forEach((name, field) -> {
      int index = document.indexOf(field);
      if (index >= 0) {
        chosen.add(name);
        from.add(index);
      }
    });
    return new FieldLayout(chosen, from);
  }

  /** What is chosen of a document. */
  public Document of(Document document) {
    return layouts.of(document).apply(document);
  }
}
