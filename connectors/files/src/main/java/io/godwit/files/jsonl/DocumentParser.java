package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.content.Utf8;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Turns a stream of tokens into a document. For one thread at a time. */
final class DocumentParser {

  private final List<ObjectFields> levels = new ArrayList<>();
  private int depth;
  private boolean checkSurrogates;

  /**
   * Reads an object whose start is the current token, up to its end.
   *
   * @param mayEscapeSurrogates whether a text may hold half a character, which only an escape can
   *     bring about
   * @throws FieldFailure where a field is not what it should be; {@link #path} then names it
   * @throws tools.jackson.core.JacksonException where the text is no JSON
   */
  Document parse(JsonParser in, boolean mayEscapeSurrogates) throws FieldFailure {
    depth = 0;
    checkSurrogates = mayEscapeSurrogates;
    top().begin();
    readFields(in);
    depth = 0;
    return top().document();
  }

  /** Begins anew, so that {@link #top} holds nothing of an earlier record. */
  void reset() {
    depth = 0;
    top().begin();
  }

  /** The fields of the outermost object, as far as they were read. */
  ObjectFields top() {
    return level(0);
  }

  /** The names that lead to the field read last, joined by points. */
  String path() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      names.add(levels.get(i).current());
    }
    return Utf8.encodable(String.join(".", names).replace("\0", "\\u0000"));
  }

  private ObjectFields level(int index) {
    while (levels.size() <= index) {
      levels.add(new ObjectFields());
    }
    return levels.get(index);
  }

  /** Leaves {@link #depth} as it stands where it fails, for {@link #path}. */
  private ObjectFields readFields(JsonParser in) throws FieldFailure {
    ObjectFields fields = level(depth);
    fields.begin();
    depth++;
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      fields.name(name);
      checked(name);
      fields.value(value(in, in.nextToken()));
    }
    return fields;
  }

  private Value value(JsonParser in, JsonToken token) throws FieldFailure {
    return switch (token) {
      case VALUE_STRING -> new Value.Text(checked(in.getString()));
      case VALUE_NUMBER_INT -> JsonNumber.whole(in);
      case VALUE_NUMBER_FLOAT -> JsonNumber.fraction(in.getString());
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> Value.Null.NULL;
      case START_OBJECT -> nested(in);
      case START_ARRAY -> array(in);
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a JSON parser brought " + token + " for a value");
    };
  }

  private Value nested(JsonParser in) throws FieldFailure {
    ObjectFields fields = readFields(in);
    // The path of a fault names the field that holds the form, not the form's own first name.
    depth--;
    return ExtendedJson.value(fields);
  }

  private Value array(JsonParser in) throws FieldFailure {
    List<Value> values = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      values.add(value(in, token));
    }
    return new Value.Array(values);
  }

  /** Half a character has no bytes in UTF-8, so nothing behind this could store it. */
  private String checked(String text) throws FieldFailure {
    if (checkSurrogates) {
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        int c = text.codePointAt(i);
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          throw new FieldFailure(
              ErrorCode.TEXT_ENCODING,
              "the text holds \\u%04x without its other half".formatted(c));
        }
      }
    }
    return text;
  }
}
