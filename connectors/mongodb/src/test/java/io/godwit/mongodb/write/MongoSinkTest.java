package io.godwit.mongodb.write;

import static io.godwit.mongodb.Emulator.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.bson.BsonBuffer;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSinkTest {

  private static final Outcome WRITTEN = Outcome.Written.WRITTEN;

  private final Emulator emulator = new Emulator();

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void aBatchWrittenAgainLeavesTheTargetAsItWas() throws Exception {
    List<DataRecord> batch =
        IntStream.range(0, 2_500).mapToObj(i -> record(of(i, "name", "n" + i))).toList();
    try (OpenSink sink = emulator.open("c", "_id")) {
      assertThat(sink.write(batch)).hasSize(2_500).containsOnly(WRITTEN);
      List<RawBsonDocument> first = emulator.documents("c");
      assertThat(sink.write(batch)).containsOnly(WRITTEN);
      assertThat(first).hasSize(2_500);
      assertThat(emulator.documents("c")).isEqualTo(first);
    }
  }

  @Test
  void aDocumentIsReplacedWholeAndAbsentIsNotNull() throws Exception {
    try (OpenSink sink = emulator.open("c", "_id")) {
      sink.write(List.of(record(of(1, "old", "x").with("null", Value.Null.NULL))));
      sink.write(List.of(record(of(1, "new", "y"))));
    }
    assertThat(emulator.documents("c"))
        .containsExactly(RawBsonDocument.parse("{_id: 1, new: 'y'}"));
  }

  /** MongoDB finds the string "a" by it, which may be another record's, in another partition. */
  @Test
  void aSymbolIsNoKeyAndOtherForeignValuesAre() throws Exception {
    Value symbol = new Value.Foreign("mongodb", "symbol", new byte[] {2, 0, 0, 0, 'a', 0});
    Value time = new Value.Foreign("mongodb", "timestamp", new byte[] {1, 0, 0, 0, 2, 0, 0, 0});
    try (OpenSink sink = emulator.open("c", "_id")) {
      List<Answer> answers =
          sink.write(List.of(record(Document.of("_id", symbol)), record(Document.of("_id", time))));
      assertThat(answers.getFirst())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.failure().code()).isEqualTo(ErrorCode.VALUE_UNSUPPORTED);
                assertThat(failed.failure().message()).contains("symbol");
              });
      assertThat(answers.get(1)).isEqualTo(WRITTEN);
    }
    assertThat(emulator.documents("c"))
        .containsExactly(RawBsonDocument.parse("{_id: {$timestamp: {t: 2, i: 1}}}"));
  }

  @Test
  void recordsOfOneKeyAreAppliedInTheirOrder() throws Exception {
    List<DataRecord> batch =
        List.of(
            record(of(1, "n", "first")),
            record(of(2, "n", "only")),
            record(Document.of("_id", new Value.Float64(1)).with("n", new Value.Text("second"))),
            record(Document.of("_id", new Value.Int64(1)).with("n", new Value.Text("third"))));
    try (OpenSink sink = emulator.open("c", "_id")) {
      assertThat(sink.write(batch)).hasSize(4).containsOnly(WRITTEN);
    }
    assertThat(emulator.documents("c"))
        .extracting(document -> document.getString("n").getValue())
        .containsExactlyInAnyOrder("third", "only");
  }

  @Test
  void aLaterRecordOfAKeyIsWrittenThoughAnEarlierOneFails() throws Exception {
    List<DataRecord> batch =
        List.of(
            record(of(1, "n", "kept").with("d", new Value.Date(java.time.LocalDate.EPOCH))),
            record(of(1, "n", "good")));
    try (OpenSink sink = emulator.open("c", "_id")) {
      List<Answer> outcomes = sink.write(batch);
      assertThat(code(outcomes.get(0))).isEqualTo(ErrorCode.TARGET_TYPE);
      assertThat(outcomes.get(1)).isEqualTo(WRITTEN);
    }
    assertThat(emulator.documents("c")).hasSize(1);
  }

  private void unique(String index) {
    emulator
        .collection("c")
        .createIndex(org.bson.Document.parse(index), new IndexOptions().unique(true));
  }

  @Test
  void whatBreaksAnotherUniqueIndexFailsAlone() throws Exception {
    unique("{mail: 1}");
    List<DataRecord> batch = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      batch.add(record(of(i, "mail", i == 700 || i == 1_400 ? "m3" : "m" + i)));
    }
    try (OpenSink sink = emulator.open("c", "_id")) {
      List<Answer> outcomes = sink.write(batch);
      for (int i = 0; i < batch.size(); i++) {
        if (i == 700 || i == 1_400) {
          assertThat(code(outcomes.get(i))).isEqualTo(ErrorCode.TARGET_CONSTRAINT);
        } else {
          assertThat(outcomes.get(i)).isEqualTo(WRITTEN);
        }
      }
    }
    assertThat(emulator.documents("c")).hasSize(1_498);
  }

  @Test
  void collectionsAreNamedByTheUnitsFile() throws Exception {
    try (OpenSink sink = emulator.open("lib_{file}", "_id")) {
      for (String unit :
          List.of(
              "documents/books.jsonl", "C:\\data\\films.jsonl.gz", "plain", "data/system.jsonl")) {
        assertThat(writeTo(sink, unit)).isEqualTo(WRITTEN);
      }
      assertThat(code(writeTo(sink, "data/a$b.jsonl"))).isEqualTo(ErrorCode.TARGET_REFUSED);
    }
    assertThat(emulator.database().listCollectionNames())
        .containsExactlyInAnyOrder("lib_books", "lib_films", "lib_plain", "lib_system");
  }

  private static Answer writeTo(OpenSink sink, String unit) throws Trouble {
    Write write = Write.of(record(unit, of(1, "n", "a")));
    return sink.target().sink(unit, BareTexts.NONE).write(List.of(write)).getFirst();
  }

  /** Or the order among records of one key would be lost between the two. */
  @Test
  void filesOfOneNameHaveOneSink() throws Exception {
    try (OpenSink sink = emulator.open("lib_{file}", "_id")) {
      assertThat(sink.target().sink("a/books.jsonl", BareTexts.NONE))
          .isSameAs(sink.target().sink("b/books.jsonl", BareTexts.NONE))
          .isNotSameAs(sink.target().sink("b/films.jsonl", BareTexts.NONE));
    }
  }

  @Test
  void aKeyOfSeveralFieldsFindsItsDocument() throws Exception {
    unique("{a: 1, b: 1}");
    try (OpenSink sink = emulator.open("c", "a", "b")) {
      Document key = Document.of("a", new Value.Nested(Document.of("x", new Value.Int32(1))));
      Document whole = key.with("b", new Value.Text("x"));
      for (String n : List.of("one", "two")) {
        assertThat(sink.write(List.of(record(whole.with("n", new Value.Text(n))))))
            .containsExactly(WRITTEN);
      }
      assertThat(code(sink.write(List.of(record(key))).getFirst()))
          .isEqualTo(ErrorCode.KEY_MISSING);
      assertThat(code(sink.write(List.of(record(key.with("b", Value.Null.NULL)))).getFirst()))
          .isEqualTo(ErrorCode.KEY_MISSING);
    }
    assertThat(emulator.documents("c"))
        .extracting(document -> document.getString("n").getValue())
        .containsExactly("two");
  }

  @Test
  void aRecordThatWouldChangeAnIdIsRefused() throws Exception {
    unique("{k: 1}");
    try (OpenSink sink = emulator.open("c", "k")) {
      Document first = of(1, "k", "x");
      assertThat(sink.write(List.of(record(first)))).containsExactly(WRITTEN);
      assertThat(code(sink.write(List.of(record(of(2, "k", "x")))).getFirst()))
          .isEqualTo(ErrorCode.TARGET_REFUSED);
    }
  }

  @Test
  void documentsUpToTheLimitAreWrittenAndLongerOnesFail() throws Exception {
    // The server here counts what finds the document, too; the exact limit is the encoder's test.
    String longest = "x".repeat(BsonBuffer.LARGEST_DOCUMENT - 1_000);
    try (OpenSink sink = emulator.open("c", "_id")) {
      List<Answer> outcomes =
          sink.write(
              List.of(
                  record(of(1, "t", longest)),
                  record(of(2, "t", longest + "x".repeat(1_000))),
                  record(of(3, "t", longest + longest)),
                  record(of(4, "t", "short"))));
      assertThat(outcomes.get(0)).isEqualTo(WRITTEN);
      assertThat(code(outcomes.get(1))).isEqualTo(ErrorCode.TARGET_TOO_LONG);
      assertThat(code(outcomes.get(2))).isEqualTo(ErrorCode.TARGET_TOO_LONG);
      assertThat(outcomes.get(3)).isEqualTo(WRITTEN);
    }
    assertThat(emulator.documents("c")).hasSize(2);
  }

  @Test
  void manyVirtualThreadsWriteAtOnce() throws Exception {
    try (OpenSink sink = emulator.open("c", "_id");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<Answer>> write =
          () -> sink.write(List.of(record(of(Thread.currentThread().hashCode(), "n", "x"))));
      for (Future<List<Answer>> done : threads.invokeAll(Collections.nCopies(200, write))) {
        assertThat(done.get()).containsExactly(WRITTEN);
      }
    }
    assertThat(emulator.documents("c")).isNotEmpty();
  }

  private static Document of(int id, String name, String text) {
    return Document.of("_id", new Value.Int32(id)).with(name, new Value.Text(text));
  }

  private static ErrorCode code(Answer outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure().code();
  }
}
