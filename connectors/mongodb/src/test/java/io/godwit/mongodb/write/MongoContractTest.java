package io.godwit.mongodb.write;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Target;
import io.godwit.mongodb.CutWire;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.testkit.contract.SinkContract;
import io.godwit.testkit.contract.SinkGround;
import io.godwit.testkit.contract.VerifyContract;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** MongoDB, as the server in memory stands for it, keeps to the contract of sinks. */
class MongoContractTest implements SinkContract, VerifyContract {

  @Override
  public SinkGround ground() throws IOException {
    Emulator emulator = new Emulator();
    for (String field : List.of("id", "name")) {
      emulator
          .collection("things")
          .createIndex(Indexes.ascending(field), new IndexOptions().unique(true));
    }
    return new Ground(emulator, new CutWire(emulator.port()));
  }

  private record Ground(Emulator emulator, CutWire wire) implements SinkGround {

    @Override
    public Target open() throws Trouble {
      return Emulator.openAt(Emulator.uriAt(wire.port()), "things", "id").target();
    }

    @Override
    public Map<Long, Document> held() {
      Map<Long, Document> held = new LinkedHashMap<>();
      for (RawBsonDocument raw : emulator.documents("things")) {
        BsonDocument document = new BsonDocument();
        document.putAll(raw);
        document.remove("_id");
        held.put(document.getInt64("id").getValue(), Decoded.document(document));
      }
      return held;
    }

    @Override
    public Map<String, List<Value>> exact() {
      return Map.of(
          "whole", List.of(new Value.Int32(-7), new Value.Int64(Long.MIN_VALUE)),
          "floating", List.of(new Value.Float64(0.1), new Value.Float64(-1.5e300)),
          "flag", List.of(new Value.Bool(true), new Value.Bool(false)),
          "at", List.of(new Value.Timestamp(Instant.parse("1999-01-02T03:04:05.006Z"))),
          "nothing", List.of(Value.Null.NULL),
          "several", List.of(new Value.Array(List.of(new Value.Int32(1), new Value.Text("a")))),
          "inner", List.of(new Value.Nested(Document.of("b", new Value.Bool(true)))));
    }

    @Override
    public void put(long id, String name) {
      BsonDocument document =
          new BsonDocument("id", new BsonInt64(id)).append("name", new BsonString(name));
      emulator.database().getCollection("things", BsonDocument.class).insertOne(document);
    }

    @Override
    public void takeAway() {
      wire.cutAfter(0);
    }

    @Override
    public void putBack() {
      wire.mend();
    }

    @Override
    public void close() {
      wire.close();
      emulator.close();
    }
  }
}
