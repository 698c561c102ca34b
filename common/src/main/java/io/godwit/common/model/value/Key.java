package io.godwit.common.model.value;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What identifies a record at its source: the text of its key fields, parts joined by {@code /}.
 *
 * <p>The text decides the partition of the record, and it is what reports show. Two different keys
 * may have one text only where their types differ (the number 1 and the text "1"); that costs a
 * shared partition and nothing else, since sinks compare values, never this text. A {@code /} or
 * {@code \} inside a part is preceded by {@code \}.
 *
 * @param text never empty
 */
public record Key(String text) {

  /** Refuses the empty text: a record without a key has no identity to be accounted under. */
  public Key {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a key has at least one character");
    }
  }

  /**
   * The key of a record.
   *
   * @param parts the values of its key fields in the order of the job file, none of them {@link
   *     Value.Null}
   */
  public static Key of(List<Value> parts) {
    if (parts.size() == 1) {
      return new Key(escape(display(parts.getFirst())));
    }
    // Every record of a run has its key made here, and a loop costs a fraction of a stream.
    StringBuilder text = new StringBuilder(24);
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : "/").append(escape(display(parts.get(i))));
    }
    return new Key(text.toString());
  }

  /** The key made of texts, each escaped where needed. */
  public static Key ofTexts(List<String> parts) {
    return new Key(parts.stream().map(Key::escape).collect(Collectors.joining("/")));
  }

  /** The text that stands for a value in keys, reports and messages: short, and one per value. */
  public static String display(Value value) {
    return switch (value) {
      case Value.Null ignored -> "null";
      case Value.Bool(boolean b) -> Boolean.toString(b);
      case Value.Int32(int i) -> Integer.toString(i);
      case Value.Int64(long l) -> Long.toString(l);
      case Value.Float64(double d) -> Double.toString(d);
      case Value.Decimal(var d) -> DecimalText.of(d);
      case Value.Decimal128 number -> Decimal128Text.toText(number);
      case Value.Text(String s) -> s;
      case Value.Binary(byte ignored, byte[] bytes) -> Base64.getEncoder().encodeToString(bytes);
      case Value.Date(var d) -> d.toString();
      case Value.Time(var t) -> t.toString();
      case Value.Timestamp(var t) -> t.toString();
      case Value.LocalTimestamp(var t) -> t.toString();
      case Value.Uuid(var u) -> u.toString();
      case Value.ObjectId(String hex) -> hex;
      case Value.Regex(String pattern, String options) -> "/" + pattern + "/" + options;
      case Value.Foreign(String ignored, String type, byte[] bytes) ->
          type + "(" + HexFormat.of().formatHex(bytes) + ")";
      case Value.Array(var values) ->
          values.stream().map(Key::display).collect(Collectors.joining(", ", "[", "]"));
      case Value.Nested(Document document) -> display(document);
    };
  }

  private static String display(Document document) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < document.size(); i++) {
      fields.add(document.name(i) + ": " + display(document.value(i)));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String escape(String part) {
    return part.indexOf('/') < 0 && part.indexOf('\\') < 0
        ? part
        : part.replace("\\", "\\\\").replace("/", "\\/");
  }

  @Override
  public String toString() {
    return text;
  }
}
