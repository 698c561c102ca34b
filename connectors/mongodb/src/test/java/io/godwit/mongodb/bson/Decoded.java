package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonRegularExpression;
import org.bson.BsonValue;

/** What the driver reads in BSON, as values: the other way round, and by other people's code. */
public final class Decoded {

  private Decoded() {}

  public static Document document(BsonDocument document) {
    Map<String, Value> fields = new LinkedHashMap<>();
    document.forEach((name, value) -> fields.put(name, value(value)));
    return Document.of(fields);
  }

  private static Value value(BsonValue value) {
    return switch (value.getBsonType()) {
      case NULL -> Value.Null.NULL;
      case BOOLEAN -> new Value.Bool(value.asBoolean().getValue());
      case INT32 -> new Value.Int32(value.asInt32().getValue());
      case INT64 -> new Value.Int64(value.asInt64().getValue());
      case DOUBLE -> new Value.Float64(value.asDouble().getValue());
      case DECIMAL128 -> new Value.Decimal(value.asDecimal128().getValue().bigDecimalValue());
      case STRING -> new Value.Text(value.asString().getValue());
      case BINARY -> binary(value.asBinary());
      case DATE_TIME -> new Value.Timestamp(Instant.ofEpochMilli(value.asDateTime().getValue()));
      case OBJECT_ID -> new Value.ObjectId(value.asObjectId().getValue().toHexString());
      case REGULAR_EXPRESSION -> regex(value.asRegularExpression());
      case ARRAY -> new Value.Array(value.asArray().stream().map(Decoded::value).toList());
      case DOCUMENT -> new Value.Nested(document(value.asDocument()));
      default -> throw new AssertionError("no value has this type: " + value);
    };
  }

  private static Value binary(BsonBinary binary) {
    if (binary.getType() == 4) {
      UUID uuid = binary.asUuid();
      return new Value.Uuid(uuid);
    }
    return new Value.Binary(binary.getType(), binary.getData());
  }

  private static Value regex(BsonRegularExpression regex) {
    return new Value.Regex(regex.getPattern(), regex.getOptions());
  }
}
