package io.godwit.files.listing;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import java.util.List;

/** Opens the objects of stores as sources. */
public final class StoredFilesConnector implements SourceConnector {

  /** For {@link java.util.ServiceLoader}. */
  public StoredFilesConnector() {}

  @Override
  public List<Class<? extends SourceSpec>> kinds() {
    return List.of(StoredFilesSpec.class);
  }

  @Override
  public Source open(SourceSpec spec, Opening opening) throws Trouble {
    StoredFilesSpec files = (StoredFilesSpec) spec;
    return new StoredFilesSource(files, opening.store(files.in()), Choice.of(files));
  }
}
