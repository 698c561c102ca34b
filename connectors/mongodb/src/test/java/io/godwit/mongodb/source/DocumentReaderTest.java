package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Source;
import io.godwit.mongodb.CutWire;
import io.godwit.mongodb.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {

  /** More than the server sends at once. */
  private static final int MANY = 2_500;

  private static void fill(Emulator emulator, int from, int to) {
    emulator
        .collection("c")
        .insertMany(
            IntStream.range(from, to)
                .mapToObj(
                    i -> RawBsonDocument.parse("{\"_id\": " + i + ", \"even\": " + i % 2 + "}"))
                .toList());
  }

  private static DocumentReader reader(Source source) throws Trouble {
    return (DocumentReader) source.read(source.plan().splits().getFirst(), Position.START);
  }

  /** Ends all cursors that the server may have, as it does when nobody asks for long. */
  private static void killCursors(Emulator emulator) {
    BsonArray all = new BsonArray(LongStream.range(0, 1_000).mapToObj(BsonInt64::new).toList());
    emulator
        .database()
        .runCommand(new BsonDocument("killCursors", new BsonString("c")).append("cursors", all));
  }

  private static List<Long> ids(List<Reading> readings) {
    return Reads.keys(readings).stream().map(Long::valueOf).toList();
  }

  @Test
  void aCursorThatIsGoneIsOpenedAnewBehindTheLastDocument() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10_000, "c"))) {
      fill(emulator, 0, MANY);
      try (DocumentReader reader = reader(source)) {
        List<Reading> read = new ArrayList<>(reader.read(10));
        killCursors(emulator);
        for (List<Reading> some = reader.read(300); !some.isEmpty(); some = reader.read(300)) {
          read.addAll(some);
          killCursors(emulator);
        }
        assertThat(ids(read)).isEqualTo(LongStream.range(0, MANY).boxed().toList());
        assertThat(reader.counted()).isEqualTo(MANY);
        assertThat(reader.position().ordinal()).isEqualTo(MANY);
      }
    }
  }

  @Test
  void aConnectionThatBreaksIsTroubleAndAnotherReaderGoesOn() throws Exception {
    try (Emulator emulator = new Emulator();
        CutWire wire = new CutWire(emulator.port());
        Source source =
            Emulator.sourceAt(Emulator.uriAt(wire.port()), Emulator.reading(10_000, "c"))) {
      fill(emulator, 0, MANY);
      Split split = source.plan().splits().getFirst();
      Position last;
      try (DocumentReader reader = (DocumentReader) source.read(split, Position.START)) {
        assertThat(reader.read(700)).hasSize(700);
        last = reader.position();
        wire.cutAfter(0);
        assertThatThrownBy(() -> Reads.rest(reader))
            .isInstanceOfSatisfying(
                Trouble.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TARGET_UNREACHABLE));
      }
      assertThatThrownBy(() -> source.read(split, last)).isInstanceOf(Trouble.class);
      wire.mend();
      assertThat(ids(Reads.rest(source, split, last)))
          .isEqualTo(LongStream.range(700, MANY).boxed().toList());
    }
  }

  @Test
  void whatComesAndGoesMeanwhileIsNoDiscrepancy() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10_000, "c"))) {
      fill(emulator, 0, 10);
      fill(emulator, 20, MANY);
      try (DocumentReader reader = reader(source)) {
        killCursors(emulator);
        fill(emulator, 10, 20);
        fill(emulator, MANY, MANY + 10);
        emulator.collection("c").deleteOne(RawBsonDocument.parse("{\"_id\": 2000}"));
        int read = Reads.rest(reader).size();
        assertThat(reader.counted()).isEqualTo(read);
      }
    }
  }

  /** Where nothing has changed the count stands, whatever was read. */
  @Test
  void aCollectionThatStandsStillIsHeldToItsCount() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10_000, "c"))) {
      fill(emulator, 0, MANY);
      try (DocumentReader reader = reader(source)) {
        assertThat(reader.read(100)).hasSize(100);
        assertThat(reader.counted()).isEqualTo(MANY);
      }
    }
  }

  @Test
  void aCollectionThatIsGoneIsNotItsEnd() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10_000, "c"))) {
      fill(emulator, 0, MANY);
      Split split = source.plan().splits().getFirst();
      try (DocumentReader reader = (DocumentReader) source.read(split, Position.START)) {
        assertThat(reader.read(10)).hasSize(10);
        emulator.collection("c").drop();
        killCursors(emulator);
        assertThatThrownBy(() -> Reads.rest(reader))
            .isInstanceOfSatisfying(
                Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
            .hasMessageContaining("collection c is gone");
      }
      assertThatThrownBy(() -> source.read(split, Position.START)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void aDocumentNearTheLimitOfTheServerIsRead() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10, "c"))) {
      String text = "x".repeat(5 << 20);
      for (int i = 0; i < 3; i++) {
        BsonDocument large =
            new BsonDocument("_id", new BsonInt32(i))
                .append("a", new BsonString(text))
                .append("b", new BsonString(text))
                .append("c", new BsonString(text));
        emulator.collection("c").insertOne(new RawBsonDocument(large, new BsonDocumentCodec()));
      }
      try (DocumentReader reader = reader(source)) {
        for (int i = 0; i < 3; i++) {
          List<DataRecord> one = Reads.records(reader.read(100));
          assertThat(one).hasSize(1);
          assertThat(one.getFirst().fields().get("c")).contains(new Value.Text(text));
        }
        assertThat(reader.read(1)).isEmpty();
      }
    }
  }
}
