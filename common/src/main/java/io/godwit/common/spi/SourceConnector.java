package io.godwit.common.spi;

import io.godwit.common.spec.SourceSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Opens sources of its kind. */
public interface SourceConnector {

  /**
   * The source that a job describes; nothing is read yet.
   *
   * @param spec the description
   * @param base the folder that relative paths start from
   * @return empty where the description is another connector's
   */
  Optional<Source> open(SourceSpec spec, Path base);
}
