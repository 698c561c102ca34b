package io.godwit.jdbc.sql.fit;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.folding.Folding;
import io.godwit.common.model.value.Value;
import java.util.Optional;

/**
 * Which texts may be the value of a key column. Records are placed in partitions by their key
 * before any target is asked, and so a key must be spelt such that it is known what it equals.
 */
public final class KeyRule {

  private KeyRule() {}

  /** Why a value cannot be part of a key; empty where it can, or where the column will say why. */
  public static Optional<Failure> problem(Value value, Column column) {
    if (!(value instanceof Value.Text(String text))) {
      return Optional.empty();
    }
    return switch (column.kind()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          Folding.knowsTime(text)
              ? Optional.empty()
              : ValueMessages.key(text, column, "2025-04-05 and 2025-04-05T22:05:00Z");
      case BYTES ->
          BytesText.is(text) ? Optional.empty() : ValueMessages.key(text, column, "\\x0aff");
      case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC, TEXT, CHAR, UUID -> Optional.empty();
      case JSON, JSONB, ARRAY, OTHER, CUTTING -> Optional.empty();
    };
  }

  /**
   * Why it is not known which values of a column a database takes for one; empty where it is. A
   * dialect may know more of its own types and collations.
   */
  public static Optional<String> unknownEquality(Column column) {
    return switch (column.kind()) {
      case BOOL, INT2, INT4, INT8, NUMERIC, FLOAT8 -> Optional.empty();
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID -> Optional.empty();
      case TEXT, CHAR ->
          column.bytewise()
              ? Optional.empty()
              : Optional.of("a collation of which it is not known what it finds equal");
      case FLOAT4 -> Optional.of("a type in which decimals of more digits are equal");
      case OTHER -> Optional.of("a type of which not all spellings are known");
      case JSON, JSONB, ARRAY, CUTTING -> Optional.of("a type of which that is not known");
    };
  }
}
