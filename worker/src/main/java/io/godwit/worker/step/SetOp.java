package io.godwit.worker.step;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import java.util.List;

/** Computes one field. */
final class SetOp implements FieldOp {

  private final String field;
  private final String text;
  private final Expression expression;
  private final Placing placing;

  SetOp(String field, String text, Expression expression) {
    this.field = field;
    this.text = text;
    this.expression = expression;
    this.placing = new Placing(List.of(field));
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
  public Change apply(Document fields) {
    try {
      return new Change.To(placing.put(fields, List.of(expression.evaluate(fields))));
    } catch (Unfit e) {
      return Change.reject(
          ErrorCode.EXPRESSION_FAILED,
          "set " + field + ": " + Excerpt.ofReason(text) + ": " + e.getMessage(),
          field);
    }
  }
}
