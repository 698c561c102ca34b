package io.godwit.files.copy;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the name of an object is made.
 *
 * @param parts in their order
 */
public record ObjectName(List<Part> parts) {

  private static final String UNIT = "unit";

  /** A part of a name. */
  public sealed interface Part {

    /** Just that. */
    record Text(String text) implements Part {}

    /** The unit of the record. */
    record Unit() implements Part {}

    /** A field of the record. */
    record Field(String name) implements Part {}
  }

  /** Whether each brace belongs to a field. */
  public static boolean isWellFormed(String pattern) {
    return pattern.matches("([^{}]|[{][^{}]+[}])+");
  }

  /** The name that a job file spells, well formed. */
  public static ObjectName of(String pattern) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      int open = pattern.indexOf('{', at);
      int close = pattern.indexOf('}', at);
      if (open == at && close > open) {
        String name = pattern.substring(open + 1, close);
        parts.add(name.equals(UNIT) ? new Part.Unit() : new Part.Field(name));
        at = close + 1;
      } else {
        int end = open < 0 || open == at ? pattern.length() : open;
        parts.add(new Part.Text(pattern.substring(at, end)));
        at = end;
      }
    }
    return new ObjectName(List.copyOf(parts));
  }

  /** The fields that it is made of, each once. */
  public List<String> fields() {
    return parts.stream()
        .filter(Part.Field.class::isInstance)
        .map(part -> ((Part.Field) part).name())
        .distinct()
        .toList();
  }

  /** The field that a record lacks; empty where it has all. */
  public Optional<String> missing(Document fields) {
    return fields().stream()
        .filter(name -> fields.get(name).filter(value -> value != Value.Null.NULL).isEmpty())
        .findFirst();
  }

  /** What the names of all records begin with. */
  public String prefix() {
    return parts.getFirst() instanceof Part.Text(String text) ? text : "";
  }

  /** The name of a record's object; the record has all the fields. */
  public String of(String unit, Document fields) {
    StringBuilder name = new StringBuilder();
    boolean wasEmpty = false;
    for (Part part : parts) {
      String text =
          switch (part) {
            case Part.Text(String just) ->
                wasEmpty && just.startsWith("/") ? just.substring(1) : just;
            case Part.Unit ignored -> unit;
            case Part.Field(String field) -> fields.get(field).map(Key::display).orElse("");
          };
      wasEmpty = part instanceof Part.Field && text.isEmpty();
      name.append(text);
    }
    return name.toString();
  }
}
