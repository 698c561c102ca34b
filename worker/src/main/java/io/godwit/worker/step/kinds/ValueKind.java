package io.godwit.worker.step.kinds;

import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.value.Value;

/** What messages call a value's type: the job file's word where it has one. */
public final class ValueKind {

  private ValueKind() {}

  /** What a value is called. */
  public static String of(Value value) {
    return switch (value) {
      case Value.Null ignored -> "null";
      case Value.Bool ignored -> "boolean";
      case Value.Int32 ignored -> "int32";
      case Value.Int64 ignored -> "integer";
      case Value.Float64 ignored -> "double";
      case Value.Decimal ignored -> "decimal";
      case Value.Decimal128 ignored -> "decimal128";
      case Value.Text ignored -> "text";
      case Value.Binary ignored -> "binary";
      case Value.Date ignored -> "date";
      case Value.Time ignored -> "time";
      case Value.Timestamp ignored -> "timestamp";
      case Value.LocalTimestamp ignored -> "datetime";
      case Value.Uuid ignored -> "uuid";
      case Value.ObjectId ignored -> "objectid";
      case Value.Regex ignored -> "regex";
      case Value.Foreign foreign -> foreign.kind();
      case Value.Array ignored -> "array";
      case Value.Nested ignored -> "document";
    };
  }

  /** Whether a value has a type of the job file already. */
  public static boolean is(Value value, FieldType type) {
    return switch (type) {
      case TEXT -> value instanceof Value.Text;
      case BOOLEAN -> value instanceof Value.Bool;
      case INTEGER -> value instanceof Value.Int64;
      case INT32 -> value instanceof Value.Int32;
      case DECIMAL -> value instanceof Value.Decimal;
      case DOUBLE -> value instanceof Value.Float64;
      case DATE -> value instanceof Value.Date;
      case TIME -> value instanceof Value.Time;
      case TIMESTAMP -> value instanceof Value.Timestamp;
      case DATETIME -> value instanceof Value.LocalTimestamp;
      case UUID -> value instanceof Value.Uuid;
      case OBJECTID -> value instanceof Value.ObjectId;
    };
  }
}
