package io.godwit.files.csv;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.ValueConsumer;
import io.godwit.files.bytes.FieldFailure;
import io.godwit.files.content.TextEncoding;
import io.godwit.files.content.Utf8;
import java.nio.charset.StandardCharsets;

/** The text of a field, with what may be wrong with it, and without quotes and escapes. */
final class FieldText {

  private final RowFields fields;
  private final CsvDialect dialect;
  private final TextEncoding encoding;
  private byte[] scratch = new byte[0];

  /**
   * The texts of the record that was split last.
   *
   * @param encoding the file's, for messages
   */
  FieldText(RowFields fields, CsvDialect dialect, TextEncoding encoding) {
    this.fields = fields;
    this.dialect = dialect;
    this.encoding = encoding;
  }

  /**
   * The text of a field.
   *
   * @throws FieldFailure where it is not valid in the encoding, or holds a NUL
   */
  String of(byte[] bytes, int field) throws FieldFailure {
    requireText(bytes, field);
    if (fields.isEscaped(field)) {
      int length = restore(bytes, field);
      return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }
    int from = fields.start(field);
    return new String(bytes, from, fields.end(field) - from, StandardCharsets.UTF_8);
  }

  /**
   * Tells the text of a field.
   *
   * @throws FieldFailure as {@link #of} does; nothing was told then
   */
  void tell(byte[] bytes, int field, ValueConsumer to) throws FieldFailure {
    requireText(bytes, field);
    if (fields.isEscaped(field)) {
      int length = restore(bytes, field);
      to.text(scratch, 0, length);
    } else {
      to.text(bytes, fields.start(field), fields.end(field));
    }
  }

  /** Leaves the field in {@link #scratch}; answers where it ends there. */
  private int restore(byte[] bytes, int field) {
    int from = fields.start(field);
    int to = fields.end(field);
    boolean quoted = fields.isQuoted(field);
    if (scratch.length < to - from) {
      scratch = new byte[to - from];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == dialect.escape() && i + 1 < to) {
        i++;
        scratch[length++] = bytes[i];
      } else {
        scratch[length++] = bytes[i];
        if (quoted && bytes[i] == dialect.quote()) {
          i++;
        }
      }
    }
    return length;
  }

  private void requireText(byte[] bytes, int field) throws FieldFailure {
    if (!fields.isPlainAscii(field)) {
      requireText(bytes, fields.start(field), fields.end(field));
    }
  }

  private void requireText(byte[] bytes, int from, int to) throws FieldFailure {
    int fault = Utf8.firstFault(bytes, from, to);
    if (fault >= 0) {
      throw new FieldFailure(
          ErrorCode.TEXT_ENCODING, encoding.fault(bytes, from, fault, to, "field"));
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        throw new FieldFailure(
            ErrorCode.TEXT_NUL, "byte " + (i - from + 1) + " of the field is NUL");
      }
    }
  }
}
