package io.godwit.worker.step.op;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.expression.Expression;
import io.godwit.worker.step.expression.ExpressionLanguage;
import io.godwit.worker.step.expression.FieldUse;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.kinds.ValueExcerpt;
import java.util.List;

/** Computes one field. */
final class SetOp implements FieldOp {

  private final String field;
  private final String text;
  private final Expression expression;
  private final FieldUse use;
  private final FieldPlacement fieldPlacement;
  private final String what;

  SetOp(String field, String text, ExpressionLanguage.Compiled compiled) {
    this.field = field;
    this.text = text;
    this.expression = compiled.run();
    this.use = compiled.use();
    this.fieldPlacement = new FieldPlacement(List.of(field));
    this.what = "set " + field;
  }

  /** A copied field stays what it is; whatever is computed has a type. */
  @Override
  public BareTexts bare(BareTexts before) {
    return switch (expression) {
      case Expression.Copy(String copied) -> before.with(field, before.has(copied));
      case Expression.Constant ignored -> before.with(field, false);
      case Expression.Computed ignored -> before.with(field, false);
    };
  }

  @Override
  public void traceBack(KeyNeeds needs) {
    if (needs.concern(field)) {
      needs.through(this);
      needs.without(field);
      needs.with(use.read());
      needs.with(use.asked());
      if (use.whole()) {
        needs.withAll();
      }
    }
  }

  @Override
  public Change apply(Document fields) {
    try {
      Value value = expression.evaluate(fields);
      Document changed = fieldPlacement.put(fields, List.of(value));
      return RecordSize.refuse(what, field, value, changed)
          .<Change>map(Change::reject)
          .orElseGet(() -> new Change.To(changed));
    } catch (UnfitValue e) {
      return Change.reject(
          ErrorCode.EXPRESSION_FAILED,
          what + ": " + ValueExcerpt.ofReason(text) + ": " + e.getMessage(),
          field);
    }
  }
}
