package io.godwit.common.spi;

import io.godwit.common.model.Secret;
import io.godwit.common.spec.ConnectionSpec;
import java.nio.file.Path;
import java.util.Optional;

/** The connections of a job with their references resolved. Any thread may call it. */
public interface Connections {

  /** What the job file says of a connection; no reference is followed. */
  ConnectionSpec spec(String name);

  /**
   * The connection of a name, which is of this kind.
   *
   * @throws io.godwit.common.model.failure.Refused where the job has none of this name, it is of
   *     another kind, or a reference of it leads nowhere
   */
  <C extends ConnectionSpec> Resolved<C> open(String name, Class<C> kind);

  /**
   * A text of a step with its references followed: what a step keeps secret follows the rules of
   * what a connection does.
   *
   * @param text as the job file has it
   * @param owner whose text it is, for the message
   * @throws io.godwit.common.model.failure.Refused where a reference leads nowhere
   */
  Secret secret(String text, String owner);

  /**
   * Makes sure that a job may have a file or folder of this machine read: an operator may have
   * limited where from. Whoever reads a path that a job file names asks first.
   *
   * @param file as it will be read
   * @param own the job's folder, where paths of the job start from it
   * @param owner who names the file, for the message
   * @throws io.godwit.common.model.failure.Refused where it may not be read
   */
  default void requireAllowed(Path file, Optional<Path> own, String owner) {}
}
