package io.godwit.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.SourceSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Source;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.source.CollectionsSpec;
import io.godwit.mongodb.source.MongoSourceConnector;
import io.godwit.mongodb.write.CollectionSpec;
import io.godwit.mongodb.write.MongoSinkConnector;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.contract.PlainConnections;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bson.RawBsonDocument;

/** A server in memory, with a client that looks into it, and what sinks are opened by. */
public final class Emulator implements AutoCloseable {

  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final InetSocketAddress address = server.bind();
  private final MongoClient client = MongoClients.create(uri(""));

  public int port() {
    return address.getPort();
  }

  private String uri(String database) {
    return "mongodb://127.0.0.1:" + address.getPort() + "/" + database + "?directConnection=true";
  }

  public String uri() {
    return uriAt(port());
  }

  public static String uriAt(int port) {
    return "mongodb://127.0.0.1:" + port + "/godwit?directConnection=true";
  }

  public OpenSink open(String collection, String... key) throws Trouble {
    return openAt(uri(), collection, key);
  }

  /** A sink behind a reference that leads to this connection string. */
  public static OpenSink openAt(String uri, String collection, String... key) throws Trouble {
    return openAt(
        uri, new CollectionSpec(collection, "target", List.of(key), SinkSpec.Write.UPSERT, false));
  }

  public OpenSink open(CollectionSpec spec) throws Trouble {
    return openAt(uri(), spec);
  }

  private static OpenSink openAt(String uri, CollectionSpec spec) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), uri);
    return OpenSink.of(
        new MongoSinkConnector()
            .open(List.of(spec), new Opening(connections, Path.of(""), RowEncoder::new)));
  }

  /** Collections of it as a source. */
  public Source source(CollectionsSpec spec) throws Trouble {
    return sourceAt(uri(), spec);
  }

  /** The same behind a reference that leads to a connection string. */
  public static Source sourceAt(String uri, CollectionsSpec spec) throws Trouble {
    PlainConnections connections =
        PlainConnections.of(spec.in(), new MongoDbSpec("${env:MONGODB_URL}", 4), uri);
    return new MongoSourceConnector()
        .open(spec, new Opening(connections, Path.of(""), RowEncoder::new));
  }

  /** A source of collections, cut into splits of so many documents. */
  public static CollectionsSpec reading(int split, String... collections) {
    return new CollectionsSpec(
        List.of(collections),
        "origin",
        Optional.empty(),
        List.of("_id"),
        SourceSpec.Duplicates.ANY,
        split);
  }

  public MongoDatabase database() {
    return client.getDatabase("godwit");
  }

  public MongoCollection<RawBsonDocument> collection(String name) {
    return database().getCollection(name, RawBsonDocument.class);
  }

  public List<RawBsonDocument> documents(String collection) {
    return collection(collection).find().into(new java.util.ArrayList<>());
  }

  public static DataRecord record(String unit, Document fields) {
    return new DataRecord(new RecordId(0, 0), new Key("k"), new Origin(unit, 1), fields);
  }

  public static DataRecord record(Document fields) {
    return record("file.jsonl", fields);
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
