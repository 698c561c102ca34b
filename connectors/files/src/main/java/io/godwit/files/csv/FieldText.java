package io.godwit.files.csv;

import io.godwit.common.model.ErrorCode;
import io.godwit.files.bytes.BadField;
import io.godwit.files.bytes.Utf8;
import java.nio.charset.StandardCharsets;

/** The text of a field, with what may be wrong with it and its quotes undoubled. */
final class FieldText {

  private final FieldSplitter fields;
  private byte[] scratch = new byte[0];

  /** The texts of the record that a splitter has split last. */
  FieldText(FieldSplitter fields) {
    this.fields = fields;
  }

  /**
   * The text of a field.
   *
   * @throws BadField where it is no valid UTF-8, or holds a NUL
   */
  String of(byte[] bytes, int field) throws BadField {
    int from = fields.start(field);
    int to = fields.end(field);
    if (!fields.isPlainAscii(field)) {
      requireText(bytes, from, to);
    }
    return fields.isDoubled(field)
        ? undoubled(bytes, from, to)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private String undoubled(byte[] bytes, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[to - from];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      scratch[length++] = bytes[i];
      if (bytes[i] == '"') {
        i++;
      }
    }
    return new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  private static void requireText(byte[] bytes, int from, int to) throws BadField {
    int fault = Utf8.firstFault(bytes, from, to);
    if (fault >= 0) {
      throw new BadField(
          ErrorCode.TEXT_ENCODING,
          "byte %d of the field is 0x%02X, which is not valid UTF-8 there"
              .formatted(fault - from + 1, bytes[fault]));
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        throw new BadField(ErrorCode.TEXT_NUL, "byte " + (i - from + 1) + " of the field is NUL");
      }
    }
  }
}
