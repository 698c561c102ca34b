package io.godwit.content.format;

import io.godwit.common.model.value.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of a content, as it is filled in by the reader of its format. For one thread. */
public final class Properties {

  private final Map<Property, Value> values = new EnumMap<>(Property.class);

  Properties() {}

  /** Its value; null where the content does not say it. */
  public Value value(Property property) {
    return values.getOrDefault(property, Value.Null.NULL);
  }

  /** A text; the first that is found counts, and blank ones do not. */
  void text(Property property, Optional<String> text) {
    text.map(String::strip)
        .filter(kept -> !kept.isEmpty())
        .ifPresent(kept -> values.putIfAbsent(property, new Value.Text(kept)));
  }

  /** Several texts; the first list that is not empty counts. */
  void texts(Property property, List<String> texts) {
    List<Value> kept =
        texts.stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .<Value>map(Value.Text::new)
            .toList();
    if (!kept.isEmpty()) {
      values.putIfAbsent(property, new Value.Array(kept));
    }
  }

  void number(Property property, int number) {
    values.put(property, new Value.Int32(number));
  }
}
