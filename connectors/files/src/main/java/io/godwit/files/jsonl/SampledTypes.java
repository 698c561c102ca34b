package io.godwit.files.jsonl;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fields of some documents hold, for a person to look at. Nested documents, arrays and the
 * like are left out, since no declared type stands for them; a field of several types is shown as
 * text.
 */
final class SampledTypes {

  private SampledTypes() {}

  /** What is known of documents by a sample of them. */
  static Schema schema(List<Document> sample, List<String> key) {
    List<Field> fields = new ArrayList<>();
    of(sample)
        .forEach((name, type) ->
            fields.add(new Field(name, Type.of(type), Knowledge.NATIVE, key.contains(name))));
    return new Schema(fields, key, false);
  }

  static Map<String, FieldType> of(List<Document> sample) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (Document document : sample) {
      for (int i = 0; i < document.size(); i++) {
        String name = document.name(i);
        typeOf(document.value(i)).ifPresent(type -> types.merge(name, type, SampledTypes::common));
      }
    }
    return types;
  }

  private static FieldType common(FieldType a, FieldType b) {
    if (a == b) {
      return a;
    }
    return isWhole(a) && isWhole(b) ? FieldType.INTEGER : FieldType.TEXT;
  }

  private static boolean isWhole(FieldType type) {
    return type == FieldType.INT32 || type == FieldType.INTEGER;
  }

  private static Optional<FieldType> typeOf(Value value) {
    return switch (value) {
      case Value.Bool ignored -> Optional.of(FieldType.BOOLEAN);
      case Value.Int32 ignored -> Optional.of(FieldType.INT32);
      case Value.Int64 ignored -> Optional.of(FieldType.INTEGER);
      case Value.Float64 ignored -> Optional.of(FieldType.DOUBLE);
      case Value.Decimal ignored -> Optional.of(FieldType.DECIMAL);
      case Value.Decimal128 ignored -> Optional.of(FieldType.DECIMAL);
      case Value.Text ignored -> Optional.of(FieldType.TEXT);
      case Value.Date ignored -> Optional.of(FieldType.DATE);
      case Value.Time ignored -> Optional.of(FieldType.TIME);
      case Value.Timestamp ignored -> Optional.of(FieldType.TIMESTAMP);
      case Value.LocalTimestamp ignored -> Optional.of(FieldType.DATETIME);
      case Value.Uuid ignored -> Optional.of(FieldType.UUID);
      case Value.ObjectId ignored -> Optional.of(FieldType.OBJECTID);
      case Value.Null ignored -> Optional.empty();
      case Value.Binary ignored -> Optional.empty();
      case Value.Regex ignored -> Optional.empty();
      case Value.Foreign ignored -> Optional.empty();
      case Value.Array ignored -> Optional.empty();
      case Value.Nested ignored -> Optional.empty();
    };
  }
}
