package io.godwit.common.spec;

import io.godwit.common.spec.notation.Doc;
import io.godwit.common.spec.notation.Referring;

/**
 * A server, as the job file names it. A connector brings a record of its own for each kind of
 * connection; its first component is the key that tells it apart in a job file.
 *
 * <p>Texts that are {@link Referring} may hold references ({@code ${env:X}}, {@code
 * ${env:X:-default}}, {@code ${file:path}}) that are resolved only where a connection is opened,
 * and so never travel.
 */
@Doc("A server that the job reads from, asks, or writes to.")
public interface ConnectionSpec {

  /** Where it is: the text of the job file, which may hold references. */
  String address();
}
