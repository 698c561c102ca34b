package io.godwit.common.spi;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import java.util.Optional;

/** Opens sinks of its kind. */
public interface SinkConnector {

  /**
   * The sink that a job describes, connected and checked: the target exists, has what the
   * description names, and lets this user write.
   *
   * @param spec the description
   * @param connections the databases that the job names
   * @param bare which fields of the records that will come hold bare text
   * @return empty where the description is another connector's
   * @throws Trouble where the target does not answer or refuses the login
   * @throws io.godwit.common.model.Refused where a table or column is missing or unfit
   */
  Optional<Sink> open(SinkSpec spec, Connections connections, BareTexts bare) throws Trouble;

  /** The same for records of which every text is known to be one. */
  default Optional<Sink> open(SinkSpec spec, Connections connections) throws Trouble {
    return open(spec, connections, BareTexts.NONE);
  }
}
