package io.godwit.worker.step;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.godwit.common.model.Document;
import io.godwit.common.model.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled expression over a record. The two commonest kinds need no CEL: they cost a few
 * nanoseconds instead of hundreds, and a copied field keeps its type exactly. Any thread, several
 * at once.
 */
sealed interface Expression {

  /**
   * Its value for a record.
   *
   * @throws Unfit where it has none, with CEL's reason
   */
  Value evaluate(Document fields) throws Unfit;

  /** The field as it is: {@code r.name}, {@code r["name with spaces"]}. */
  record Copy(String field) implements Expression {
    @Override
    public Value evaluate(Document fields) throws Unfit {
      int index = fields.indexOf(field);
      if (index < 0) {
        throw new Unfit(RecordView.noField(field));
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

  /** Computed by CEL. */
  record Computed(Program program) implements Expression {

    private static final Pattern PLACE =
        Pattern.compile("evaluation error at <input>:(\\d{1,6}): (.*)", Pattern.DOTALL);

    @Override
    public Value evaluate(Document fields) throws Unfit {
      Optional<Object> record = Optional.of(new RecordView(fields));
      try {
        return CelValues.fromCel(
            program.eval(
                name -> name.equals(ExpressionLanguage.RECORD) ? record : Optional.empty()));
      } catch (CelEvaluationException e) {
        throw new Unfit(Excerpt.ofReason(reason(String.valueOf(e.getMessage()))));
      }
    }

    /** CEL's own words, its place first turned into one that people count. */
    private static String reason(String message) {
      Matcher m = PLACE.matcher(message);
      return m.matches()
          ? "at character " + (Integer.parseInt(m.group(1)) + 1) + ": " + m.group(2)
          : message;
    }
  }
}
