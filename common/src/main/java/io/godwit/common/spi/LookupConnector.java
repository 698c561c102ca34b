package io.godwit.common.spi;

import io.godwit.common.model.Trouble;
import io.godwit.common.spec.StepSpec;
import java.util.Optional;

/** Opens lookups of its kind. */
public interface LookupConnector {

  /**
   * The lookup that a step describes, connected and checked.
   *
   * @param spec the description
   * @param connections the databases that the job names
   * @return empty where the step's connection is another connector's
   * @throws Trouble where the database does not answer or refuses the login
   * @throws io.godwit.common.model.Refused where a table or column is missing
   */
  Optional<Lookup> open(StepSpec.Lookup spec, Connections connections) throws Trouble;
}
