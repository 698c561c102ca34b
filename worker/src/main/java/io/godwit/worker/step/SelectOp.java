package io.godwit.worker.step;

import io.godwit.common.model.Document;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves only some fields, or takes some away. */
final class SelectOp implements FieldOp {

  private final ByNames<Layout> layouts;

  private SelectOp(Predicate<String> stays) {
    this.layouts = new ByNames<>(document -> Layout.only(document, stays));
  }

  static SelectOp keep(List<String> names) {
    return new SelectOp(Set.copyOf(names)::contains);
  }

  static SelectOp remove(List<String> names) {
    Set<String> gone = Set.copyOf(names);
    return new SelectOp(name -> !gone.contains(name));
  }

  @Override
  public Change apply(Document fields) {
    return new Change.To(layouts.of(fields).apply(fields));
  }
}
