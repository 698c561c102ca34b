package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Split;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SplitReader;
import io.godwit.mongodb.Emulator;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of all types in one collection: each is read once, from wherever a reader begins. */
class MixedIdsTest {

  private static final List<String> IDS =
      List.of(
          "{\"$minKey\": 1}",
          "{\"$numberDouble\": \"-Infinity\"}",
          "-7",
          "{\"$numberLong\": \"1099511627776\"}",
          "2.5",
          "{\"$numberDecimal\": \"3.25\"}",
          "1",
          "\"\\t/\\\" \"",
          "\"a\"",
          "\"b\"",
          "\"Ä\"",
          "{}",
          "{\"a\": 1, \"b\": [2]}",
          "{\"a\": 2}",
          "{\"$oid\": \"000000000000000000000000\"}",
          "{\"$oid\": \"5f43a1d2c3b4a59687766554\"}",
          "false",
          "true",
          "{\"$date\": {\"$numberLong\": \"-1\"}}",
          "{\"$date\": {\"$numberLong\": \"1700000000000\"}}",
          "{\"$timestamp\": {\"t\": 5, \"i\": 1}}",
          "{\"$maxKey\": 1}");
  private static final List<String> UUIDS =
      List.of(
          "{\"$binary\": {\"base64\": \"AAECAwQFBgcICQoLDA0ODw==\", \"subType\": \"04\"}}",
          "{\"$binary\": {\"base64\": \"/wECAwQFBgcICQoLDA0ODw==\", \"subType\": \"04\"}}");
  private static final List<String> BYTES =
      List.of(
          "{\"$binary\": {\"base64\": \"AAEC\", \"subType\": \"00\"}}",
          "{\"$binary\": {\"base64\": \"AAED\", \"subType\": \"00\"}}");

  private static void put(Emulator emulator, List<String> ids) {
    for (String id : ids) {
      emulator
          .collection("c")
          .insertOne(RawBsonDocument.parse("{\"_id\": " + id + ", \"v\": \"x\"}"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void noneIsLostAndNoneDoubledWhereverAReaderBegins(int split) throws Exception {
    for (List<String> binary : List.of(UUIDS, BYTES)) {
      try (Emulator emulator = new Emulator();
          Source source = emulator.source(Emulator.reading(split, "c"))) {
        put(emulator, IDS);
        put(emulator, binary);
        Plan plan = source.plan();
        int all = IDS.size() + binary.size();

        assertThat(plan.records()).isEqualTo(all);
        Set<Object> ids = new HashSet<>();
        for (DataRecord record : Reads.records(Reads.all(source, plan))) {
          assertThat(ids.add(record.fields().value(0))).as(record.key().text()).isTrue();
        }
        assertThat(ids).hasSize(all);
        for (Split one : plan.splits()) {
          resumeEverywhere(source, one);
        }
      }
    }
  }

  private static void resumeEverywhere(Source source, Split split) throws Exception {
    List<Reading> whole = Reads.rest(source, split, Position.START);
    assertThat(whole).hasSize((int) split.records());
    try (SplitReader reader = source.read(split, Position.START)) {
      for (int read = 0; read <= whole.size(); read++) {
        Position at = reader.position();
        assertThat(at.ordinal()).isEqualTo(read);
        try (DocumentReader other = (DocumentReader) source.read(split, at)) {
          assertThat(Reads.keys(Reads.rest(other)))
              .as("from %s", at)
              .isEqualTo(Reads.keys(whole.subList(read, whole.size())));
          assertThat(other.counted()).isEqualTo(whole.size() - read);
        }
        assertThat(reader.read(1)).hasSize(read < whole.size() ? 1 : 0);
      }
    }
  }

  /** Beside numbers of 32 bits, since the stand-in takes it for 0 beside one of 64. */
  @Test
  void notANumberIsFoundBesideNumbers() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(2, "c"))) {
      put(emulator, List.of("3", "{\"$numberDouble\": \"NaN\"}", "-2", "0"));
      Plan plan = source.plan();
      assertThat(plan.records()).isEqualTo(4);
      assertThat(Reads.keys(Reads.all(source, plan))).containsExactly("NaN", "-2", "0", "3");
      for (Split one : plan.splits()) {
        resumeEverywhere(source, one);
      }
    }
  }

  /** The stand-in orders bytes and UUIDs, and compares none with the other. */
  @Test
  void idsThatAServerDoesNotCompareAreRefusedAndNotLost() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10, "c"))) {
      put(emulator, UUIDS);
      put(emulator, BYTES);
      assertThatThrownBy(source::plan)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_FORMAT))
          .hasMessageContaining("collection c has ids")
          .hasMessageContaining("$binary");
    }
  }

  /** Null identifies nothing, so it has no key; but it is accounted for. */
  @Test
  void anIdThatIsNullOrEmptyIsAnswered() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(10, "c"))) {
      put(emulator, List.of("null", "\"\"", "1"));
      Plan plan = source.plan();
      assertThat(plan.records()).isEqualTo(3);
      List<ErrorCode> failures = new ArrayList<>();
      for (Reading reading : Reads.all(source, plan)) {
        if (reading instanceof Reading.Unreadable bad) {
          failures.add(bad.failure().code());
          assertThat(new String(bad.raw(), java.nio.charset.StandardCharsets.UTF_8))
              .contains("\"v\": \"x\"");
        }
      }
      assertThat(failures).containsExactly(ErrorCode.KEY_MISSING, ErrorCode.KEY_MISSING);
    }
  }

  @Test
  void whatIsReadIsWrittenByteForByte() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(3, "c"));
        OpenSink sink = emulator.open("copy", "_id")) {
      put(emulator, IDS);
      put(emulator, UUIDS);
      List<DataRecord> records = Reads.records(Reads.all(source, source.plan()));
      assertThat(sink.write(records)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(emulator.documents("copy"))
          .containsExactlyInAnyOrderElementsOf(emulator.documents("c"));
    }
  }
}
