package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.value.Decimal128Text;
import io.godwit.common.model.value.DecimalText;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Values as JSON text: MongoDB's relaxed Extended JSON (version 2) where JSON itself has no such
 * type, except that decimals are plain numbers with all their digits, and days and times of no zone
 * are plain texts, since Extended JSON knows neither.
 */
public final class JsonText {

  private JsonText() {}

  /** The text of a value for which {@link #trouble} and {@link #foreign} have nothing to say. */
  public static String of(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /**
   * The number inside a value that JSON cannot hold as it is; empty where there is none.
   *
   * @param binary whether the column is of type jsonb, whose numbers have no minus zero
   */
  public static Optional<String> trouble(Value value, boolean binary) {
    return switch (value) {
      case Value.Float64(double d) when !Double.isFinite(d) || (binary && d == 0 && 1 / d < 0) ->
          Optional.of(Double.toString(d));
      case Value.Array(List<Value> values) ->
          values.stream().flatMap(v -> trouble(v, binary).stream()).findFirst();
      case Value.Nested(Document document) ->
          document.toMap().values().stream().flatMap(v -> trouble(v, binary).stream()).findFirst();
      case Value ignored -> Optional.empty();
    };
  }

  /** The first value inside a value that one system alone has; empty where there is none. */
  public static Optional<Value.Foreign> foreign(Value value) {
    return switch (value) {
      case Value.Foreign foreign -> Optional.of(foreign);
      case Value.Array(List<Value> values) ->
          values.stream().flatMap(v -> foreign(v).stream()).findFirst();
      case Value.Nested(Document document) ->
          document.toMap().values().stream().flatMap(v -> foreign(v).stream()).findFirst();
      case Value ignored -> Optional.empty();
    };
  }

  private static void write(Value value, StringBuilder out) {
    switch (value) {
      case Value.Null ignored -> out.append("null");
      case Value.Bool(boolean b) -> out.append(b);
      case Value.Int32(int i) -> out.append(i);
      case Value.Int64(long l) -> out.append(l);
      case Value.Float64(double d) -> out.append(d);
      case Value.Decimal(var d) -> out.append(DecimalText.of(d));
      case Value.Decimal128 d -> typed("$numberDecimal", decimal128(d), out);
      case Value.Text(String s) -> text(s, out);
      case Value.Binary binary -> binary(binary, out);
      case Value.Date ignored -> text(Key.display(value), out);
      case Value.Time ignored -> text(Key.display(value), out);
      case Value.Timestamp(var t) -> typed("$date", t.toString(), out);
      case Value.LocalTimestamp ignored -> text(Key.display(value), out);
      case Value.Uuid(var u) -> typed("$uuid", u.toString(), out);
      case Value.ObjectId(String hex) -> typed("$oid", hex, out);
      case Value.Regex regex -> regex(regex, out);
      case Value.Foreign foreign ->
          throw new IllegalArgumentException("no JSON stands for a " + foreign.kind());
      case Value.Array(List<Value> values) -> array(values, out);
      case Value.Nested(Document document) -> document(document, out);
    }
  }

  private static void typed(String type, String text, StringBuilder out) {
    out.append("{\"").append(type).append("\":");
    text(text, out);
    out.append('}');
  }

  private static String decimal128(Value.Decimal128 value) {
    return Decimal128Text.toNumber(value)
        .map(Object::toString)
        .orElseGet(() -> Decimal128Text.toText(value));
  }

  private static void binary(Value.Binary value, StringBuilder out) {
    out.append("{\"$binary\":{\"base64\":\"")
        .append(Base64.getEncoder().encodeToString(value.bytes()))
        .append("\",\"subType\":\"")
        .append(Character.forDigit((value.subtype() >> 4) & 15, 16))
        .append(Character.forDigit(value.subtype() & 15, 16))
        .append("\"}}");
  }

  private static void regex(Value.Regex regex, StringBuilder out) {
    out.append("{\"$regularExpression\":{\"pattern\":");
    text(regex.pattern(), out);
    out.append(",\"options\":");
    text(regex.options(), out);
    out.append("}}");
  }

  private static void array(List<Value> values, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(values.get(i), out);
    }
    out.append(']');
  }

  private static void document(Document document, StringBuilder out) {
    out.append('{');
    for (int i = 0; i < document.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      text(document.name(i), out);
      out.append(':');
      write(document.value(i), out);
    }
    out.append('}');
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
