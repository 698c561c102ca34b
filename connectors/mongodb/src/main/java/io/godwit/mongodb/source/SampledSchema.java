package io.godwit.mongodb.source;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.bson.ForeignType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of some documents, in the order in which they are met first. A collection declares
 * none, so these are not all there are.
 */
final class SampledSchema {

  /** Of fields that hold now this and now that. */
  private static final Type MIXED = new Type.Foreign(ForeignType.SYSTEM, "mixed");

  private final Map<String, Optional<Type>> types = new LinkedHashMap<>();
  private boolean empty = true;

  /** Whether no document was added. */
  boolean isEmpty() {
    return empty;
  }

  void add(Document document) {
    empty = false;
    for (int i = 0; i < document.size(); i++) {
      types.merge(document.name(i), typeOf(document.value(i)), SampledSchema::common);
    }
  }

  /** A field that was null in all documents is taken for a text. */
  Schema schema(List<String> key) {
    List<Field> fields = new ArrayList<>();
    types.forEach((name, type) ->
        fields.add(new Field(name, type.orElse(new Type.Chars()), Knowledge.NATIVE, false)));
    return new Schema(fields, key, false);
  }

  private static Optional<Type> common(Optional<Type> one, Optional<Type> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(common(one.get(), other.get()))
        : one.or(() -> other);
  }

  private static Type common(Type one, Type other) {
    if (one instanceof Type.Whole && other instanceof Type.Whole) {
      return one.equals(other) ? one : new Type.Whole(64);
    }
    if (one instanceof Type.ArrayOf(Type ones) && other instanceof Type.ArrayOf(Type others)) {
      return new Type.ArrayOf(common(ones, others));
    }
    return one.equals(other) ? one : MIXED;
  }

  private static Optional<Type> typeOf(Value value) {
    return switch (value) {
      case Value.Null ignored -> Optional.empty();
      case Value.Bool ignored -> Optional.of(new Type.Bool());
      case Value.Int32 ignored -> Optional.of(new Type.Whole(32));
      case Value.Int64 ignored -> Optional.of(new Type.Whole(64));
      case Value.Float64 ignored -> Optional.of(new Type.Floating(64));
      case Value.Decimal ignored -> Optional.of(new Type.Exact());
      case Value.Decimal128 ignored -> Optional.of(new Type.Exact());
      case Value.Text ignored -> Optional.of(new Type.Chars());
      case Value.Date ignored -> Optional.of(new Type.Day());
      case Value.Time ignored -> Optional.of(new Type.Clock());
      case Value.Timestamp ignored -> Optional.of(new Type.Stamp(true));
      case Value.LocalTimestamp ignored -> Optional.of(new Type.Stamp(false));
      case Value.Uuid ignored -> Optional.of(new Type.Uuid());
      case Value.ObjectId ignored -> Optional.of(new Type.ObjectId());
      case Value.Binary ignored -> Optional.of(new Type.Bytes(OptionalInt.empty()));
      case Value.Regex ignored -> Optional.of(new Type.Foreign(ForeignType.SYSTEM, "regex"));
      case Value.Foreign(String system, String type, byte[] ignored) ->
          Optional.of(new Type.Foreign(system, type));
      case Value.Array(List<Value> values) -> Optional.of(new Type.ArrayOf(element(values)));
      case Value.Nested ignored -> Optional.of(new Type.Nested());
    };
  }

  private static Type element(List<Value> values) {
    return values.stream()
        .flatMap(value -> typeOf(value).stream())
        .reduce(SampledSchema::common)
        .orElse(new Type.Chars());
  }
}
