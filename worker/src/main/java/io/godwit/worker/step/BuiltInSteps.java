package io.godwit.worker.step;

import io.godwit.common.job.Connectors;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.LookupQuery;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.worker.step.spec.FieldStepSpec;
import io.godwit.worker.step.spec.LookupSpec;
import io.godwit.worker.step.spec.SplitArraySpec;
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
        LookupSpec.class,
        SplitArraySpec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) throws Trouble {
    if (spec instanceof FieldStepSpec fields) {
      return new FieldSteps(FieldOps.of(fields));
    }
    if (spec instanceof SplitArraySpec split) {
      return new SplitArrayStep(split);
    }
    LookupSpec lookup = (LookupSpec) spec;
    LookupQuery query =
        new LookupQuery(lookup.table(), lookup.column(), lookup.take(), lookup.batch());
    return new LookupStep(lookup, Connectors.lookup(lookup.in(), query, opening));
  }
}
