package io.godwit.worker.step;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Document;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Leaves only some fields, or takes some away. */
final class SelectOp implements FieldOp {

  private final ByNames<FieldLayout> layouts;
  private final UnaryOperator<BareTexts> bare;

  private SelectOp(Predicate<String> stays, UnaryOperator<BareTexts> bare) {
    this.layouts = new ByNames<>(document -> FieldLayout.only(document, stays));
    this.bare = bare;
  }

  static SelectOp keep(List<String> names) {
    Set<String> kept = Set.copyOf(names);
    return new SelectOp(kept::contains, before -> before.only(kept));
  }

  static SelectOp remove(List<String> names) {
    Set<String> gone = Set.copyOf(names);
    return new SelectOp(name -> !gone.contains(name), before -> before.without(gone));
  }

  @Override
  public BareTexts bare(BareTexts before) {
    return bare.apply(before);
  }

  @Override
  public Change apply(Document fields) {
    return new Change.To(layouts.of(fields).apply(fields));
  }
}
