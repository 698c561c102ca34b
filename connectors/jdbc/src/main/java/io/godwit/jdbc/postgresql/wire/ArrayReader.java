package io.godwit.jdbc.postgresql.wire;

import io.godwit.common.model.value.Value;
import io.godwit.jdbc.sql.fit.ColumnKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an array literal, as "Array Input and Output Syntax" in PostgreSQL's documentation has it.
 * Arrays of several dimensions become arrays of arrays; bounds other than from 1 are not kept. For
 * one text.
 */
final class ArrayReader {

  private final String text;
  private final ColumnKind element;
  private int at;

  ArrayReader(String text, ColumnKind element) {
    this.text = text;
    this.element = element;
    this.at = text.indexOf('{');
  }

  /** The array. */
  Value read() {
    List<Value> values = new ArrayList<>();
    at++;
    while (text.charAt(at) != '}') {
      values.add(value());
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return new Value.Array(values);
  }

  private Value value() {
    return switch (text.charAt(at)) {
      case '{' -> read();
      case '"' -> ValueReader.read(quoted(), element);
      default -> bare();
    };
  }

  private String quoted() {
    StringBuilder characters = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      characters.append(text.charAt(at++));
    }
    at++;
    return characters.toString();
  }

  private Value bare() {
    int start = at;
    while (text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    String word = text.substring(start, at);
    return word.equals("NULL") ? Value.Null.NULL : ValueReader.read(word, element);
  }
}
