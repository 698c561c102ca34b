package io.godwit.jdbc.postgresql.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.ColumnKind;
import io.godwit.jdbc.sql.relation.UnreadableValue;

/**
 * Tells the server's texts as the values that they are: texts, whole numbers and short decimals
 * without an object on the way, and everything else as {@code ValueReader} reads it.
 */
public final class BareReader {

  /** Any number of so many digits fits a long. */
  private static final int MOST_DIGITS = 18;

  private static final int SHOWN = 60;

  private BareReader() {}

  /**
   * Tells a value, by one call of the consumer.
   *
   * @param text as the server shows it, in UTF-8; of bytes, the bytes themselves
   * @param column for which {@link ValueReader#reads} holds
   * @throws UnreadableValue where no value can be it; nothing was told then
   */
  public static void tell(byte[] text, Column column, ValueConsumer to) throws UnreadableValue {
    switch (column.kind()) {
      case TEXT, CHAR, JSON, JSONB -> to.text(text, 0, text.length);
      case BYTES -> to.binary((byte) 0, text, 0, text.length);
      case BOOL -> to.bool(text[0] == 't');
      case INT2, INT4 -> to.int32((int) whole(text));
      case INT8 -> int8(text, column, to);
      case NUMERIC -> numeric(text, column, to);
      default -> other(text, column, to);
    }
  }

  /** The least of all has nineteen digits, and so do others that a sum of digits could pass. */
  private static void int8(byte[] text, Column column, ValueConsumer to) throws UnreadableValue {
    if (text.length > MOST_DIGITS) {
      other(text, column, to);
    } else {
      to.int64(whole(text));
    }
  }

  private static long whole(byte[] text) {
    int at = text[0] == '-' ? 1 : 0;
    long value = 0;
    while (at < text.length) {
      value = 10 * value + (text[at++] - '0');
    }
    return text[0] == '-' ? -value : value;
  }

  private static void numeric(byte[] text, Column column, ValueConsumer to) throws UnreadableValue {
    if (text.length > MOST_DIGITS) {
      other(text, column, to);
      return;
    }
    long digits = 0;
    int point = -1;
    for (int at = text[0] == '-' ? 1 : 0; at < text.length; at++) {
      byte digit = text[at];
      if (digit == '.') {
        point = at;
      } else if (digit >= '0' && digit <= '9') {
        digits = 10 * digits + (digit - '0');
      } else {
        // Not-a-number, or without end.
        other(text, column, to);
        return;
      }
    }
    to.decimal(text[0] == '-' ? -digits : digits, point < 0 ? 0 : text.length - 1 - point);
  }

  private static void other(byte[] text, Column column, ValueConsumer to) throws UnreadableValue {
    String shown = new String(text, UTF_8);
    if (column.kind() == ColumnKind.ARRAY && shown.startsWith("[")) {
      throw new UnreadableValue(
          column.name(),
          "holds an array whose bounds do not begin at 1, which no other array has: "
              + Excerpt.of(shown, SHOWN));
    }
    ValueReader.read(shown, column).tell(to);
  }
}
