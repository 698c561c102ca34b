package io.godwit.common.spi;

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
}
