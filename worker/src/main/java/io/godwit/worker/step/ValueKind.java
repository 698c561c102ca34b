package io.godwit.worker.step;

import io.godwit.common.model.Value;

/** What messages call a value's type: the job file's word where it has one. */
final class ValueKind {

  private ValueKind() {}

  static String of(Value value) {
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
      case Value.Array ignored -> "array";
      case Value.Nested ignored -> "document";
    };
  }
}
