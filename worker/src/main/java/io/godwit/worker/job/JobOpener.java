package io.godwit.worker.job;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import java.util.Optional;

/** Makes a registered job ready to work: reads its definition, opens its sink and lookups. */
@FunctionalInterface
public interface JobOpener {

  /**
   * The job of an entry, ready to work; the caller closes it.
   *
   * @throws Trouble where a database does not answer
   */
  OpenedJob open(JobEntry entry) throws Trouble;

  /**
   * How a child process opens the same jobs; empty where none can, and then records that end
   * workers are not set aside.
   */
  default Optional<ChildMain> child() {
    return Optional.empty();
  }
}
