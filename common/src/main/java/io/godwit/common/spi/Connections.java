package io.godwit.common.spi;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.ConnectionSpec;

/** The connections of a job with their references resolved. Any thread may call it. */
public interface Connections {

  /** What the job file says of a connection; no reference is followed. */
  ConnectionSpec spec(String name);

  /**
   * The connection of a name, which is of this kind.
   *
   * @throws io.godwit.common.model.Refused where the job has none of this name, it is of another
   *     kind, or a reference of it leads nowhere
   */
  <C extends ConnectionSpec> Resolved<C> open(String name, Class<C> kind);

  /**
   * A text of a step with its references followed: what a step keeps secret follows the rules of
   * what a connection does.
   *
   * @param text as the job file has it
   * @param owner whose text it is, for the message
   * @throws io.godwit.common.model.Refused where a reference leads nowhere
   */
  Secret secret(String text, String owner);
}
