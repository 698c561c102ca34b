package io.godwit.worker.step.op;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives fields other names, all at once: {@code {a: b, b: a}} swaps. A record in which two fields
 * would then have one name is rejected, since either could be the right one.
 */
final class RenameOp implements FieldOp {

  private sealed interface Plan {
    record Fits(FieldLayout layout) implements Plan {}

    record Clash(String from, String name) implements Plan {}
  }

  private final Map<String, String> renames;
  private final ByNames<Plan> plans;

  RenameOp(Map<String, String> renames) {
    Map<String, String> copy = Map.copyOf(renames);
    this.renames = copy;
    this.plans = new ByNames<>(document -> plan(copy, document));
  }

  @Override
  public BareTexts bare(BareTexts before) {
    return before.renamed(renames);
  }

  /** A field whose old name a record lacks keeps what stands under the new one. */
  @Override
  public void traceBack(KeyNeeds needs) {
    Map<String, String> relevant = new LinkedHashMap<>();
    renames.forEach((from, to) -> {
      if (needs.concern(to) || needs.concern(from)) {
        relevant.put(from, to);
      }
    });
    if (!relevant.isEmpty()) {
      needs.through(new RenameOp(relevant));
      needs.with(relevant.keySet());
    }
  }

  @Override
  public Change apply(Document fields) {
    return switch (plans.of(fields)) {
      case Plan.Fits(FieldLayout layout) -> new Change.To(layout.apply(fields));
      case Plan.Clash(String from, String name) ->
          Change.reject(
              ErrorCode.FIELD_EXISTS,
              "rename " + from + ": the record would have two fields named '" + name + "'",
              name);
    };
  }

  private static Plan plan(Map<String, String> renames, Document document) {
    Set<String> names = new LinkedHashSet<>();
    List<Integer> from = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      String name = document.name(i);
      if (!names.add(renames.getOrDefault(name, name))) {
        return clash(renames, document, renames.getOrDefault(name, name));
      }
      from.add(i);
    }
    return new Plan.Fits(new FieldLayout(List.copyOf(names), from));
  }

  /** Of the two fields that meet under the name, at least one got there by a rename. */
  private static Plan clash(Map<String, String> renames, Document document, String name) {
    for (int i = 0; i < document.size(); i++) {
      String old = document.name(i);
      if (!old.equals(name) && name.equals(renames.get(old))) {
        return new Plan.Clash(old + " to " + name, name);
      }
    }
    throw new IllegalStateException("no rename leads to the name " + name + " that occurs twice");
  }
}
