package io.godwit.files.jsonl;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.files.bytes.ByteSearch;
import io.godwit.files.bytes.Decoded;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.bytes.RecordDecoder;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.content.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object as a document. */
final class JsonDecoder implements RecordDecoder {

  private final JsonFactory json;
  private final List<String> key;
  private final TextEncoding encoding;
  private final String what;
  private final DocumentParser parser = new DocumentParser();

  /**
   * A decoder of records.
   *
   * @param encoding the file's, for messages
   * @param what a record is, for messages: a line, an object
   */
  JsonDecoder(JsonFactory json, List<String> key, TextEncoding encoding, String what) {
    this.json = json;
    this.key = key;
    this.encoding = encoding;
    this.what = what;
  }

  @Override
  public Decoded decode(byte[] bytes, int from, int to) {
    parser.reset();
    int fault = Utf8.firstFault(bytes, from, to);
    if (fault >= 0) {
      return new Decoded.Fault(
          keyOfBeginning(bytes, from, fault), encoding(bytes, from, fault, to));
    }
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      return decode(in, bytes, from, to);
    }
  }

  @Override
  public Optional<Key> keyOfBeginning(byte[] bytes, int from, int to) {
    parser.reset();
    // A number at the cut may go on behind it, and would be taken for a shorter one.
    int end = to;
    while (end > from && "+-.eE0123456789".indexOf(bytes[end - 1]) >= 0) {
      end--;
    }
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), bytes, from, end - from)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        parser.parse(in, mayEscapeSurrogates(bytes, from, to));
      }
    } catch (JacksonException | FieldFailure e) {
      // It is only the beginning, so it must fail somewhere; what came before is what is asked for.
    }
    return keyOfTop();
  }

  private Decoded decode(JsonParser in, byte[] bytes, int from, int to) {
    try {
      return document(in, bytes, from, to);
    } catch (JacksonException e) {
      JsonFault.Found found =
          JsonFault.first(bytes, from, to)
              .orElseGet(() ->
                  new JsonFault.Found(
                      (int) Math.max(0, in.currentLocation().getByteOffset()),
                      "what stands here is beyond what the JSON parser takes"));
      return fault(found.why(), found.offset(), bytes, from);
    }
  }

  private Decoded document(JsonParser in, byte[] bytes, int from, int to) {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      return fault("the " + what + " is not an object", tokenAt(in), bytes, from);
    }
    Document document;
    try {
      document = parser.parse(in, mayEscapeSurrogates(bytes, from, to));
    } catch (FieldFailure e) {
      Failure failure = e.in(parser.path());
      return failure.code() == ErrorCode.JSON_MALFORMED
          ? new Decoded.Fault(
              keyOfTop(), malformed(e.why(), parser.path(), tokenAt(in), bytes, from))
          : new Decoded.Fault(keyOfTop(), failure);
    }
    if (in.nextToken() != null) {
      return fault("text follows the object", tokenAt(in), bytes, from);
    }
    return withKey(document);
  }

  private Decoded withKey(Document document) {
    List<Value> parts = new ArrayList<>(key.size());
    for (String name : key) {
      int index = document.indexOf(name);
      if (index < 0 || !identifies(document.value(index))) {
        String what = index < 0 ? "absent" : "null, empty, an array or a document";
        Failure failure = new Failure(ErrorCode.KEY_MISSING, "the key field is " + what, name);
        return new Decoded.Fault(Optional.empty(), failure);
      }
      parts.add(document.value(index));
    }
    return new Decoded.Content(Key.of(parts), document);
  }

  private Optional<Key> keyOfTop() {
    ObjectFields fields = parser.top();
    List<Value> parts = new ArrayList<>(key.size());
    for (String name : key) {
      int index = fields.indexOf(name);
      if (index < 0 || !identifies(fields.value(index))) {
        return Optional.empty();
      }
      parts.add(fields.value(index));
    }
    return Optional.of(Key.of(parts));
  }

  private static boolean identifies(Value value) {
    return switch (value) {
      case Value.Null ignored -> false;
      case Value.Array ignored -> false;
      case Value.Nested ignored -> false;
      case Value.Text(String text) -> !text.isEmpty();
      case Value.Binary(byte ignored, byte[] bytes) -> bytes.length > 0;
      case Value.Bool ignored -> true;
      case Value.Int32 ignored -> true;
      case Value.Int64 ignored -> true;
      case Value.Float64 ignored -> true;
      case Value.Decimal ignored -> true;
      case Value.Decimal128 ignored -> true;
      case Value.Date ignored -> true;
      case Value.Time ignored -> true;
      case Value.Timestamp ignored -> true;
      case Value.LocalTimestamp ignored -> true;
      case Value.Uuid ignored -> true;
      case Value.ObjectId ignored -> true;
      case Value.Regex ignored -> true;
      case Value.Foreign ignored -> true;
    };
  }

  private static int tokenAt(JsonParser in) {
    return (int) Math.max(0, in.currentTokenLocation().getByteOffset());
  }

  private Decoded fault(String why, int at, byte[] bytes, int from) {
    return new Decoded.Fault(keyOfTop(), malformed(why, "", at, bytes, from));
  }

  private static Failure malformed(String why, String path, int at, byte[] bytes, int from) {
    String before = new String(bytes, from, at, StandardCharsets.UTF_8);
    int lineStart = before.lastIndexOf('\n') + 1;
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = before.codePointCount(lineStart, before.length()) + 1;
    String place = (line == 1 ? "" : "line " + line + " of the record, ") + "column " + column;
    return new Failure(ErrorCode.JSON_MALFORMED, place + ": " + Utf8.encodable(why), path);
  }

  private Failure encoding(byte[] bytes, int from, int fault, int to) {
    return new Failure(
        ErrorCode.TEXT_ENCODING, encoding.fault(bytes, from, fault, to, what), parser.path());
  }

  /** Whether an escape of U+D800 to U+DFFF may stand in the line: whether it has a {@code \\uD}. */
  private static boolean mayEscapeSurrogates(byte[] bytes, int from, int to) {
    int i = ByteSearch.first(bytes, from, to, (byte) '\\');
    while (i < to - 2) {
      if (bytes[i + 1] == 'u' && (bytes[i + 2] | 0x20) == 'd') {
        return true;
      }
      i = ByteSearch.first(bytes, i + 1, to, (byte) '\\');
    }
    return false;
  }
}
