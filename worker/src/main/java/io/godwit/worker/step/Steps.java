package io.godwit.worker.step;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spec.notation.KindKey;
import io.godwit.worker.step.op.FieldOp;
import io.godwit.worker.step.op.FieldOps;
import io.godwit.worker.step.op.FieldSteps;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the steps of a job. */
public final class Steps {

  /** What a step becomes: operations to run with their neighbours, or a step of its own. */
  private sealed interface Part {
    record Ops(List<FieldOp> ops) implements Part {}

    record Alone(StepSpec spec) implements Part {}

    /** A step for some units, which no neighbour joins. */
    record OfUnits(Part part, UnitStep.Rules units) implements Part {}
  }

  private Steps() {}

  /**
   * The steps ready to run. All expressions are compiled before the first step is opened.
   *
   * @param specs the steps in their order; may be empty
   * @param opener opens those that are more than operations on fields; the pipeline closes them
   * @throws Trouble where a step's server does not answer; nothing is left open
   * @throws Refused {@link ErrorCode#JOB_INVALID} naming every expression that cannot be compiled,
   *     by step (from 1), field, text and CEL's message with its place; or what the opener refuses
   */
  public static Pipeline compile(List<StepSpec> specs, StepOpener opener) throws Trouble {
    requireWholeRecords(specs);
    FieldOps compiler = new FieldOps();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      StepSpec bare = UnitStep.bare(specs.get(i));
      Part part =
          bare instanceof FieldStepSpec fields
              ? new Part.Ops(compiler.of(i + 1, fields))
              : new Part.Alone(bare);
      parts.add(
          specs.get(i) instanceof UnitStep step ? new Part.OfUnits(part, step.rules()) : part);
    }
    compiler.refuseProblems();
    return link(parts, HiddenFields.of(specs), opener);
  }

  /** Parts of one record have one mark, so the object of one would be taken for the other's. */
  private static void requireWholeRecords(List<StepSpec> specs) {
    boolean split = false;
    for (int i = 0; i < specs.size(); i++) {
      if (split && specs.get(i).objects().isPresent()) {
        throw new Refused(
            ErrorCode.JOB_INVALID,
            "steps[%d]: behind split-array a record has several parts, and an object belongs to one"
                    .formatted(i)
                + " record; put the step before split-array");
      }
      split |= UnitStep.bare(specs.get(i)) instanceof SplitArraySpec;
    }
  }

  private static Pipeline link(List<Part> parts, HiddenFields hidden, StepOpener opener)
      throws Trouble {
    List<Pipeline.Stage> stages = new ArrayList<>();
    List<FieldOp> run = new ArrayList<>();
    int first = 1;
    boolean done = false;
    try {
      for (int number = 1; number <= parts.size(); number++) {
        switch (parts.get(number - 1)) {
          case Part.Ops(List<FieldOp> ops) -> run.addAll(ops);
          case Part.Alone(StepSpec spec) -> {
            fuse(first, run, stages);
            stages.add(alone(number, spec, opener));
            first = number + 1;
          }
          case Part.OfUnits(Part part, UnitStep.Rules units) -> {
            fuse(first, run, stages);
            stages.add(ofUnits(number, part, units, opener));
            first = number + 1;
          }
        }
      }
      fuse(first, run, stages);
      done = true;
      return new Pipeline(stages, hidden);
    } finally {
      if (!done) {
        stages.forEach(stage -> stage.step().close());
      }
    }
  }

  private static Pipeline.Stage alone(int number, StepSpec spec, StepOpener opener) throws Trouble {
    String name = number + "-" + KindKey.of(spec.getClass());
    return new Pipeline.Stage(name, opener.open(spec), spec.effects());
  }

  private static Pipeline.Stage ofUnits(
      int number, Part part, UnitStep.Rules units, StepOpener opener) throws Trouble {
    return switch (part) {
      case Part.Ops(List<FieldOp> ops) ->
          new Pipeline.Stage(
              number + "-fields", new FieldSteps(ops), List.of(), Optional.of(units));
      case Part.Alone(StepSpec spec) -> alone(number, spec, opener).of(units);
      case Part.OfUnits(Part inner, UnitStep.Rules ignored) ->
          ofUnits(number, inner, units, opener);
    };
  }

  private static void fuse(int first, List<FieldOp> run, List<Pipeline.Stage> stages) {
    if (!run.isEmpty()) {
      stages.add(new Pipeline.Stage(first + "-fields", new FieldSteps(run), List.of()));
      run.clear();
    }
  }
}
