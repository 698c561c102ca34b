package io.godwit.worker.step;

import io.godwit.common.job.Connectors;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.worker.step.name.UniqueNameStep;
import io.godwit.worker.step.op.FieldOps;
import io.godwit.worker.step.op.FieldSteps;
import io.godwit.worker.step.secret.HashPasswordStep;
import io.godwit.worker.step.secret.MaskStep;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.HashPasswordSpec;
import io.godwit.worker.step.spec.LookupSpec;
import io.godwit.worker.step.spec.MaskSpec;
import io.godwit.worker.step.spec.ShapeStepSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
import io.godwit.worker.step.spec.UniqueNameSpec;
import io.godwit.worker.step.spec.ValueStepSpec;
import java.util.List;

/** Opens the steps that need no connector but this one, and lookups over any connection. */
public final class BuiltInSteps implements StepConnector {

  /** For {@link java.util.ServiceLoader}. */
  public BuiltInSteps() {}

  @Override
  public List<Class<? extends StepSpec>> kinds() {
    return List.of(
        FieldStepSpec.Set.class,
        FieldStepSpec.Rename.class,
        FieldStepSpec.Keep.class,
        FieldStepSpec.Remove.class,
        FieldStepSpec.Cast.class,
        FieldStepSpec.Drop.class,
        ValueStepSpec.Standard.class,
        ValueStepSpec.ParseDate.class,
        ShapeStepSpec.Flatten.class,
        ShapeStepSpec.Nest.class,
        LookupSpec.class,
        UniqueNameSpec.class,
        HashPasswordSpec.class,
        MaskSpec.class,
        SplitArraySpec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) throws Trouble {
    return switch (spec) {
      case FieldStepSpec fields -> new FieldSteps(FieldOps.of(fields));
      case UniqueNameSpec name -> new UniqueNameStep(name);
      case HashPasswordSpec password ->
          HashPasswordStep.open(
              password, opening.connections().secret(password.secret(), "hash-password.secret"));
      case MaskSpec mask ->
          MaskStep.open(
              mask, mask.secret().map(text -> opening.connections().secret(text, "mask.secret")));
      case SplitArraySpec split -> new SplitArrayStep(split);
      case LookupSpec lookup -> lookup(lookup, opening);
      default -> throw new IllegalArgumentException("not a step of this connector: " + spec);
    };
  }

  private static Step lookup(LookupSpec lookup, Opening opening) throws Trouble {
    LookupQuery query =
        new LookupQuery(
            lookup.table(), lookup.column(), lookup.take(), lookup.batch(), lookup.hint());
    return new LookupStep(lookup, Connectors.lookup(lookup.in(), query, opening));
  }
}
