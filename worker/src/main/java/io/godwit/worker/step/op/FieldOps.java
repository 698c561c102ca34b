package io.godwit.worker.step.op;

import dev.cel.common.types.CelKind;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.worker.step.expression.ExpressionLanguage;
import io.godwit.worker.step.expression.UnfitValue;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.ShapeStepSpec;
import io.godwit.worker.step.spec.ValueStepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the steps that need one record's fields only. */
public final class FieldOps {

  private static final Set<CelKind> NO_FIELD_HOLDS =
      Set.of(CelKind.DURATION, CelKind.TYPE, CelKind.OPAQUE);

  private final List<String> problems = new ArrayList<>();
  private int number;

  /**
   * The operations of one step.
   *
   * @throws Refused {@link ErrorCode#JOB_INVALID} where an expression cannot be compiled
   */
  public static List<FieldOp> of(FieldStepSpec spec) {
    FieldOps ops = new FieldOps();
    List<FieldOp> compiled = ops.of(1, spec);
    ops.refuseProblems();
    return compiled;
  }

  /**
   * The operations of a step among others; without those whose expression cannot be compiled.
   *
   * @param place the step's number, from 1, for the message
   */
  public List<FieldOp> of(int place, FieldStepSpec spec) {
    number = place;
    return switch (spec) {
      case FieldStepSpec.Set(Map<String, String> set) -> sets(set);
      case FieldStepSpec.Drop(String drop) -> drops(drop);
      case FieldStepSpec.Rename(Map<String, String> rename) -> List.of(new RenameOp(rename));
      case FieldStepSpec.Keep(List<String> keep) -> List.of(SelectOp.keep(keep));
      case FieldStepSpec.Remove(List<String> remove) -> List.of(SelectOp.remove(remove));
      case FieldStepSpec.Cast(var cast) ->
          cast.entrySet().stream()
              .map(e -> (FieldOp) new CastOp(e.getKey(), e.getValue()))
              .toList();
      case ShapeStepSpec shape -> List.of(FunctionOp.of(shape));
      case ValueStepSpec value -> List.of(FunctionOp.of(value));
    };
  }

  /**
   * Refuses what could not be compiled.
   *
   * @throws Refused {@link ErrorCode#JOB_INVALID} naming every expression by step, field, text and
   *     CEL's message with its place
   */
  public void refuseProblems() {
    if (!problems.isEmpty()) {
      throw new Refused(ErrorCode.JOB_INVALID, String.join("\n", problems));
    }
  }

  private List<FieldOp> sets(Map<String, String> set) {
    List<FieldOp> ops = new ArrayList<>();
    set.forEach((field, text) -> {
      try {
        ExpressionLanguage.Compiled compiled = ExpressionLanguage.STANDARD.compile(text);
        if (NO_FIELD_HOLDS.contains(compiled.type().kind())) {
          throw new UnfitValue("no field can hold a result of type " + compiled.type().name());
        }
        ops.add(new SetOp(field, text, compiled));
      } catch (UnfitValue e) {
        problems.add(problem(number, "set " + field, text, String.valueOf(e.getMessage())));
      }
    });
    return ops;
  }

  private List<FieldOp> drops(String text) {
    try {
      ExpressionLanguage.Compiled compiled = ExpressionLanguage.STANDARD.compile(text);
      CelKind kind = compiled.type().kind();
      if (kind != CelKind.BOOL && kind != CelKind.DYN) {
        throw new UnfitValue("a condition is of type bool, not " + compiled.type().name());
      }
      return List.of(new DropOp(text, compiled.run()));
    } catch (UnfitValue e) {
      problems.add(problem(number, "drop", text, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  /** What is wrong with a step, as all steps of a job are told of it. */
  public static String problem(int number, String what, String text, String reason) {
    return "step " + number + ", " + what + ": " + text + ": " + reason;
  }
}
