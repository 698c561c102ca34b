package io.godwit.common.spi;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.SupportsLedger;
import java.util.List;

/** Opens targets for sinks of its kinds. Stateless; any thread may use it. */
public interface SinkConnector {

  /** The records that stand for its sinks in a job file, in the order of the reference page. */
  List<Class<? extends SinkSpec>> kinds();

  /**
   * The target that a job describes, connected and checked as far as no unit is needed for that: it
   * answers, lets this user write, and has what the description names. The caller closes it.
   *
   * @param tables what rows go to, each of one of its kinds and all over one connection: {@link
   *     io.godwit.common.model.Row#table()} counts them. More than one means that a write may have
   *     rows for several, which are all written or none
   * @throws Trouble where the target does not answer or refuses the login; nothing is left open
   * @throws io.godwit.common.model.failure.Refused where a table or column is missing or unfit, and
   *     where there are several tables and it could not keep a write whole
   */
  Target open(List<? extends SinkSpec> tables, Opening opening) throws Trouble;

  /**
   * The statements that make what Godwit needs for itself at the target, for whoever may make it
   * there: the table of a ledger ({@link SupportsLedger}). Connects to nothing.
   *
   * @return each as the target takes it; none where nothing is needed
   * @throws io.godwit.common.model.failure.Refused where the target cannot have what the job needs
   */
  default List<String> needed(List<? extends SinkSpec> tables, Opening opening) {
    return List.of();
  }
}
