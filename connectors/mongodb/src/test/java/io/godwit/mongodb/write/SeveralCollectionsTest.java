package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.contract.PairGround;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.SeveralRowsContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

/** Documents of one record in two collections: all or none, without a transaction. */
class SeveralCollectionsTest implements SeveralRowsContract {

  private static final List<String> NAMES = List.of("things", "parts");

  @Override
  public PairGround ground() {
    Emulator emulator = new Emulator();
    for (String name : NAMES) {
      for (String field : List.of("id", "name")) {
        emulator
            .collection(name)
            .createIndex(Indexes.ascending(field), new IndexOptions().unique(true));
      }
    }
    return new Ground(emulator);
  }

  private record Ground(Emulator emulator) implements PairGround {
    @Override
    public Target open() throws Trouble {
      List<SinkSpec> specs =
          NAMES.stream()
              .<SinkSpec>map(name ->
                  new CollectionSpec(name, "target", List.of("id"), SinkSpec.Write.UPSERT, false))
              .toList();
      PlainConnections connections =
          PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), emulator.uri());
      return new MongoSinkConnector()
          .open(specs, new Opening(connections, Path.of(""), RowEncoder::new));
    }

    @Override
    public Map<Long, Document> held(int table) {
      Map<Long, Document> held = new LinkedHashMap<>();
      for (RawBsonDocument raw : emulator.documents(NAMES.get(table))) {
        BsonDocument document = new BsonDocument();
        document.putAll(raw);
        document.remove("_id");
        held.put(document.getInt64("id").getValue(), Decoded.document(document));
      }
      return held;
    }

    @Override
    public void put(int table, long id, String name) {
      insert(table, new BsonDocument("id", new BsonInt64(id)).append("name", new BsonString(name)));
    }

    void insert(int table, BsonDocument document) {
      emulator.database().getCollection(NAMES.get(table), BsonDocument.class).insertOne(document);
    }

    @Override
    public void close() {
      emulator.close();
    }
  }

  private static Document fields(long id, String name) {
    return Document.of("id", new Value.Int64(id)).with("name", new Value.Text(name));
  }

  private static DataRecord thing(long id, String name) {
    return new DataRecord(
        new RecordId(0, id), new Key(Long.toString(id)), new Origin("u", id), fields(id, name));
  }

  private static Row row(int table, long id, String name) {
    return new Row(table, fields(id, name));
  }

  private static Write write(long id, Row... rows) {
    return new Write.OfRows(thing(id, "whatever"), List.of(rows));
  }

  /** BSON has milliseconds: what it cannot hold stands in for what a column cannot. */
  @Override
  @Test
  public void aValueThatDoesNotFitTakesItsRecordAlong() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      Document unfit =
          fields(8, "b8")
              .with("at", new Value.Timestamp(Instant.parse("2020-01-01T00:00:00.000001Z")));

      List<Answer> answers =
          sink.sink()
              .write(
                  List.of(
                      write(7, row(0, 7, "a7"), row(1, 7, "b7")),
                      write(8, row(0, 8, "a8"), new Row(1, unfit))));

      assertThat(answers.getFirst()).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers.get(1)).isInstanceOf(Outcome.Failed.class);
      assertThat(ground.held(0)).containsOnlyKeys(7L);
      assertThat(ground.held(1)).containsOnlyKeys(7L);
    }
  }

  /** As a process leaves it that was killed before the last document, or before the marks went. */
  @Test
  void whatAKilledAttemptHasLeftIsItsOwn() throws Exception {
    try (Ground ground = (Ground) ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      Write whole = write(1, row(0, 1, "a1"), row(1, 1, "b1"));
      Write refused = write(2, row(0, 2, "a2"), row(1, 2, "taken"));
      ground.put(1, 99, "taken");
      for (Write write : List.of(whole, refused)) {
        long id =
            write.record().fields().get("id").orElseThrow() instanceof Value.Int64(long n) ? n : 0;
        ground.insert(
            0,
            new BsonDocument("id", new BsonInt64(id))
                .append("name", new BsonString("a" + id))
                .append(Mark.FIELD, new BsonString(Mark.of(write.record()).record())));
      }

      assertThat(sink.sink().write(List.of(whole, refused)).get(1))
          .isInstanceOf(Outcome.Failed.class);

      assertThat(ground.held(0)).isEqualTo(Map.of(1L, fields(1, "a1")));
    }
  }

  /** What somebody else has put there is neither changed nor taken back. */
  @Test
  void anEarlyDocumentThatWasThereBeforeStays() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      ground.put(0, 1, "a1");
      ground.put(0, 2, "other");
      ground.put(1, 99, "taken");

      List<Answer> answers =
          sink.sink()
              .write(
                  List.of(
                      write(1, row(0, 1, "a1"), row(1, 1, "taken")),
                      write(2, row(0, 2, "a2"), row(1, 2, "b2"))));

      assertThat(answers).allMatch(Outcome.Failed.class::isInstance);
      assertThat(((Outcome.Failed) answers.get(1)).failure().message())
          .contains("collection things", "other values");
      assertThat(ground.held(0)).isEqualTo(Map.of(1L, fields(1, "a1"), 2L, fields(2, "other")));
      assertThat(ground.held(1)).containsOnlyKeys(99L);
    }
  }

  @Test
  void aDocumentThatAnotherRecordHasMarkedIsWaitedFor() throws Exception {
    try (Ground ground = (Ground) ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      ground.insert(
          0,
          new BsonDocument("id", new BsonInt64(1))
              .append("name", new BsonString("a1"))
              .append(Mark.FIELD, new BsonString("5:5 somebody")));

      assertThatThrownBy(
              () -> sink.sink().write(List.of(write(1, row(0, 1, "a1"), row(1, 1, "b1")))))
          .isInstanceOfSatisfying(
              Trouble.class,
              trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_CONFLICT));
    }
  }

  /** The second record may rest on what the first has made, and the first may yet be refused. */
  @Test
  void twoRecordsOfOneBatchMayNeedOneDocument() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      ground.put(1, 99, "taken");

      List<Answer> answers =
          sink.sink()
              .write(
                  List.of(
                      write(1, row(0, 1, "a"), row(1, 1, "taken")),
                      write(2, row(0, 1, "a"), row(1, 2, "b2"))));

      assertThat(answers.getFirst()).isInstanceOf(Outcome.Failed.class);
      assertThat(answers.get(1)).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(ground.held(0)).isEqualTo(Map.of(1L, fields(1, "a")));
    }
  }

  @Test
  void theNameOfTheMarkIsNobodysField() throws Exception {
    try (PairGround ground = ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      Document marked = fields(1, "a").with(Mark.FIELD, new Value.Text("x"));

      assertThat(
              sink.sink().write(List.of(write(1, new Row(0, marked), row(1, 1, "b")))).getFirst())
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aBaselineIsOfAllCollections() throws Exception {
    try (Ground ground = (Ground) ground();
        OpenSink sink = OpenSink.of(ground.open())) {
      SupportsBaseline known = (SupportsBaseline) sink.sink();
      var before = known.baseline();
      known.restOn(() -> before);
      ground
          .emulator()
          .collection("parts")
          .createIndex(Indexes.ascending("more"), new IndexOptions().unique(true));

      assertThat(known.unit()).isEqualTo("things, parts");
      assertThatThrownBy(
              () -> sink.sink().write(List.of(write(1, row(0, 1, "a1"), row(1, 1, "b1")))))
          .isInstanceOfSatisfying(
              Trouble.class,
              trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.TARGET_ALTERED));
      assertThat(known.differences(before)).hasSize(1).first().asString().startsWith("parts: ");
    }
  }

  @Test
  void aUnitMayGoToSomeOfTheCollections() throws Exception {
    try (PairGround ground = ground();
        Target target = ground.open()) {
      target
          .sink("u", List.of(new TableUse(1, BareTexts.NONE)))
          .write(List.of(Write.of(thing(3, "c"))));

      assertThat(ground.held(0)).isEmpty();
      assertThat(ground.held(1)).containsOnlyKeys(3L);
    }
  }
}
