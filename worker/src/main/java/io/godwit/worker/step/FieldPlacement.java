package io.godwit.worker.step;

import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Puts values under names into documents: in place where the name exists, at the end otherwise. */
final class FieldPlacement {

  private final ByNames<Plan> plans;

  private record Plan(String[] names, int[] at) {}

  /**
   * A placing of values under these names.
   *
   * @param placed distinct
   */
  FieldPlacement(List<String> placed) {
    List<String> copy = List.copyOf(placed);
    this.plans = new ByNames<>(document -> plan(copy, document));
  }

  /**
   * The document with the values placed.
   *
   * @param values as many as names, in their order
   */
  Document put(Document document, List<Value> values) {
    Plan plan = plans.of(document);
    Value[] all = new Value[plan.names.length];
    for (int i = 0; i < document.size(); i++) {
      all[i] = document.value(i);
    }
    for (int i = 0; i < plan.at.length; i++) {
      all[plan.at[i]] = values.get(i);
    }
    return Document.ofShared(plan.names, all);
  }

  private static Plan plan(List<String> placed, Document document) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      names.add(document.name(i));
    }
    int[] at = new int[placed.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = names.indexOf(placed.get(i));
      if (at[i] < 0) {
        at[i] = names.size();
        names.add(placed.get(i));
      }
    }
    return new Plan(names.toArray(String[]::new), at);
  }
}
