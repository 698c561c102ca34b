package io.godwit.worker.step.op;

import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Leaves only some fields, or takes some away. */
final class SelectOp implements FieldOp {

  private final ByNames<FieldLayout> layouts;
  private final UnaryOperator<BareTexts> bare;
  private final Predicate<KeyNeeds> passedBy;

  /**
   * A selection.
   *
   * @param passedBy whether it takes nothing of what a key needs
   */
  private SelectOp(
      Predicate<String> stays, UnaryOperator<BareTexts> bare, Predicate<KeyNeeds> passedBy) {
    this.layouts = new ByNames<>(document -> FieldLayout.only(document, stays));
    this.bare = bare;
    this.passedBy = passedBy;
  }

  static SelectOp keep(List<String> names) {
    Set<String> kept = Set.copyOf(names);
    return new SelectOp(
        kept::contains, before -> before.only(kept), needs -> needs.areWithin(kept));
  }

  static SelectOp remove(List<String> names) {
    Set<String> gone = Set.copyOf(names);
    return new SelectOp(
        name -> !gone.contains(name),
        before -> before.without(gone),
        needs -> gone.stream().noneMatch(needs::concern));
  }

  @Override
  public BareTexts bare(BareTexts before) {
    return bare.apply(before);
  }

  @Override
  public void traceBack(KeyNeeds needs) {
    if (!passedBy.test(needs)) {
      needs.through(this);
    }
  }

  @Override
  public Change apply(Document fields) {
    return new Change.To(layouts.of(fields).apply(fields));
  }
}
