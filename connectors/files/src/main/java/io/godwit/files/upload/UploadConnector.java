package io.godwit.files.upload;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import io.godwit.common.store.ObjectStore;
import java.util.List;

/** Opens the step that uploads, over any two stores. */
public final class UploadConnector implements StepConnector {

  /** For {@link java.util.ServiceLoader}. */
  public UploadConnector() {}

  @Override
  public List<Class<? extends StepSpec>> kinds() {
    return List.of(UploadSpec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) throws Trouble {
    UploadSpec upload = (UploadSpec) spec;
    ObjectStore from = opening.store(upload.from());
    boolean opened = false;
    try {
      Step step = new UploadStep(upload, from, opening.store(upload.to()), opening.run());
      opened = true;
      return step;
    } finally {
      if (!opened) {
        from.close();
      }
    }
  }
}
