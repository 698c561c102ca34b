package io.godwit.common.spi.drafting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of a job file that is being begun.
 *
 * @param kind the key that tells the kind of source apart, such as {@code tables}
 * @param all what stands behind it where everything is meant: a pattern, or the file itself
 * @param options other keys that it needs, with their values
 * @param connection empty where it is read without one
 * @param keys the fields one of which may identify a record, as far as they are known; empty where
 *     each unit has a key of its own, so that the job names none
 */
public record SourceDraft(
    String kind,
    List<String> all,
    Map<String, String> options,
    Optional<ConnectionDraft> connection,
    Optional<List<String>> keys) {

  /** Keeps what it is given as it is. */
  public SourceDraft {
    all = List.copyOf(all);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    keys = keys.map(List::copyOf);
  }
}
