package io.godwit.files.csv;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.RowBuilder;
import io.godwit.common.model.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of a row. Where its fields stand in the file as they stand in a key, as whole numbers and
 * ASCII texts mostly do, the bytes are copied; any other key is that of the values ({@link
 * Key#of}), which alone says what a key's text is.
 */
final class KeyText {

  private final int[] columns;
  private final FieldType[] types;
  private final RowFields fields;
  private final RowValues values;
  private byte[] text = new byte[64];

  /**
   * Keys of these columns.
   *
   * @param fields where the record's fields stand
   * @param values what they hold
   */
  KeyText(CsvColumns columns, RowFields fields, RowValues values) {
    this.columns = columns.key().stream().mapToInt(Integer::intValue).toArray();
    this.types = columns.types().toArray(FieldType[]::new);
    this.fields = fields;
    this.values = values;
  }

  /**
   * The key of a row of which no key field is missing.
   *
   * @param row has been told all values
   */
  Key of(byte[] bytes, RowBuilder row) {
    int length = 0;
    for (int column : columns) {
      if (!isCopied(bytes, column)) {
        return ofValues(row);
      }
      int from = fields.start(column);
      int size = fields.end(column) - from;
      if (text.length < length + size + 1) {
        text = Arrays.copyOf(text, 2 * (length + size + 1));
      }
      System.arraycopy(bytes, from, text, length, size);
      length += size;
      text[length++] = '/';
    }
    return new Key(new String(text, 0, length - 1, StandardCharsets.ISO_8859_1));
  }

  private Key ofValues(RowBuilder row) {
    Value[] parts = new Value[columns.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = row.value(columns[i]);
    }
    return Key.of(Arrays.asList(parts));
  }

  /** Whether the bytes of a field are its part of the key. */
  private boolean isCopied(byte[] bytes, int column) {
    if (!values.isPlain(column) || values.isFormed(column)) {
      return false;
    }
    return switch (types[column]) {
      case INTEGER, INT32 -> isShortest(bytes, fields.start(column), fields.end(column));
      case TEXT -> hasNoEscape(bytes, fields.start(column), fields.end(column));
      case BOOLEAN, DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP, DATETIME, UUID, OBJECTID -> false;
    };
  }

  /** Whether a whole number has neither a plus nor zeros before it, nor is minus zero. */
  private static boolean isShortest(byte[] bytes, int from, int to) {
    byte sign = bytes[from];
    byte digit = sign == '-' && from + 1 < to ? bytes[from + 1] : sign;
    return (digit >= '1' && digit <= '9') || (sign == '0' && to - from == 1);
  }

  private static boolean hasNoEscape(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '/' || bytes[i] == '\\') {
        return false;
      }
    }
    return true;
  }
}
