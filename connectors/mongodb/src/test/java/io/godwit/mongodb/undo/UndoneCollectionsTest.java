package io.godwit.mongodb.undo;

import static io.godwit.mongodb.undo.UndoneRuns.JOB;
import static io.godwit.mongodb.undo.UndoneRuns.owner;
import static io.godwit.mongodb.undo.UndoneRuns.sink;
import static io.godwit.mongodb.undo.UndoneRuns.spec;
import static io.godwit.mongodb.undo.UndoneRuns.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.TableUse;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.common.spi.sink.SupportsUndo.Undone;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.mongodb.undo.UndoneRuns.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs into collections are undone, on the stand-in. */
class UndoneCollectionsTest {

  private final UndoneRuns runs = new UndoneRuns();
  private final Emulator emulator = runs.emulator();

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void whatWasOverwrittenIsAsItWasToTheByte() throws Exception {
    runs.put(
        "c",
        "{\"_id\": 1, \"z\": {\"$numberLong\": \"7\"}, \"a\": 7.0, \"n\": null}",
        "{\"_id\": \"x\", \"d\": {\"$numberDecimal\": \"1.10\"}, \"r\": {\"$regex\": \"a\","
            + " \"$options\": \"i\"}, \"b\": {\"$binary\": {\"base64\": \"AQI=\", \"subType\":"
            + " \"80\"}}, \"l\": [1, {\"m\": []}], \"at\": {\"$date\": {\"$numberLong\": \"-1\"}}}",
        "{\"_id\": {\"k\": 1, \"l\": \"two\"}, \"o\": {\"$oid\": \"65f000000000000000000001\"}}",
        "{\"_id\": {\"$oid\": \"65f000000000000000000002\"}}",
        "{\"_id\": 99, \"other\": true}");
    List<RawBsonDocument> before = emulator.documents("c");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      assertThat(
              runs.write(
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
    runs.put("c", "{\"_id\": 1, \"a\": 1, \"b\": \"x\", \"name\": \"first\"}");
    try (Target target = runs.target(true, spec("c", "b", "a"))) {
      String one = "{\"a\": 1, \"b\": \"x\", \"name\": \"%s\"}";
      String two = "{\"a\": {\"$numberLong\": \"2\"}, \"b\": \"x\", \"name\": \"%s\"}";
      runs.write(target, "run-1", one.formatted("a"), two.formatted("b"));
      runs.write(target, "run-1", one.formatted("c"), one.formatted("d"), two.formatted("e"));
      runs.write(target, "run-1", one.formatted("a"), "{\"a\": 2, \"b\": \"x\", \"name\": \"g\"}");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(1, 1, 0, 0));
      assertThat(runs.documents("c"))
          .containsExactly("{\"_id\": 1, \"a\": 1, \"b\": \"x\", \"name\": \"first\"}");
    }
  }

  /** As that of a run, which goes with it. */
  @Test
  void aKeyWhoseIndexIsGoneGetsOneForTheUndo() throws Exception {
    emulator
        .collection("c")
        .createIndex(Indexes.ascending("old"), new IndexOptions().unique(true).name("unique"));
    runs.put("c", "{\"_id\": 1, \"old\": 1}");
    try (Target target = runs.target(true, spec("c", "old"))) {
      runs.write(target, "run-1", "{\"old\": 1, \"name\": \"x\"}", "{\"old\": 2}");
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
      assertThat(runs.documents("c")).containsExactly("{\"_id\": 1, \"old\": 1}");
    }
  }

  @Test
  void whatOthersChangedSinceIsToldAndLeft() throws Exception {
    for (int id = 1; id <= 4; id++) {
      runs.put("c", "{\"_id\": %d, \"name\": \"%s\"}".formatted(id, "old" + id));
    }
    try (Target target = runs.target(true, spec("c", "_id"))) {
      for (int id = 1; id <= 7; id++) {
        runs.write(target, "run-1", "{\"_id\": %d, \"name\": \"N\"}".formatted(id));
      }
      runs.set(2, "more", "theirs");
      runs.set(6, "name", "theirs");
      runs.set(4, "name", "old4");
      emulator.collection("c").deleteOne(new BsonDocument("_id", new BsonInt32(3)));
      emulator.collection("c").deleteOne(new BsonDocument("_id", new BsonInt32(7)));
      Told told = undo(target, "run-1");
      assertThat(told.why())
          .containsExactlyInAnyOrder(
              "c 2: somebody has changed it since the run",
              "c 3: somebody has changed it since the run",
              "c 6: somebody has changed it since the run");
      assertThat(told.undone()).isEqualTo(new Undone(1, 1, 0, 3));
      assertThat(runs.documents("c"))
          .containsExactly(
              "{\"_id\": 1, \"name\": \"old1\"}",
              "{\"_id\": 2, \"name\": \"N\", \"more\": \"theirs\"}",
              "{\"_id\": 4, \"name\": \"old4\"}",
              "{\"_id\": 6, \"name\": \"theirs\"}");

      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 0, 0, 3));
      runs.set(6, "name", "N");
      runs.put("c", "{\"_id\": 3, \"name\": \"old3\"}");
      assertThat(undo(target, "run-1").undone()).isEqualTo(new Undone(0, 1, 0, 1));
    }
  }

  @Test
  void theNewestRunIsUndoneFirst() throws Exception {
    runs.put("c", "{\"_id\": 1, \"name\": \"before\"}");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      runs.write(target, "run-1", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 2}");
      runs.write(target, "run-2", "{\"_id\": 1, \"name\": \"two\"}", "{\"_id\": 3}");
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
      assertThat(runs.documents("c")).containsExactly("{\"_id\": 1, \"name\": \"before\"}");
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
    try (Target target = runs.target(true, spec("c", "_id"))) {
      for (int from = 0; from < 600; from += 300) {
        String[] some = new String[300];
        for (int i = 0; i < some.length; i++) {
          some[i] = "{\"_id\": %d, \"name\": \"run\"}".formatted(from + i);
        }
        runs.write(target, "run-1", some);
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
      assertThatThrownBy(() -> runs.write(target, "run-1", "{\"_id\": 1, \"name\": \"late\"}"))
          .isInstanceOfSatisfying(
              Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_TAKEN));
      assertThat(undo(target, "run-1").undone().left()).isZero();
      assertThat(emulator.documents("c")).containsExactlyInAnyOrderElementsOf(before);
      assertThat(runs.write(target, "run-2", "{\"_id\": 1, \"name\": \"next\"}"))
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
    runs.put("c", "{\"_id\": 1, \"name\": \"old\"}", "{\"_id\": 2, \"name\": \"old\"}");
    List<RawBsonDocument> before = emulator.documents("c");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      List<Write> batch =
          List.of(
              runs.record("{\"_id\": 1, \"name\": \"a\"}"),
              runs.record("{\"_id\": 3, \"name\": \"b\"}"),
              runs.record("{\"_id\": 2, \"name\": \"c\"}"),
              runs.record("{\"_id\": 1, \"name\": \"d\"}"));
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
    runs.put("c", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 9, \"name\": \"taken\"}");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      List<Answer> answers =
          runs.write(
              target,
              "run-1",
              "{\"_id\": 1, \"name\": \"taken\"}",
              "{\"_id\": 2, \"name\": \"taken\"}",
              "{\"_id\": 3, \"name\": \"good\"}",
              "{\"name\": \"no key\"}");
      assertThat(answers.get(2)).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers).filteredOn(Outcome.Written.WRITTEN::equals).hasSize(1);
      runs.set(1, "name", "theirs");
      runs.put("c", "{\"_id\": 2, \"name\": \"theirs too\"}");
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
    runs.put("c", "{\"_id\": 1, \"name\": \"one\"}", "{\"_id\": 2, \"name\": \"two\"}");
    try (Target target = runs.target(true, spec("c", "_id"))) {
      runs.write(target, "run-1", "{\"_id\": 1, \"name\": \"1\"}");
      runs.write(target, "run-1", "{\"_id\": 2, \"name\": \"one\"}");
      runs.write(target, "run-1", "{\"_id\": 3, \"name\": \"two\"}");
      assertThat(undo(target, "run-1").undone())
          .as("each gives way to the next")
          .isEqualTo(new Undone(2, 1, 0, 0));
      runs.write(target, "run-2", "{\"_id\": 1, \"name\": \"1\"}");
      runs.put("c", "{\"_id\": 8, \"name\": \"one\"}");
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
    runs.put("c", "{\"_id\": 1, \"name\": \"one\"}");
    try (Target target = runs.target(true, spec("b", "_id"), spec("c", "_id"))) {
      KeepableSink both =
          (KeepableSink)
              target.sink(
                  "unit",
                  List.of(new TableUse(0, BareTexts.NONE), new TableUse(1, BareTexts.NONE)));
      DataRecord record = runs.record("{\"_id\": 1}").record();
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
      assertThat(runs.documents("b")).isEmpty();
      assertThat(runs.documents("c")).containsExactly("{\"_id\": 1, \"name\": \"one\"}");
    }
  }

  @Test
  void whatIsKeptIsForgottenAndWithoutUndoThereIsNothing() throws Exception {
    try (Target target = runs.target(true, spec("c", "_id"))) {
      runs.write(target, "run-1", "{\"_id\": 1, \"name\": \"one\"}");
      runs.write(target, "run-2", "{\"_id\": 1, \"name\": \"two\"}");
      SupportsUndo kept = (SupportsUndo) target;
      assertThat(kept.forgetBefore(new JobRun(JOB, "run-2"))).containsExactly("run-1");
      assertThat(kept.kept(JOB)).extracting(SupportsUndo.Kept::run).containsExactly("run-2");
      assertThat(emulator.documents("godwit_undo_undone_c")).hasSize(1);
      assertThat(((SupportsLedger) target).forget(JOB)).hasSize(1);
      assertThat(kept.kept(JOB)).isEmpty();
      assertThat(emulator.database().listCollectionNames()).containsExactly("c");
    }
    try (Target plain = runs.target(false, spec("c", "_id"))) {
      assertThat(((SupportsLedger) plain).ledger(new LedgerOwner(JOB, "run-3", 1))).isEmpty();
      assertThat(((SupportsLedger) plain).forget(JOB)).isEmpty();
      assertThat(emulator.database().listCollectionNames()).containsExactly("c");
    }
  }
}
