package io.godwit.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.Key;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Secret;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.Sink;
import java.net.InetSocketAddress;
import java.util.List;
import org.bson.RawBsonDocument;

/** A server in memory, with a client that looks into it, and what sinks are opened by. */
final class Emulator implements AutoCloseable {

  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final InetSocketAddress address = server.bind();
  private final MongoClient client = MongoClients.create(uri(""));

  int port() {
    return address.getPort();
  }

  private String uri(String database) {
    return "mongodb://127.0.0.1:" + address.getPort() + "/" + database + "?directConnection=true";
  }

  Access access() {
    return accessAt(port());
  }

  static Access accessAt(int port) {
    return access("mongodb://127.0.0.1:" + port + "/godwit?directConnection=true");
  }

  static Access access(String uri) {
    return new Access.MongoDb(new Secret(uri));
  }

  Sink open(String collection, String... key) throws Trouble {
    return open(access(), collection, key);
  }

  static Sink open(Access access, String collection, String... key) throws Trouble {
    SinkSpec spec =
        new SinkSpec.Collection(collection, "target", List.of(key), SinkSpec.Write.UPSERT);
    return new MongoSinkConnector().open(spec, name -> access).orElseThrow();
  }

  MongoDatabase database() {
    return client.getDatabase("godwit");
  }

  MongoCollection<RawBsonDocument> collection(String name) {
    return database().getCollection(name, RawBsonDocument.class);
  }

  List<RawBsonDocument> documents(String collection) {
    return collection(collection).find().into(new java.util.ArrayList<>());
  }

  static DataRecord record(String unit, Document fields) {
    return new DataRecord(new RecordId(0, 0), new Key("k"), new Origin(unit, 1), fields);
  }

  static DataRecord record(Document fields) {
    return record("file.jsonl", fields);
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
