package io.godwit.worker.step.op;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Puts values under names into documents: in place where the name exists, at the end otherwise. */
public final class FieldPlacement {

  private final ByNames<Plan> plans;

  /**
   * How documents of the same names are arranged.
   *
   * @param from as {@link Document#arranged} takes it
   */
  private record Plan(String[] names, int[] from) {}

  /**
   * A placing of values under these names.
   *
   * @param placed distinct
   */
  public FieldPlacement(List<String> placed) {
    List<String> copy = List.copyOf(placed);
    this.plans = new ByNames<>(document -> plan(copy, document));
  }

  /**
   * The document with the values placed.
   *
   * @param values as many as names, in their order
   */
  public Document put(Document document, List<Value> values) {
    Plan plan = plans.of(document);
    return document.arranged(plan.names, plan.from, values.toArray(Value[]::new));
  }

  private static Plan plan(List<String> placed, Document document) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      names.add(document.name(i));
    }
    for (String name : placed) {
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    int[] from = new int[names.size()];
    for (int i = 0; i < from.length; i++) {
      int ofPlaced = placed.indexOf(names.get(i));
      from[i] = ofPlaced < 0 ? i : ~ofPlaced;
    }
    return new Plan(names.toArray(String[]::new), from);
  }
}
