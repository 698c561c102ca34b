package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.Position;
import io.godwit.common.model.WatermarkRange;
import io.godwit.common.model.WatermarkRange.Reached;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.source.SupportsWatermark;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.bson.RawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionWatermarkTest {

  private static CollectionsSpec spec(String watermark, Optional<Duration> overlap, String filter) {
    CollectionsSpec all = Emulator.reading(2, "c");
    return new CollectionsSpec(
        all.collections(),
        all.in(),
        Optional.of(filter).filter(text -> !text.isEmpty()),
        all.key(),
        all.duplicates(),
        all.split(),
        Optional.of(watermark),
        overlap);
  }

  private static CollectionsSpec exactly(String watermark) {
    return spec(watermark, Optional.of(Duration.ZERO), "");
  }

  private static void put(Emulator emulator, String... documents) {
    for (String document : documents) {
      emulator.collection("c").insertOne(RawBsonDocument.parse(document));
    }
  }

  private static Plan plan(Source source, List<WatermarkRange> before) throws Exception {
    List<Reached> reached = before.stream().flatMap(one -> one.reached().stream()).toList();
    ((SupportsWatermark) source).readFrom("as ever", reached);
    return source.plan();
  }

  private static List<String> keys(Source source, Plan plan) throws Exception {
    return Reads.keys(Reads.all(source, plan));
  }

  private static String dated(int id, String at) {
    return "{\"_id\": %d, \"m\": {\"at\": {\"$date\": \"%s\"}}}".formatted(id, at);
  }

  private static void change(Emulator emulator, int id, String at) {
    emulator
        .collection("c")
        .updateOne(
            new BsonDocument("_id", RawBsonDocument.parse("{\"i\": " + id + "}").get("i")),
            new BsonDocument(
                "$set",
                new BsonDocument("m.at", new BsonDateTime(Instant.parse(at).toEpochMilli()))));
  }

  @Test
  void aRunReadsWhatLiesAboveTheLastOneAndNoMoreThanWasThereWhenItWasPlanned() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(exactly("m.at"))) {
      for (int i = 1; i <= 9; i++) {
        put(emulator, dated(i, "2026-01-0" + i + "T10:00:00Z"));
      }
      put(emulator, "{\"_id\": 10, \"m\": {\"at\": \"soon\"}}", "{\"_id\": 11}");
      Plan first = plan(source, List.of());
      assertThat(first.splits()).hasSizeGreaterThan(2);
      change(emulator, 3, "2026-02-01T00:00:00.001Z");
      assertThat(keys(source, first))
          .as("what is changed behind the plan is the next run's")
          .containsExactly("1", "2", "4", "5", "6", "7", "8", "9", "10", "11");

      Plan second = plan(source, first.ranges());
      assertThat(second.records()).isEqualTo(3);
      assertThat(keys(source, second)).containsExactly("3", "10", "11");
      assertThat(second.remarks())
          .contains(
              "read of c: rows with m.at above 2026-01-09T10:00:00Z up to"
                  + " 2026-02-01T00:00:00.001Z, and those in which it is missing or no date, in"
                  + " every run: 2 documents now");
      assertThat(Reads.rest(source, second.splits().getLast(), new Position(1, "10"))).hasSize(1);

      Plan third = plan(source, second.ranges());
      assertThat(keys(source, third)).containsExactly("10", "11");
      assertThat(third.ranges().getFirst().reached())
          .isEqualTo(second.ranges().getFirst().reached());
      assertThat(third.fingerprint()).isEqualTo(first.fingerprint());
    }
  }

  @Test
  void anOverlapFindsWhatWasWrittenLate() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(spec("m.at", Optional.of(Duration.ofHours(2)), ""));
        Source usual = emulator.source(spec("m.at", Optional.empty(), ""))) {
      put(emulator, dated(1, "2026-01-01T10:00:00Z"), dated(2, "2026-01-01T12:00:00Z"));
      Plan first = plan(source, List.of());
      put(emulator, dated(3, "2026-01-01T10:30:00Z"), dated(4, "2026-01-01T11:55:00Z"));
      assertThat(keys(source, plan(source, first.ranges()))).containsExactly("2", "3", "4");
      Plan next = plan(usual, first.ranges());
      assertThat(keys(usual, next)).containsExactly("2", "4");
      assertThat(next.ranges().getFirst().remark()).contains("less an overlap of 600 s");
    }
  }

  @Test
  void numbersOfSeveralTypesCompareAsOneAndIdsGrowToo() throws Exception {
    try (Emulator emulator = new Emulator();
        Source numbers = emulator.source(spec("n", Optional.empty(), ""));
        Source ids = emulator.source(exactly("_id"))) {
      String id = "{\"_id\": {\"$oid\": \"65f00000000000000000000%d\"}, \"n\": %s}";
      put(
          emulator,
          id.formatted(1, "1"),
          id.formatted(2, "{\"$numberLong\": \"2\"}"),
          id.formatted(3, "2.5"),
          id.formatted(4, "{\"$numberDouble\": \"NaN\"}"));
      List<WatermarkRange> byNumber = plan(numbers, List.of()).ranges();
      List<WatermarkRange> byId = plan(ids, List.of()).ranges();
      assertThat(byId.getFirst().upTo()).contains("65f000000000000000000004");
      put(emulator, id.formatted(5, "{\"$numberDecimal\": \"2.75\"}"), id.formatted(6, "2"));
      assertThat(keys(numbers, plan(numbers, byNumber)))
          .containsExactly("65f000000000000000000004", "65f000000000000000000005");
      assertThat(keys(ids, plan(ids, byId)))
          .containsExactly("65f000000000000000000005", "65f000000000000000000006");
    }
  }

  @Test
  void whatWasReadInAnotherWayIsReadAgain() throws Exception {
    try (Emulator emulator = new Emulator();
        Source all = emulator.source(exactly("n"));
        Source some = emulator.source(spec("n", Optional.empty(), "{\"n\": {\"$lt\": 3}}"))) {
      put(emulator, "{\"_id\": 1, \"n\": 1}", "{\"_id\": 2, \"n\": 2}", "{\"_id\": 3, \"n\": 3}");
      List<WatermarkRange> read = plan(all, List.of()).ranges();
      assertThat(keys(all, plan(all, read))).isEmpty();
      Plan again = plan(some, read);
      assertThat(keys(some, again)).containsExactly("1", "2");
      assertThat(again.remarks().getLast()).contains("are not those of the last run");

      List<Reached> reached = read.stream().flatMap(one -> one.reached().stream()).toList();
      ((SupportsWatermark) all).readFrom("other steps", reached);
      assertThat(keys(all, all.plan())).hasSize(3);
    }
  }

  @Test
  void whereNoDocumentHasItAllAreReadInEachRunAndPlanSaysSo() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(exactly("at"))) {
      emulator.database().createCollection("c");
      assertThat(plan(source, List.of()).splits()).isEmpty();
      put(emulator, "{\"_id\": 1, \"at\": \"2026\"}", "{\"_id\": 2}");
      Plan first = plan(source, List.of());
      put(emulator, "{\"_id\": 0, \"at\": 5}");
      assertThat(keys(source, first)).as("a number that comes later").containsExactly("1", "2");
      assertThat(first.remarks().getLast())
          .endsWith("missing or no number, date or ObjectId, in every run: 2 documents now");
      assertThat(keys(source, plan(source, first.ranges()))).containsExactly("0", "1", "2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"$date\": \"2999-01-01T00:00:00Z\"} | lies in the future, 2999-01-01T00:00:00Z",
        "{\"$numberDouble\": \"Infinity\"} | lies in the future",
        "[1, 2] | holds a list"
      })
  void whatDoesNotTellIsRefused(String value, String why) throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(exactly("at"))) {
      put(emulator, "{\"_id\": 1, \"at\": " + value + "}");
      assertThatThrownBy(source::plan)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_WATERMARK))
          .hasMessageContaining("field at of c")
          .hasMessageContaining(why);
    }
  }

  @Test
  void twoKindsAndAnOverlapOfNumbersAreRefused() throws Exception {
    try (Emulator emulator = new Emulator();
        Source mixed = emulator.source(exactly("m"));
        Source numbers = emulator.source(spec("n", Optional.of(Duration.ofMinutes(1)), ""))) {
      put(emulator, "{\"_id\": 1, \"n\": 1, \"m\": 1}");
      put(emulator, "{\"_id\": 2, \"n\": 2, \"m\": {\"$date\": \"2026-01-01T00:00:00Z\"}}");
      assertThatThrownBy(mixed::plan).hasMessageContaining("now numbers and now dates");
      assertThatThrownBy(numbers::plan).hasMessageContaining("leave overlap away");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "$at", "a..b", ".a", "a.", "a.$b"})
  void whatIsNoFieldIsRefusedWithTheJobFile(String field) {
    assertThatThrownBy(() -> exactly(field))
        .isInstanceOfSatisfying(
            BrokenRule.class, e -> assertThat(e.components()).containsExactly("watermark"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$numberLong\": \"-9223372036854775808\"}",
        "{\"$numberDouble\": \"1.5\"}",
        "{\"$numberDecimal\": \"1E+6000\"}",
        "{\"$date\": {\"$numberLong\": \"-62135596800001\"}}",
        "{\"$oid\": \"123456789012345678901234\"}"
      })
  void aMarkIsTheSameValueBehindItsText(String json) {
    RawValue value = RawValue.parse(json);
    assertThat(MarkKind.parse(MarkKind.text(value))).isEqualTo(value);
    CollectionWatermark.Grown ends =
        new CollectionWatermark.Grown(Optional.of(MarkKind.text(value)), Optional.of("7"));
    SplitRange range =
        new SplitRange(new IdRange("u", Optional.empty(), RawValue.parse("1")), Optional.of(ends));
    assertThat(SplitRange.parse(range.text())).isEqualTo(range);
  }
}
