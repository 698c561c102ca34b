package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SourceSpec;
import java.util.List;

/** Opens sources of its kinds. Stateless; any thread may use it. */
public interface SourceConnector {

  /** The records that stand for its sources in a job file, in the order of the reference page. */
  List<Class<? extends SourceSpec>> kinds();

  /**
   * The source that a job describes; nothing is read yet. The caller closes it.
   *
   * @param spec the description, of one of its kinds
   * @throws Trouble where a server does not answer
   */
  Source open(SourceSpec spec, Opening opening) throws Trouble;
}
