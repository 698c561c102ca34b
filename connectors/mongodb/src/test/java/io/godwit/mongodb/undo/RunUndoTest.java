package io.godwit.mongodb.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.Answer;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Key;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Row;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Write;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.JobRun;
import io.godwit.common.spi.LedgerOwner;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.PartitionLedger;
import io.godwit.common.spi.SupportsLedger;
import io.godwit.common.spi.SupportsUndo;
import io.godwit.common.spi.SupportsUndo.State;
import io.godwit.common.spi.SupportsUndo.Undone;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import io.godwit.common.wire.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.mongodb.write.CollectionSpec;
import io.godwit.mongodb.write.MongoSinkConnector;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs into collections are undone, on the stand-in. */
class RunUndoTest {

  private static final String JOB = "undone";
  private static final int PARTITIONS = 4;

  private final Emulator emulator = new Emulator();
  private int records;

  @AfterEach
  void close() {
    emulator.close();
  }

  private Target target(boolean undo, CollectionSpec... specs) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), emulator.uri());
    return new MongoSinkConnector()
        .open(List.of(specs), new Opening(connections, Path.of(""), RowEncoder::new).undoing(undo));
  }

  private static CollectionSpec spec(String collection, String... key) {
    return new CollectionSpec(collection, "target", List.of(key), SinkSpec.Write.UPSERT, false);
  }

  private static PartitionLedger owner(Target target, String run) {
    return ((SupportsLedger) target).ledger(new LedgerOwner(JOB, run, 1)).orElseThrow();
  }

  private static KeepableSink sink(Target target) throws Trouble {
    return (KeepableSink) target.sink("unit", BareTexts.NONE);
  }

  private Write record(String json) {
    return Write.of(
        new DataRecord(
            new RecordId(0, records++),
            new Key("k"),
            new Origin("unit", 1),
            Decoded.document(RawBsonDocument.parse(json))));
  }

  private List<Answer> write(Target target, String run, String... documents) throws Trouble {
    List<Write> batch = new ArrayList<>();
    for (String document : documents) {
      batch.add(record(document));
    }
    return owner(target, run).through(sink(target)).write(batch);
  }

  private void put(String collection, String... documents) {
    for (String document : documents) {
      emulator.collection(collection).insertOne(RawBsonDocument.parse(document));
    }
  }

  private List<String> documents(String collection) {
    return emulator.documents(collection).stream().map(RawBsonDocument::toJson).sorted().toList();
  }

  private void set(int id, String field, String value) {
    emulator
        .collection("c")
        .updateOne(
            new BsonDocument("_id", new BsonInt32(id)),
            new BsonDocument("$set", new BsonDocument(field, new BsonString(value))));
  }

  /** What an undo has told. */
  private record Told(Undone undone, List<String> why) {}

  private static Told undo(Target target, String run) throws Trouble {
    return undo(target, run, rows -> {});
  }

  private static Told undo(Target target, String run, LongConsumer each) throws Trouble {
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

  @Test
  void whatWasOverwrittenIsAsItWasToTheByte() throws Exception {
    put(
        "c",
        "{\"_id\": 1, \"z\": {\"$numberLong\": \"7\"}, \"a\": 7.0, \"n\": null}",
        "{\"_id\": \"x\", \"d\": {\"$numberDecimal\": \"1.10\"}, \"r\": {\"$regex\": \"a\","
            + " \"$options\": \"i\"}, \"b\": {\"$binary\": {\"base64\": \"AQI=\", \"subType\":"
            + " \"80\"}}, \"l\": [1, {\"m\": []}], \"at\": {\"$date\": {\"$numberLong\": \"-1\"}}}",
        "{\"_id\": {\"k\": 1, \"l\": \"two\"}, \"o\": {\"$oid\": \"65f000000000000000000001\"}}",
        "{\"_id\": {\"$oid\": \"65f000000000000000000002\"}}",
        "{\"_id\": 99, \"other\": true}");
    List<RawBsonDocument> before = emulator.documents("c");
    try (Target target = target(true, spec("c", "_id"))) {
      assertThat(
              write(
                  target,
                  "run-1",
                  "{\"_id\": {\"$numberLong\": \"1\"}, \"new\": 1}",
                  "{\"_id\": \"x\", \"new\": 2}",
                  "{\"_id\": {\"k\": 1, \"l\": \"two\"}, \"new\": 3}",
                  "{\"_id\": {\"$oid\": \"65f000000000000000000002\"}, \"new\": 4}",
                  "{\"_id\": 1.5, \"new\": 5}",
                  "{\"_id\": {\"k\": 2}, \"new\": 6}"))
          .allMatch(Outcome.Written.WRITTEN::equals);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(4, 2, 0, 0));
      assertThat(emulator.documents("c")).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void aDocumentThatIsWrittenAgainAndAgainComesBackAsItWasFirst() throws Exception {
    emulator
        .collection("c")
        .createIndex(Indexes.ascending("a", "b"), new IndexOptions().unique(true));
    put("c", "{\"_id\": 1, \"a\": 1, \"b\": \"x\", \"name\": \"first\"}");
    try (Target target = target(true, spec("c", "b", "a"))) {
      String one = "{\"a\": 1, \"b\": \"x\", \"name\": \"%s\"}";
      String two = "{\"a\": {\"$numberLong\": \"2\"}, \"b\": \"x\", \"name\": \"%s\"}";
      write(target, "run-1", one.formatted("a"), two.formatted("b"));
      write(target, "run-1", one.formatted("c"), one.formatted("d"), two.formatted("e"));
      write(target, "run-1", one.formatted("a"), "{\"a\": 2, \"b\": \"x\", \"name\": \"g\"}");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(documents("c"))
          .containsExactly("{\"_id\": 1, \"a\": 1, \"b\": \"x\", \"name\": \"first\"}");
    }
  }

  /** As that of a run, which goes with it. */
  @Test
  void aKeyWhoseIndexIsGoneGetsOneForTheUndo() throws Exception {
    emulator
        .collection("c")
        .createIndex(Indexes.ascending("old"), new IndexOptions().unique(true).name("unique"));
    put("c", "{\"_id\": 1, \"old\": 1}");
    try (Target target = target(true, spec("c", "old"))) {
      write(target, "run-1", "{\"old\": 1, \"name\": \"x\"}", "{\"old\": 2}");
      emulator.collection("c").dropIndex("unique");
      List<String> during = new ArrayList<>();
      Told told =
          undo(
              target,
              "run-1",
              rows ->
                  emulator
                      .collection("c")
                      .listIndexes()
                      .forEach(index -> during.add(index.getString("name"))));
      assertThat(told.undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(during).contains("godwit_undo_old");
      assertThat(emulator.collection("c").listIndexes())
          .extracting(index -> index.getString("name"))
          .containsExactly("_id_");
      assertThat(documents("c")).containsExactly("{\"_id\": 1, \"old\": 1}");
    }
  }

  @Test
  void whatOthersChangedSinceIsToldAndLeft() throws Exception {
    for (int id = 1; id <= 4; id++) {
      put("c", "{\"_id\": %d, \"name\": \"%s\"}".formatted(id, "old" + id));
    }
    try (Target target = target(true, spec("c", "_id"))) {
      for (int id = 1; id <= 7; id++) {
        write(target, "run-1", "{\"_id\": %d, \"name\": \"N\"}".formatted(id));
      }
      set(2, "more", "theirs");
      set(6, "name", "theirs");
      set(4, "name", "old4");
      emulator.collection("c").deleteOne(new BsonDocument("_id", new BsonInt32(3)));
      emulator.collection("c").deleteOne(new BsonDocument("_id", new BsonInt32(7)));
      Told told = undo(target, "run-1");
      assertThat(told.why())
          .containsExactlyInAnyOrder(
              "c 2: somebody has changed it since the run",
              "c 3: somebody has changed it since the run",
              "c 6: somebody has changed it since the run");
      assertThat(told.undone()).isEqualTo(new Undone(1, 1, 0, 3));
      assertThat(documents("c"))
          .containsExactly(
              "{\"_id\": 1, \"name\": \"old1\"}",
              "{\"_id\": 2, \"name\": \"N\", \"more\": \"theirs\"}",
              "{\"_id\": 4, \"name\": \"old4\"}",
              "{\"_id\": 6, \"name\": \"theirs\"}");

      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 0, 0, 3));
      set(6, "name", "N");
      put("c", "{\"_id\": 3, \"name\": \"old3\"}");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 1, 0, 1));
    }
  }

  @Test
  void theNewestRunIsUndoneFirst() throws Exception {
    put("c", "{\"_id\": 1, \"name\": \"before\"}");
    try (Target target = target(true, spec("c", "_id"))) {
      write(target, "run-1", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 2}");
      write(target, "run-2", "{\"_id\": 1, \"name\": \"two\"}", "{\"_id\": 3}");
      SupportsUndo kept = (SupportsUndo) target;
      assertThatThrownBy(() -> undo(target, "run-1"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("undo that first, by --run run-2");
      assertThat(kept.kept(JOB))
          .containsExactly(
              new SupportsUndo.Kept("run-2", State.KEPT),
              new SupportsUndo.Kept("run-1", State.KEPT));
      assertThat(undo(target, "run-2").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(undo(target, "run-2").undone()).isEqualTo(Undone.NOTHING);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(documents("c")).containsExactly("{\"_id\": 1, \"name\": \"before\"}");
      assertThat(kept.kept(JOB)).extracting(SupportsUndo.Kept::state).containsOnly(State.UNDONE);
      assertThatThrownBy(() -> undo(target, "run-3")).hasMessageContaining("nothing is kept");
    }
  }

  @Test
  void killedBetweenTwoStepsItGoesOnAndNothingOfTheRunIsWrittenAnyMore() throws Exception {
    List<RawBsonDocument> before = new ArrayList<>();
    for (int id = 0; id < 300; id++) {
      before.add(RawBsonDocument.parse("{\"_id\": %d, \"name\": \"before\"}".formatted(id)));
    }
    emulator.collection("c").insertMany(before);
    try (Target target = target(true, spec("c", "_id"))) {
      for (int from = 0; from < 600; from += 300) {
        String[] some = new String[300];
        for (int i = 0; i < some.length; i++) {
          some[i] = "{\"_id\": %d, \"name\": \"run\"}".formatted(from + i);
        }
        write(target, "run-1", some);
      }
      for (int kill = 1; kill <= 2; kill++) {
        int at = kill;
        AtomicInteger steps = new AtomicInteger();
        assertThatThrownBy(() ->
                undo(
                    target,
                    "run-1",
                    rows -> {
                      if (steps.incrementAndGet() == at) {
                        throw new CancellationException("killed");
                      }
                    }))
            .isInstanceOf(CancellationException.class);
        assertThat(((SupportsUndo) target).kept(JOB).getFirst().state()).isEqualTo(State.BEGUN);
      }
      assertThatThrownBy(() -> write(target, "run-1", "{\"_id\": 1, \"name\": \"late\"}"))
          .isInstanceOfSatisfying(
              Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_TAKEN));
      assertThat(undo(target, "run-1").undone().left()).isZero();
      assertThat(emulator.documents("c")).containsExactlyInAnyOrderElementsOf(before);
      assertThat(write(target, "run-2", "{\"_id\": 1, \"name\": \"next\"}"))
          .containsExactly(Outcome.Written.WRITTEN);
    }
  }

  /** One that dies when it has written some of a batch. */
  private record Dying(KeepableSink sink, int written) implements KeepableSink {
    @Override
    public List<Leaving> leaving(List<Write> batch) {
      return sink.leaving(batch);
    }

    @Override
    public List<Answer> write(List<Write> batch) throws Trouble {
      if (written > 0) {
        sink.write(batch.subList(0, written));
      }
      throw new Trouble(ErrorCode.TARGET_UNREACHABLE, "died");
    }

    @Override
    public List<Answer> isolate(List<Write> batch) throws Trouble {
      return write(batch);
    }

    @Override
    public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
      return sink.witness(accepted, refused);
    }

    @Override
    public List<Boolean> holds(List<Write> writes) throws Trouble {
      return sink.holds(writes);
    }
  }

  private void died(Target target, int written, List<Write> batch) throws Trouble {
    PartitionLedger dying = owner(target, "run-1");
    assertThatThrownBy(() -> dying.through(new Dying(sink(target), written)).write(batch))
        .hasMessage("died");
  }

  @Test
  void whereverABatchDiesTheDocumentsComeBack() throws Exception {
    put("c", "{\"_id\": 1, \"name\": \"old\"}", "{\"_id\": 2, \"name\": \"old\"}");
    List<RawBsonDocument> before = emulator.documents("c");
    try (Target target = target(true, spec("c", "_id"))) {
      List<Write> batch =
          List.of(
              record("{\"_id\": 1, \"name\": \"a\"}"),
              record("{\"_id\": 3, \"name\": \"b\"}"),
              record("{\"_id\": 2, \"name\": \"c\"}"),
              record("{\"_id\": 1, \"name\": \"d\"}"));
      died(target, 0, batch);
      died(target, 2, batch);
      assertThat(emulator.documents("c")).hasSize(3);
      assertThat(owner(target, "run-1").through(sink(target)).write(batch))
          .containsOnly(Outcome.Written.WRITTEN);
      // The repeat of another worker goes back to an earlier state, and dies there.
      died(target, 1, batch);
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(2, 1, 0, 0));
      assertThat(emulator.documents("c")).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void aWriteThatIsRefusedLeavesNothingToUndo() throws Exception {
    emulator
        .collection("c")
        .createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
    put("c", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 9, \"name\": \"taken\"}");
    try (Target target = target(true, spec("c", "_id"))) {
      List<Answer> answers =
          write(
              target,
              "run-1",
              "{\"_id\": 1, \"name\": \"taken\"}",
              "{\"_id\": 2, \"name\": \"taken\"}",
              "{\"_id\": 3, \"name\": \"good\"}",
              "{\"name\": \"no key\"}");
      assertThat(answers.get(2)).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers).filteredOn(Outcome.Written.WRITTEN::equals).hasSize(1);
      set(1, "name", "theirs");
      put("c", "{\"_id\": 2, \"name\": \"theirs too\"}");
      Told told = undo(target, "run-1");
      assertThat(told.why()).isEmpty();
      assertThat(told.undone()).isEqualTo(new Undone(0, 1, 0, 0));
    }
  }

  @Test
  void whatTheServerRefusesIsTriedAgainAndTold() throws Exception {
    emulator
        .collection("c")
        .createIndex(Indexes.ascending("name"), new IndexOptions().unique(true));
    put("c", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 2, \"name\": \"two\"}");
    try (Target target = target(true, spec("c", "_id"))) {
      write(target, "run-1", "{\"_id\": 1, \"name\": \"1\"}");
      write(target, "run-1", "{\"_id\": 2, \"name\": \"one\"}");
      write(target, "run-1", "{\"_id\": 3, \"name\": \"two\"}");
      assertThat(undo(target, "run-1").undone())
          .as("each gives way to the next")
          .isEqualTo(new Undone(2, 1, 0, 0));
      write(target, "run-2", "{\"_id\": 1, \"name\": \"1\"}");
      put("c", "{\"_id\": 8, \"name\": \"one\"}");
      Told told = undo(target, "run-2");
      assertThat(told.why())
          .singleElement()
          .asString()
          .startsWith("c 1: the database refuses to put it back: ")
          .endsWith("(code 11000)");
      emulator.collection("c").deleteOne(new BsonDocument("_id", new BsonInt32(8)));
      assertThat(undo(target, "run-2").undone()).isEqualTo(new Undone(1, 0, 0, 0));
    }
  }

  @Test
  void severalCollectionsOfARecordComeBackTogether() throws Exception {
    emulator.database().createCollection("b");
    put("c", "{\"_id\": 1, \"name\": \"one\"}");
    try (Target target = target(true, spec("b", "_id"), spec("c", "_id"))) {
      KeepableSink both =
          (KeepableSink)
              target.sink(
                  "unit",
                  List.of(new TableUse(0, BareTexts.NONE), new TableUse(1, BareTexts.NONE)));
      DataRecord record = record("{\"_id\": 1}").record();
      Document part = Decoded.document(RawBsonDocument.parse("{\"_id\": 1, \"part\": true}"));
      Write write =
          new Write.OfRows(record, List.of(new Row(0, part), new Row(1, record.fields())));
      assertThat(both.leaving(List.of(write)).getFirst().prints()).hasSize(2);
      assertThat(owner(target, "run-1").through(both).write(List.of(write)))
          .containsExactly(Outcome.Written.WRITTEN);
      // As if it had been killed before the mark was taken off.
      emulator
          .collection("b")
          .updateOne(
              new BsonDocument(),
              new BsonDocument("$set", new BsonDocument("_godwit", new BsonString("0:0 k"))));
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(documents("b")).isEmpty();
      assertThat(documents("c")).containsExactly("{\"_id\": 1, \"name\": \"one\"}");
    }
  }

  @Test
  void whatIsKeptIsForgottenAndWithoutUndoThereIsNothing() throws Exception {
    try (Target target = target(true, spec("c", "_id"))) {
      write(target, "run-1", "{\"_id\": 1, \"name\": \"one\"}");
      write(target, "run-2", "{\"_id\": 1, \"name\": \"two\"}");
      SupportsUndo kept = (SupportsUndo) target;
      assertThat(kept.forgetBefore(new JobRun(JOB, "run-2"))).containsExactly("run-1");
      assertThat(kept.kept(JOB)).extracting(SupportsUndo.Kept::run).containsExactly("run-2");
      assertThat(emulator.documents("godwit_undo_undone_c")).hasSize(1);
      assertThat(((SupportsLedger) target).forget(JOB)).hasSize(1);
      assertThat(kept.kept(JOB)).isEmpty();
      assertThat(emulator.database().listCollectionNames()).containsExactly("c");
    }
    try (Target plain = target(false, spec("c", "_id"))) {
      assertThat(((SupportsLedger) plain).ledger(new LedgerOwner(JOB, "run-3", 1))).isEmpty();
      assertThat(((SupportsLedger) plain).forget(JOB)).isEmpty();
      assertThat(emulator.database().listCollectionNames()).containsExactly("c");
    }
  }
}
