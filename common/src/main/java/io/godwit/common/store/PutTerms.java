package io.godwit.common.store;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an object is put.
 *
 * @param replace whether another object under the name may be replaced
 * @param mark tells the puts of one record of one run from all others, so that one that is repeated
 *     after a crash knows its own: by this mark and the size, since one record has one content;
 *     kept with the object, as a note of its own
 * @param type the content's type, such as {@code image/png}
 * @param notes kept with the object: names of lower case letters, digits and {@code _} that begin
 *     with a letter and not with {@code godwit_}; values any text, which the store escapes where it
 *     must
 * @param over the only version that may be replaced; empty where any may. It says something only
 *     where another object may be replaced at all
 */
public record PutTerms(
    boolean replace,
    Optional<String> mark,
    Optional<String> type,
    Map<String, String> notes,
    Optional<String> over) {

  /** The note under which a store keeps the mark. */
  public static final String MARK = "godwit_mark";

  /** The note of the time of the content's last change, in ISO 8601; a folder gives it the file. */
  public static final String MODIFIED = "modified";

  /** The note of who may do what with a file, as {@code rw-r--r--}; a folder gives it the file. */
  public static final String PERMISSIONS = "permissions";

  /** The note of an object that has replaced another one: its mark alone does not make it new. */
  public static final String REPLACED = "godwit_replaced";

  private static final Pattern NOTE = Pattern.compile("(?!godwit_)[a-z][a-z0-9_]*");

  /** Terms by which any version may be replaced, or none. */
  public PutTerms(
      boolean replace, Optional<String> mark, Optional<String> type, Map<String, String> notes) {
    this(replace, mark, type, notes, Optional.empty());
  }

  /** The same, where that version may be replaced and no other. */
  public PutTerms over(String version) {
    return new PutTerms(true, mark, type, notes, Optional.of(version));
  }

  /** Whether an object of that version may be replaced. */
  public boolean replaces(String version) {
    return replace && over.filter(only -> !only.equals(version)).isEmpty();
  }

  /**
   * Keeps the notes as they are.
   *
   * @throws IllegalArgumentException where one has another name: no record has a say in these
   */
  public PutTerms {
    notes = Map.copyOf(notes);
    for (String name : notes.keySet()) {
      if (!NOTE.matcher(name).matches()) {
        throw new IllegalArgumentException("no note has the name " + name);
      }
    }
  }
}
