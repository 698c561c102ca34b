package io.godwit.mongodb.bson;

import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.testkit.cost.CostRatio;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonBinaryWriter;
import org.bson.io.BasicOutputBuffer;

/**
 * Our BSON beside the driver's writer over its own buffer, which is to refuse half of a surrogate
 * pair as ours does.
 */
final class BsonCost {

  private static final int EACH = 2_000;

  private final List<Document> documents =
      IntStream.range(0, EACH).mapToObj(BsonCost::person).toList();

  private BsonCost() {}

  /** Prints what writing costs. */
  public static void main(String[] arguments) throws Exception {
    BsonCost cost = new BsonCost();
    System.out.println(
        CostRatio.of(EACH, cost::weWrite, cost::theDriverWrites).text("BSON written"));
  }

  private static Document person(int i) {
    Document address =
        Document.of("street", new Value.Text("Main Street " + i))
            .with("city", new Value.Text("Z\u00fcrich"))
            .with("zip", new Value.Int32(8_000));
    return Document.of("_id", new Value.Int64(i))
        .with("name", new Value.Text("customer " + i))
        .with("comment", new Value.Text("final deposits sleep above the " + i))
        .with("balance", new Value.Float64(i / 7.0))
        .with("active", new Value.Bool(i % 2 == 0))
        .with("since", new Value.Timestamp(Instant.ofEpochMilli(1_700_000_000_000L + i)))
        .with("tags", new Value.Array(List.of(new Value.Text("a"), new Value.Text("bb"))))
        .with("address", new Value.Nested(address));
  }

  private long weWrite() throws Exception {
    BsonBuffer out = new BsonBuffer();
    BsonEncoder encoder = new BsonEncoder(out);
    for (Document document : documents) {
      encoder.document(document);
    }
    return out.length();
  }

  private long theDriverWrites() {
    try (BasicOutputBuffer out = new BasicOutputBuffer(128 * 1024)) {
      for (Document document : documents) {
        try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
          write(document, writer);
        }
      }
      return out.getSize();
    }
  }

  private static void write(Document document, BsonBinaryWriter out) {
    out.writeStartDocument();
    for (int i = 0; i < document.size(); i++) {
      out.writeName(document.name(i));
      write(document.value(i), out);
    }
    out.writeEndDocument();
  }

  private static void write(Value value, BsonBinaryWriter out) {
    switch (value) {
      case Value.Text(String text) -> out.writeString(whole(text));
      case Value.Int32(int number) -> out.writeInt32(number);
      case Value.Int64(long number) -> out.writeInt64(number);
      case Value.Float64(double number) -> out.writeDouble(number);
      case Value.Bool(boolean bool) -> out.writeBoolean(bool);
      case Value.Timestamp(Instant time) -> out.writeDateTime(time.toEpochMilli());
      case Value.Nested(Document document) -> write(document, out);
      case Value.Array(List<Value> values) -> {
        out.writeStartArray();
        values.forEach(each -> write(each, out));
        out.writeEndArray();
      }
      case Value other -> throw new IllegalArgumentException("no such field here: " + other);
    }
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        throw new IllegalArgumentException("none of these texts has one");
      }
    }
    return text;
  }
}
