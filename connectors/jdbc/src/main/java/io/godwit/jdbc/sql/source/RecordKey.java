package io.godwit.jdbc.sql.source;

import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What identifies a record of a unit: the values of its key, or where it lies, or which row it is.
 *
 * @param places where the columns of the key stand among the fields; empty where there is no key
 */
record RecordKey(int[] places) {

  /** A key has at least a character, and the empty text is the key of a row like any other. */
  private static final Key OF_EMPTY = new Key("''");

  /** The key of a unit whose fields have these names. */
  static RecordKey of(List<String> key, List<String> names) {
    return new RecordKey(key.stream().mapToInt(names::indexOf).toArray());
  }

  /**
   * The key of a row.
   *
   * @param values the values of its fields
   * @param otherwise what identifies it where there is no key
   * @return empty where a value of the key is null
   */
  Optional<Key> of(IntFunction<Value> values, String otherwise) {
    if (places.length == 0) {
      return Optional.of(new Key(otherwise));
    }
    List<Value> parts = new ArrayList<>(places.length);
    for (int place : places) {
      Value value = values.apply(place);
      if (value == Value.Null.NULL) {
        return Optional.empty();
      }
      parts.add(value);
    }
    boolean empty = parts.size() == 1 && Key.display(parts.getFirst()).isEmpty();
    return Optional.of(empty ? OF_EMPTY : Key.of(parts));
  }
}
