package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;
import java.util.Optional;

/**
 * Texts of one reading: what a JSON or CSV source has no other way to say. A dialect may know that
 * its server takes more spellings than these, and what it makes of each.
 */
public final class TypedText {

  private TypedText() {}

  /**
   * The value that a text is for a column; the text itself where the column holds characters, and
   * empty where it is none or not of the one form.
   */
  public static Optional<Value> of(String text, Column column) {
    return switch (column.kind()) {
      case TEXT, CHAR -> Optional.of(new Value.Text(text));
      case INT2, INT4, INT8 -> parsed(FieldType.INTEGER, text);
      case NUMERIC, FLOAT4, FLOAT8 -> parsed(FieldType.DECIMAL, text);
      case BOOL -> parsed(FieldType.BOOLEAN, text);
      case DATE -> parsed(FieldType.DATE, text);
      case TIME -> parsed(FieldType.TIME, text);
      case TIMESTAMP -> parsed(FieldType.DATETIME, text);
      case TIMESTAMPTZ -> parsed(FieldType.TIMESTAMP, text);
      case UUID -> parsed(FieldType.UUID, text);
      case BYTES, JSON, JSONB, ARRAY, OTHER, CUTTING -> Optional.empty();
    };
  }

  private static Optional<Value> parsed(FieldType type, String text) {
    try {
      return Optional.of(type.parse(text));
    } catch (IllegalArgumentException e) {
      // A text of another form is no value of the column, which is an answer and not an error.
      return Optional.empty();
    }
  }
}
