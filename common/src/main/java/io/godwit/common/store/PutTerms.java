package io.godwit.common.store;

import java.util.Map;
import java.util.Optional;

/**
 * How an object is put.
 *
 * @param replace whether another object under the name may be replaced
 * @param mark tells the puts of one record of one run from all others, so that one that is repeated
 *     after a crash knows its own; kept with the object, as a note of its own
 * @param type the content's type, such as {@code image/png}
 * @param notes kept with the object: names of lower case letters, digits and {@code _}; values any
 *     text, which the store escapes where it must
 */
public record PutTerms(
    boolean replace, Optional<String> mark, Optional<String> type, Map<String, String> notes) {

  /** Keeps the notes as they are. */
  public PutTerms {
    notes = Map.copyOf(notes);
  }
}
