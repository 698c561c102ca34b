package io.godwit.common.spi.sink;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sink that knows what is left to do at the target when the job is done. */
public interface SupportsNotices {

  /**
   * What a person should know, a sentence each with what to type; free of secrets. Needs no
   * connection.
   *
   * @param fields that records have after the last step; empty where records differ
   */
  List<String> notices(Optional<Set<String>> fields);
}
