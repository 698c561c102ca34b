package io.godwit.common.spi;

import io.godwit.common.model.BareTexts;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import java.util.List;

/** Opens sinks of its kinds. Stateless; any thread may use it. */
public interface SinkConnector {

  /** The records that stand for its sinks in a job file, in the order of the reference page. */
  List<Class<? extends SinkSpec>> kinds();

  /**
   * The sink that a job describes, connected and checked: the target exists, has what the
   * description names, and lets this user write.
   *
   * @param spec the description, of one of its kinds
   * @param bare which fields of the records that will come hold bare text
   * @throws Trouble where the target does not answer or refuses the login; nothing is left open
   * @throws io.godwit.common.model.Refused where a table or column is missing or unfit
   */
  Sink open(SinkSpec spec, Opening opening, BareTexts bare) throws Trouble;
}
