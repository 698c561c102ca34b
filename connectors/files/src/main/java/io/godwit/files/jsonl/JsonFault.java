package io.godwit.files.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a text stops being JSON (RFC 8259), and why, in words for the author of the text. Asked
 * only after the parser has refused the text: the parser's own words speak to programmers, and of
 * its settings.
 */
final class JsonFault {

  private final byte[] bytes;
  private final int to;
  private int at;
  private int depth;

  /**
   * A fault.
   *
   * @param offset of the byte, from the text's first one
   * @param why the end of a sentence that begins with the place
   */
  record Found(int offset, String why) {}

  /** Ends the scan. */
  private static final class Stop extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private final transient Found found;

    Stop(Found found) {
      super(found.why(), null, false, false);
      this.found = found;
    }
  }

  private JsonFault(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** The first fault of a text; empty where it is JSON as far as this knows. */
  static Optional<Found> first(byte[] bytes, int from, int to) {
    JsonFault scan = new JsonFault(bytes, from, to);
    try {
      scan.space();
      scan.value();
      scan.space();
      return scan.at == to
          ? Optional.empty()
          : Optional.of(new Found(scan.at - from, "text follows the object"));
    } catch (Stop stop) {
      Found found = stop.found;
      return Optional.of(new Found(Math.min(found.offset(), to) - from, found.why()));
    }
  }

  private void value() throws Stop {
    switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text("text");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case -1 -> throw stop(at, "the text ends where a value should stand");
      case ',', ']', '}', ':' -> throw stop(at, "a value is missing before '" + shown() + "'");
      case '\'' -> throw stop(at, "a text stands in double quotes, not in single ones");
      default -> word();
    }
  }

  private void object() throws Stop {
    deeper();
    if (peek() == '}') {
      at++;
      depth--;
      return;
    }
    while (true) {
      name();
      space();
      if (peek() != ':') {
        throw expected("':' between the name and the value of a field");
      }
      at++;
      space();
      value();
      space();
      if (peek() == '}') {
        at++;
        depth--;
        return;
      }
      comma("}");
      if (peek() == '}') {
        throw stop(at, "a field is missing between ',' and '}'");
      }
    }
  }

  private void name() throws Stop {
    if (peek() != '"') {
      throw expected("the name of a field in double quotes");
    }
    int from = at;
    text("name");
    if (at - from > JsonLimits.NAME_LENGTH) {
      throw stop(from, "the name of a field has more than " + JsonLimits.NAME_LENGTH + " bytes");
    }
  }

  private void array() throws Stop {
    deeper();
    if (peek() == ']') {
      at++;
      depth--;
      return;
    }
    while (true) {
      value();
      space();
      if (peek() == ']') {
        at++;
        depth--;
        return;
      }
      comma("]");
      if (peek() == ']') {
        throw stop(at, "a value is missing between ',' and ']'");
      }
    }
  }

  private void deeper() throws Stop {
    depth++;
    if (depth > JsonLimits.LEVELS) {
      throw stop(
          at, "objects and arrays are nested more than " + JsonLimits.LEVELS + " levels deep");
    }
    at++;
    space();
  }

  private void comma(String end) throws Stop {
    if (peek() != ',') {
      throw expected("',' or '" + end + "'");
    }
    at++;
    space();
  }

  private void text(String what) throws Stop {
    int open = at;
    at++;
    while (peek() != '"') {
      int b = peek();
      if (b < 0) {
        throw stop(to, "the " + what + " is not closed that " + (to - open) + " bytes ago opens");
      }
      if (b < 0x20) {
        throw stop(
            at,
            "a %s holds the control character U+%04X, which JSON writes as an escape"
                .formatted(what, b));
      }
      at++;
      if (b == '\\') {
        escape();
      }
    }
    at++;
  }

  private void escape() throws Stop {
    int b = peek();
    if (b >= 0 && "\"\\/bfnrtu".indexOf(b) < 0) {
      throw stop(at - 1, "'\\" + shown() + "' is no escape of JSON");
    }
    at++;
    for (int i = 0; b == 'u' && i < 4; i++, at++) {
      if (Character.digit(Math.max(0, peek()), 16) < 0) {
        throw stop(at, "\\u is followed by four hexadecimal digits");
      }
    }
  }

  private void number() throws Stop {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    int first = at;
    digits("a digit");
    if (bytes[first] == '0' && at - first > 1) {
      throw stop(first, "a number does not begin with 0");
    }
    if (peek() == '.') {
      at++;
      digits("a digit behind the decimal point");
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits("a digit in the exponent");
    }
    if (at - from > JsonLimits.NUMBER_LENGTH) {
      throw stop(from, "a number has more than " + JsonLimits.NUMBER_LENGTH + " characters");
    }
  }

  private void digits(String what) throws Stop {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == from) {
      throw expected(what);
    }
  }

  private void word() throws Stop {
    int from = at;
    while (Character.isLetterOrDigit(Math.max(0, peek())) || peek() == '_') {
      at++;
    }
    String word = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    if (word.isEmpty()) {
      throw expected("a value");
    }
    if (!word.equals("true") && !word.equals("false") && !word.equals("null")) {
      String cut = word.length() <= 20 ? word : word.substring(0, 20) + "...";
      throw stop(from, "'" + cut + "' is no value of JSON");
    }
  }

  private void space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
  }

  /** The next byte, or -1 behind the last. */
  private int peek() {
    return at < to ? bytes[at] & 0xFF : -1;
  }

  private Stop expected(String what) {
    return stop(
        at, what + " is missing" + (at < to ? " before '" + shown() + "'" : " where it ends"));
  }

  /** The character at the place, which may have several bytes. */
  private String shown() {
    String rest = new String(bytes, at, Math.min(4, to - at), StandardCharsets.UTF_8);
    int first = rest.codePointAt(0);
    return first < 0x20 ? "U+%04X".formatted(first) : Character.toString(first);
  }

  private static Stop stop(int offset, String why) {
    return new Stop(new Found(offset, why));
  }
}
