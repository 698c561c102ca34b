package io.godwit.worker.step;

import dev.cel.common.types.CelKind;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the steps of a job. */
public final class Steps {

  private static final Set<CelKind> NO_FIELD_HOLDS =
      Set.of(CelKind.DURATION, CelKind.TYPE, CelKind.OPAQUE);

  /** What a step becomes: operations to run with their neighbours, or a step of its own. */
  private sealed interface Part {
    record Ops(List<FieldOp> ops) implements Part {}

    record Rows(StepSpec.Lookup spec) implements Part {}
  }

  private final List<String> problems = new ArrayList<>();

  private Steps() {}

  /**
   * The steps ready to run. All expressions are compiled before the first lookup is opened.
   *
   * @param specs the steps in their order; may be empty
   * @param opener opens the lookups among them; the pipeline closes them
   * @throws Trouble where a lookup's database does not answer; nothing is left open
   * @throws Refused {@link ErrorCode#JOB_INVALID} naming every expression that cannot be compiled,
   *     by step (from 1), field, text and CEL's message with its place; or what the opener refuses
   */
  public static Pipeline compile(List<StepSpec> specs, LookupOpener opener) throws Trouble {
    Steps steps = new Steps();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      parts.add(steps.part(i + 1, specs.get(i)));
    }
    if (!steps.problems.isEmpty()) {
      throw new Refused(ErrorCode.JOB_INVALID, String.join("\n", steps.problems));
    }
    return link(parts, opener);
  }

  private Part part(int number, StepSpec spec) {
    return switch (spec) {
      case StepSpec.Set(Map<String, String> set) -> new Part.Ops(sets(number, set));
      case StepSpec.Drop(String drop) -> new Part.Ops(drops(number, drop));
      case StepSpec.Rename(Map<String, String> rename) ->
          new Part.Ops(List.of(new RenameOp(rename)));
      case StepSpec.Keep(List<String> keep) -> new Part.Ops(List.of(SelectOp.keep(keep)));
      case StepSpec.Remove(List<String> remove) -> new Part.Ops(List.of(SelectOp.remove(remove)));
      case StepSpec.Cast(var cast) ->
          new Part.Ops(
              cast.entrySet().stream()
                  .map(e -> (FieldOp) new CastOp(e.getKey(), e.getValue()))
                  .toList());
      case StepSpec.Lookup lookup -> new Part.Rows(lookup);
    };
  }

  private List<FieldOp> sets(int number, Map<String, String> set) {
    List<FieldOp> ops = new ArrayList<>();
    set.forEach((field, text) -> {
      try {
        ExpressionLanguage.Compiled compiled = ExpressionLanguage.STANDARD.compile(text);
        if (NO_FIELD_HOLDS.contains(compiled.type().kind())) {
          throw new UnfitValue("no field can hold a result of type " + compiled.type().name());
        }
        ops.add(new SetOp(field, text, compiled.run()));
      } catch (UnfitValue e) {
        problems.add(problem(number, "set " + field, text, String.valueOf(e.getMessage())));
      }
    });
    return ops;
  }

  private List<FieldOp> drops(int number, String text) {
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

  static String problem(int number, String what, String text, String reason) {
    return "step " + number + ", " + what + ": " + text + ": " + reason;
  }

  private static Pipeline link(List<Part> parts, LookupOpener opener) throws Trouble {
    List<Pipeline.Stage> stages = new ArrayList<>();
    List<FieldOp> run = new ArrayList<>();
    int first = 1;
    boolean done = false;
    try {
      for (int number = 1; number <= parts.size(); number++) {
        switch (parts.get(number - 1)) {
          case Part.Ops(List<FieldOp> ops) -> run.addAll(ops);
          case Part.Rows(StepSpec.Lookup spec) -> {
            fuse(first, run, stages);
            stages.add(
                new Pipeline.Stage(number + "-lookup", new LookupStep(spec, opener.open(spec))));
            first = number + 1;
          }
        }
      }
      fuse(first, run, stages);
      done = true;
      return new Pipeline(stages);
    } finally {
      if (!done) {
        stages.forEach(stage -> stage.step().close());
      }
    }
  }

  private static void fuse(int first, List<FieldOp> run, List<Pipeline.Stage> stages) {
    if (!run.isEmpty()) {
      stages.add(new Pipeline.Stage(first + "-fields", new FieldSteps(run)));
      run.clear();
    }
  }
}
