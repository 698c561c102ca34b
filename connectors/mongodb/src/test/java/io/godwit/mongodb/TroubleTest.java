package io.godwit.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.testkit.contract.OpenSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

  private static final List<DataRecord> BATCH =
      IntStream.range(0, 1_500)
          .mapToObj(i -> Document.of("_id", new Value.Int32(i)).with("t", new Value.Text("x")))
          .map(Emulator::record)
          .toList();

  @Test
  void aWireThatBreaksAnywhereIsTroubleAndTheRepeatedBatchIsWhole() throws Exception {
    for (long bytes : new long[] {1, 30_000, 70_000, 80_000}) {
      try (Emulator emulator = new Emulator();
          CutWire wire = new CutWire(emulator.port());
          OpenSink sink = Emulator.openAt(Emulator.uriAt(wire.port()), "c", "_id")) {
        wire.cutAfter(bytes);
        assertThatThrownBy(() -> sink.write(BATCH))
            .isInstanceOfSatisfying(
                Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE))
            .hasMessage("MongoDB at 127.0.0.1:" + wire.port() + " does not answer");
        assertThat(emulator.documents("c")).hasSizeLessThan(BATCH.size());
        wire.mend();
        assertThat(sink.write(BATCH)).containsOnly(Outcome.Written.WRITTEN);
        assertThat(emulator.documents("c")).hasSize(BATCH.size());
      }
    }
  }

  @Test
  void aServerThatIsGoneIsTrouble() throws Exception {
    Emulator emulator = new Emulator();
    try (OpenSink sink = emulator.open("c", "_id")) {
      emulator.close();
      assertThatThrownBy(() -> sink.write(List.of(BATCH.getFirst())))
          .isInstanceOfSatisfying(
              Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE));
    }
  }

  @Test
  void onlyAClosedListOfCodesBlamesTheRecord() {
    assertThat(blamed(11000, "E11000 index: mail_1 dup key")).contains(ErrorCode.TARGET_CONSTRAINT);
    assertThat(blamed(11000, "E11000 index: _id_ dup key")).isEmpty();
    assertThat(blamed(121, "Document failed validation")).contains(ErrorCode.TARGET_CONSTRAINT);
    assertThat(blamed(66, "immutable field")).contains(ErrorCode.TARGET_REFUSED);
    assertThat(blamed(10334, "too large")).contains(ErrorCode.TARGET_TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "6, TARGET_UNREACHABLE",
    "91, TARGET_UNREACHABLE",
    "189, TARGET_UNREACHABLE",
    "11602, TARGET_UNREACHABLE",
    "50, TARGET_SLOW",
    "64, TARGET_SLOW",
    "112, TARGET_CONFLICT",
    "146, TARGET_TOO_MUCH",
    "14031, TARGET_FULL",
    "16500, TARGET_THROTTLES",
    "429, TARGET_THROTTLES",
    "18, TARGET_LOGIN"
  })
  void whatPassesIsNeverTheRecords(int code, ErrorCode trouble) {
    MongoErrors errors = new MongoErrors("s");
    assertThat(errors.answer(error(code, "later"), Set.of())).isEmpty();
    assertThat(errors.trouble(error(code, "later")).code()).isEqualTo(trouble);
    assertThat(errors.answer(command(code))).isEmpty();
    assertThat(errors.trouble(command(code)).code()).isEqualTo(trouble);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 13, 20, 73, 96, 166, 20_000, 99_999})
  void anyOtherCodeLeavesADoubtWithTheServersWords(int code) {
    MongoErrors errors = new MongoErrors("s");
    assertThat(errors.answer(error(code, "rule 7 is broken"), Set.of()))
        .hasValueSatisfying(answer -> {
          assertThat(answer)
              .isInstanceOfSatisfying(
                  Answer.Doubt.class,
                  doubt -> {
                    assertThat(doubt.reason()).isEqualTo(Integer.toString(code));
                    assertThat(doubt.failure().message())
                        .isEqualTo("rule 7 is broken (code " + code + ")");
                  });
        });
    assertThat(errors.answer(command(code))).containsInstanceOf(Answer.Doubt.class);
    assertThat(errors.trouble(command(code)).code()).isEqualTo(ErrorCode.TARGET_REFUSES_ALL);
  }

  @Test
  void anErrorOfAWholeCommandSeldomSurelyBlamesItsDocuments() {
    MongoErrors errors = new MongoErrors("s");
    assertThat(errors.answer(command(15))).containsInstanceOf(Outcome.Failed.class);
    assertThat(errors.answer(command(2))).containsInstanceOf(Answer.Doubt.class);
  }

  private static MongoCommandException command(int code) {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)),
        new ServerAddress());
  }

  private static WriteError error(int code, String message) {
    return new WriteError(code, message, new BsonDocument());
  }

  private static Optional<ErrorCode> blamed(int code, String message) {
    return new MongoErrors("s")
        .answer(error(code, message), Set.of("_id_"))
        .map(answer ->
            switch (answer) {
              case Outcome.Failed(Failure failure) -> failure.code();
              case Outcome ignored -> throw new AssertionError(answer);
              case Answer.Doubt ignored -> throw new AssertionError(answer);
            });
  }
}
