package io.godwit.common.model.value;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of the records hold bare text, at one place between source and sink.
 *
 * <p>A text is bare where the source has no types: a field of a CSV file that nobody has declared
 * may stand for anything, and the target's column says what. Every other text is known to be one,
 * be it that the job declares it, that a JSON source has it between quotes, or that an expression
 * made it; where a column can hold a text as a text, it must arrive as one.
 *
 * <p>It is a fact of a field and not of a value: all records of a unit agree in it, since what a
 * step does to a field it does to every record. So values need not carry it.
 *
 * @param others whether a field that is not named holds bare text
 * @param named the fields that are known one by one
 */
public record BareTexts(boolean others, Map<String, Boolean> named) {

  /** No field holds bare text. */
  public static final BareTexts NONE = new BareTexts(false, Map.of());

  /** Takes an unmodifiable copy. */
  public BareTexts {
    named = Map.copyOf(named);
  }

  /** Every field but these. */
  public static BareTexts allBut(Set<String> typed) {
    Map<String, Boolean> named = new HashMap<>();
    typed.forEach(field -> named.put(field, false));
    return new BareTexts(true, named);
  }

  /** Whether texts of a field are bare. */
  public boolean has(String field) {
    return named.getOrDefault(field, others);
  }

  /** The same, except for one field. */
  public BareTexts with(String field, boolean bare) {
    Map<String, Boolean> changed = new HashMap<>(named);
    changed.put(field, bare);
    return new BareTexts(others, changed);
  }

  /** The same after fields have been given other names, all at once. */
  public BareTexts renamed(Map<String, String> renames) {
    BareTexts changed = this;
    for (Map.Entry<String, String> rename : renames.entrySet()) {
      changed = changed.with(rename.getValue(), has(rename.getKey()));
    }
    return changed;
  }

  /**
   * The same after only these fields have been left: what is put under the name of another later on
   * is not what stood there.
   */
  public BareTexts only(Set<String> fields) {
    Map<String, Boolean> kept = new HashMap<>();
    fields.forEach(field -> kept.put(field, has(field)));
    return new BareTexts(false, kept);
  }

  /** The same after these fields have been taken away. */
  public BareTexts without(Set<String> fields) {
    BareTexts changed = this;
    for (String field : new HashSet<>(fields)) {
      changed = changed.with(field, false);
    }
    return changed;
  }
}
