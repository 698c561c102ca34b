package io.godwit.worker.step.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.bounds.EvaluationBudget;
import io.godwit.worker.step.bounds.TooMuch;
import io.godwit.worker.step.bounds.WatchedParts;
import io.godwit.worker.step.kinds.ValueExcerpt;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled expression over a record. The two commonest kinds need no CEL: they cost a few
 * nanoseconds instead of hundreds, and a copied field keeps its type exactly. Any thread, several
 * at once.
 */
public sealed interface Expression {

  /**
   * Its value for a record.
   *
   * @throws UnfitValue where it has none, with the reason and where in the expression it lies
   */
  Value evaluate(Document fields) throws UnfitValue;

  /** The field as it is: {@code r.name}, {@code r["name with spaces"]}. */
  record Copy(String field) implements Expression {
    @Override
    public Value evaluate(Document fields) throws UnfitValue {
      int index = fields.indexOf(field);
      if (index < 0) {
        throw new UnfitValue(RecordView.noField(field));
      }
      return fields.value(index);
    }
  }

  /** The same for every record. */
  record Constant(Value value) implements Expression {
    @Override
    public Value evaluate(Document fields) {
      return value;
    }
  }

  /**
   * Computed by CEL.
   *
   * @param watched what of it is watched, so that it makes no more than it may
   * @param positions where its parts stand in its text, in characters from 0
   */
  record Computed(CelRuntime.Program program, WatchedParts watched, Map<Long, Integer> positions)
      implements Expression {

    @Override
    public Value evaluate(Document fields) throws UnfitValue {
      Optional<Object> record = Optional.of(new RecordView(fields));
      try {
        return CelValues.fromCel(
            program.trace(
                name -> name.equals(ExpressionLanguage.RECORD) ? record : Optional.empty(),
                new EvaluationBudget(watched)::spend));
      } catch (CelEvaluationException e) {
        throw new UnfitValue(ValueExcerpt.ofReason(CelMessages.ofEvaluation(e)));
      } catch (TooMuch e) {
        throw new UnfitValue(
            Optional.ofNullable(positions.get(e.place()))
                    .map(at -> "at character " + (at + 1) + ": ")
                    .orElse("")
                + e.getMessage());
      }
    }
  }
}
