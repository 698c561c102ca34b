package io.godwit.mongodb.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Key;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.mongodb.write.CollectionSpec;
import io.godwit.mongodb.write.MongoSinkConnector;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** Runs into collections of the stand-in, and their undo. For one thread. */
final class UndoneRuns implements AutoCloseable {

  static final String JOB = "undone";
  private static final int PARTITIONS = 4;

  private final Emulator emulator = new Emulator();
  private int records;

  Emulator emulator() {
    return emulator;
  }

  @Override
  public void close() {
    emulator.close();
  }

  Target target(boolean undo, CollectionSpec... specs) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), emulator.uri());
    return new MongoSinkConnector()
        .open(List.of(specs), new Opening(connections, Path.of(""), RowEncoder::new).undoing(undo));
  }

  static CollectionSpec spec(String collection, String... key) {
    return new CollectionSpec(collection, "target", List.of(key), SinkSpec.Write.UPSERT, false);
  }

  static PartitionLedger owner(Target target, String run) {
    return ((SupportsLedger) target).ledger(new LedgerOwner(JOB, run, 1)).orElseThrow();
  }

  static KeepableSink sink(Target target) throws Trouble {
    return (KeepableSink) target.sink("unit", BareTexts.NONE);
  }

  Write record(String json) {
    return Write.of(
        new DataRecord(
            new RecordId(0, records++),
            new Key("k"),
            new Origin("unit", 1),
            Decoded.document(RawBsonDocument.parse(json))));
  }

  List<Answer> write(Target target, String run, String... documents) throws Trouble {
    List<Write> batch = new ArrayList<>();
    for (String document : documents) {
      batch.add(record(document));
    }
    return owner(target, run).through(sink(target)).write(batch);
  }

  void put(String collection, String... documents) {
    for (String document : documents) {
      emulator.collection(collection).insertOne(RawBsonDocument.parse(document));
    }
  }

  List<String> documents(String collection) {
    return emulator.documents(collection).stream().map(RawBsonDocument::toJson).sorted().toList();
  }

  void set(int id, String field, String value) {
    emulator
        .collection("c")
        .updateOne(
            new BsonDocument("_id", new BsonInt32(id)),
            new BsonDocument("$set", new BsonDocument(field, new BsonString(value))));
  }

  /** What an undo has told. */
  record Told(Undone undone, List<String> why) {}

  static Told undo(Target target, String run) throws Trouble {
    return undo(target, run, rows -> {});
  }

  static Told undo(Target target, String run, LongConsumer each) throws Trouble {
    List<String> why = new ArrayList<>();
    SupportsUndo.Listener listener =
        new SupportsUndo.Listener() {
          @Override
          public void putBack(long rows) {
            each.accept(rows);
          }

          @Override
          public void left(SupportsUndo.Left row) {
            why.add(row.place() + " " + Key.display(row.key().value(0)) + ": " + row.why());
          }
        };
    Undone undone = ((SupportsUndo) target).undo(new JobRun(JOB, run), PARTITIONS, listener);
    assertThat(undone.left()).isEqualTo(why.size());
    return new Told(undone, why);
  }
}
