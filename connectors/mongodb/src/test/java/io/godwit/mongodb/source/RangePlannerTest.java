package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Trouble;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoErrors;
import io.godwit.mongodb.bson.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class RangePlannerTest {

  private static final BsonDocument ALL = new BsonDocument();

  private static RangePlanner planner(
      Emulator emulator, BsonDocument filter, int per, long walked) {
    CollectionLook look =
        new CollectionLook(
            emulator.collection("c"), "c", new SourceErrors(new MongoErrors("MongoDB at h")));
    ChosenCollection collection = new ChosenCollection("c", "collection", "uuid", true);
    return new RangePlanner(look, collection, filter, per, walked);
  }

  private static void put(Emulator emulator, int from, int to) {
    for (int i = from; i < to; i++) {
      emulator.collection("c").insertOne(RawBsonDocument.parse("{\"_id\": " + i + "}"));
    }
  }

  private static RawValue number(int value) {
    return RawValue.of(new BsonInt32(value));
  }

  private static long count(Emulator emulator, List<RangePlanner.Planned> ranges) {
    return ranges.stream()
        .mapToLong(one -> emulator.collection("c").countDocuments(one.range().filter()))
        .sum();
  }

  @Test
  void aSmallCollectionIsCutByItsIndexAndCounted() throws Trouble {
    try (Emulator emulator = new Emulator()) {
      put(emulator, 0, 10);
      put(emulator, 1_000, 1_015);
      List<RangePlanner.Planned> ranges = planner(emulator, ALL, 10, RangePlanner.WALKED).plan();
      assertThat(ranges)
          .containsExactly(
              planned(Optional.empty(), 9, 10),
              planned(Optional.of(9), 1_009, 10),
              planned(Optional.of(1_009), 1_014, 5));
    }
  }

  private static RangePlanner.Planned planned(Optional<Integer> after, int to, long records) {
    return new RangePlanner.Planned(
        new IdRange("uuid", after.map(RangePlannerTest::number), number(to)), records);
  }

  @Test
  void aLargeCollectionIsCutByASampleAndNothingIsOutside() throws Trouble {
    try (Emulator emulator = new Emulator()) {
      put(emulator, 0, 30);
      emulator.collection("c").insertOne(RawBsonDocument.parse("{\"_id\": \"x\"}"));
      List<RangePlanner.Planned> ranges = planner(emulator, ALL, 5, 20).plan();
      assertThat(ranges).hasSizeGreaterThanOrEqualTo(2);
      assertThat(count(emulator, ranges)).isEqualTo(31);
      BsonDocument half = BsonDocument.parse("{\"_id\": {\"$lt\": 5}}");
      assertThat(planner(emulator, half, 5, 20).plan()).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aSampleMakesRangesOfOneSizeThatMeet() {
    List<RawValue> sample = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // A third of all ids are one after the other at the beginning, and one was picked often.
      sample.add(number(i < 33 ? i : i < 50 ? 40 : i * i * 1000));
    }
    try (Emulator emulator = new Emulator()) {
      List<RangePlanner.Planned> ranges =
          planner(emulator, ALL, 5, 0).cut(sample, number(Integer.MAX_VALUE), 10, 1_000);
      assertThat(ranges).hasSizeBetween(8, 10);
      Optional<RawValue> after = Optional.empty();
      for (RangePlanner.Planned one : ranges) {
        assertThat(one.range().after()).isEqualTo(after);
        assertThat(one.records()).isEqualTo(10_000);
        assertThat(IdRange.parse(one.range().text())).isEqualTo(one.range());
        after = Optional.of(one.range().to());
      }
      assertThat(after).contains(number(Integer.MAX_VALUE));
    }
  }

  @Test
  void everyBracketFindsItsOwn() {
    for (IdBracket bracket : IdBracket.values()) {
      assertThat(bracket.filter()).containsOnlyKeys("_id");
    }
    assertThat(IdBracket.of(RawValue.parse("{\"$symbol\": \"a\"}"))).contains(IdBracket.STRING);
    assertThat(IdBracket.of(RawValue.parse("{\"$numberDecimal\": \"NaN\"}")))
        .contains(IdBracket.NOT_A_NUMBER);
    assertThat(IdBracket.of(RawValue.parse("[1]"))).isEmpty();
  }
}
