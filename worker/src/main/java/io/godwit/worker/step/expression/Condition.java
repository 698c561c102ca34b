package io.godwit.worker.step.expression;

import dev.cel.common.types.CelKind;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.worker.step.kinds.ValueExcerpt;
import io.godwit.worker.step.kinds.ValueKind;
import java.util.Set;

/**
 * A condition on a record, written as an expression is. Any thread may use it.
 *
 * @param what it is called in messages
 * @param text as the job file has it
 * @param required the fields that a record must have, or it cannot be computed
 */
public record Condition(String what, String text, Set<String> required, Test test) {

  /** Computes it. */
  @FunctionalInterface
  interface Test {
    Value of(Document fields) throws UnfitValue;
  }

  /** What a condition says of a record. */
  public sealed interface Verdict {
    /** Whether the record meets it. */
    enum Met implements Verdict {
      YES,
      NO
    }

    /** It could not be computed for the record. */
    record Unknown(Failure failure) implements Verdict {}
  }

  /**
   * A condition.
   *
   * @param what messages call it, as in {@code sink[1].when}
   * @throws Refused {@link ErrorCode#JOB_INVALID} where it is no expression that is true or false
   */
  public static Condition of(String what, String text) {
    try {
      ExpressionLanguage.Compiled compiled = ExpressionLanguage.STANDARD.compile(text);
      CelKind kind = compiled.type().kind();
      if (kind != CelKind.BOOL && kind != CelKind.DYN) {
        throw new UnfitValue("a condition is of type bool, not " + compiled.type().name());
      }
      return new Condition(what, text, compiled.use().required(), compiled.run()::evaluate);
    } catch (UnfitValue e) {
      throw new Refused(ErrorCode.JOB_INVALID, what + ": " + text + ": " + e.getMessage());
    }
  }

  /** Whether a record of these fields meets it. */
  public Verdict of(Document fields) {
    try {
      Value answer = test.of(fields);
      if (answer instanceof Value.Bool(boolean met)) {
        return met ? Verdict.Met.YES : Verdict.Met.NO;
      }
      throw new UnfitValue("the result is of type " + ValueKind.of(answer) + ", not boolean");
    } catch (UnfitValue e) {
      return new Verdict.Unknown(
          new Failure(
              ErrorCode.EXPRESSION_FAILED,
              what + ": " + ValueExcerpt.ofReason(text) + ": " + e.getMessage()));
    }
  }
}
