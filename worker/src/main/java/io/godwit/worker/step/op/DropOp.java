package io.godwit.worker.step.op;

import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.expression.Expression;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.kinds.ValueKind;

/** Leaves out the records that meet a condition. */
record DropOp(String text, Expression condition) implements FieldOp {

  @Override
  public BareTexts bare(BareTexts before) {
    return before;
  }

  /** What is dropped is placed for nothing. */
  @Override
  public void traceBack(KeyNeeds needs) {}

  @Override
  public Change apply(Document fields) {
    try {
      Value answer = condition.evaluate(fields);
      if (answer instanceof Value.Bool(boolean drop)) {
        return drop ? new Change.End(Verdict.Drop.DROP) : new Change.To(fields);
      }
      throw new UnfitValue("the result is of type " + ValueKind.of(answer) + ", not boolean");
    } catch (UnfitValue e) {
      return Change.reject(
          ErrorCode.EXPRESSION_FAILED,
          "drop: " + ValueExcerpt.ofReason(text) + ": " + e.getMessage(),
          "");
    }
  }
}
