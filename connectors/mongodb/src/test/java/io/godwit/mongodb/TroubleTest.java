package io.godwit.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Document;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Value;
import io.godwit.common.spi.Sink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

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
          Sink sink = Emulator.open(Emulator.accessAt(wire.port()), "c", "_id")) {
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
    try (Sink sink = emulator.open("c", "_id")) {
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
    for (int code : new int[] {6, 7, 13, 50, 64, 89, 91, 112, 189, 11600, 11602, 14031, 16500}) {
      assertThat(blamed(code, "try again")).as("code " + code).isEmpty();
    }
    Verdicts verdicts = new Verdicts("s");
    assertThat(verdicts.trouble(error(14031, "disk")).code()).isEqualTo(ErrorCode.TARGET_FULL);
    assertThat(verdicts.trouble(error(13, "not you")).code()).isEqualTo(ErrorCode.TARGET_LOGIN);
    assertThat(verdicts.trouble(error(16500, "slower")).code()).isEqualTo(ErrorCode.TARGET_BUSY);
  }

  @Test
  void anErrorOfAWholeCommandSeldomBlamesItsDocuments() {
    Verdicts verdicts = new Verdicts("s");
    assertThat(verdicts.failure(command(15))).map(Failure::code).contains(ErrorCode.TARGET_REFUSED);
    assertThat(verdicts.failure(command(2))).isEmpty();
    assertThat(verdicts.trouble(command(18)).code()).isEqualTo(ErrorCode.TARGET_LOGIN);
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
    return new Verdicts("s").failure(error(code, message), Set.of("_id_")).map(Failure::code);
  }
}
