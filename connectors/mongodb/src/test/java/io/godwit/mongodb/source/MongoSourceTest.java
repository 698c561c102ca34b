package io.godwit.mongodb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Plan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.SourceConnector;
import io.godwit.mongodb.Emulator;
import io.godwit.testkit.contract.OpenSink;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoSourceTest {

  private static CollectionsSpec filtered(String filter, String... collections) {
    CollectionsSpec all = Emulator.reading(2, collections);
    return new CollectionsSpec(
        all.collections(), all.in(), Optional.of(filter), all.key(), all.duplicates(), all.split());
  }

  private static void put(Emulator emulator, String collection, String... documents) {
    for (String document : documents) {
      emulator.collection(collection).insertOne(RawBsonDocument.parse(document));
    }
  }

  @Test
  void isFound() {
    assertThat(ServiceLoader.load(SourceConnector.class))
        .hasAtLeastOneElementOfType(MongoSourceConnector.class);
  }

  @Test
  void aFilterIsInEveryQuery() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(filtered("{\"n\": {\"$gte\": 3}}", "c"))) {
      for (int i = 0; i < 7; i++) {
        put(emulator, "c", "{\"_id\": " + i + ", \"n\": " + i + "}");
      }
      Plan plan = source.plan();
      assertThat(plan.splits()).hasSizeGreaterThan(2);
      assertThat(plan.records()).isEqualTo(4);
      assertThat(Reads.keys(Reads.all(source, plan))).containsExactly("3", "4", "5", "6");
      assertThat(plan.fingerprint()).isEqualTo(source.fingerprint()).contains("$gte");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\": ",
        "[1]",
        "n = 1",
        "",
        "{\"$where\": \"true\"}",
        "{\"$and\": [{\"place\": {\"$near\": [1, 2]}}]}"
      })
  void aFilterThatCannotBeOneIsRefusedWithTheJobFile(String filter) {
    assertThatThrownBy(() -> filtered(filter, "c"))
        .isInstanceOfSatisfying(
            BrokenRule.class, e -> assertThat(e.components()).containsExactly("filter"));
  }

  @Test
  void aFilterThatTheServerRefusesIsTheJobsFault() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(filtered("{\"n\": {\"$odd\": 3}}", "c"))) {
      put(emulator, "c", "{\"_id\": 1, \"n\": 1}");
      assertThatThrownBy(source::inspect)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_QUERY))
          .hasMessageContaining("source.filter for c")
          .hasMessageContaining("$odd");
    }
  }

  @Test
  void collectionsThatAreNotThereAreRefusedWithTheNearest() throws Exception {
    try (Emulator emulator = new Emulator()) {
      put(emulator, "responses", "{\"_id\": 1}");
      assertMissing(emulator, "respones", "no collection 'respones'; did you mean 'responses'?");
      assertMissing(emulator, "form_*", "no collection that matches 'form_*'; it has responses");
    }
  }

  private static void assertMissing(Emulator emulator, String collection, String message)
      throws Trouble {
    try (Source source = emulator.source(Emulator.reading(2, collection))) {
      assertThatThrownBy(source::inspect)
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_MISSING))
          .hasMessageContaining(message);
    }
  }

  @Test
  void aLookShowsFieldsOfASampleInTheirOrder() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(2, "Odd \"näme\" *", "empty"))) {
      emulator.database().createCollection("empty");
      put(
          emulator,
          "Odd \"näme\" *",
          "{\"_id\": 1, \"n\": 1, \"t\": null}",
          "{\"_id\": 2, \"n\": {\"$numberLong\": \"2\"}, \"t\": true, \"z\": [1]}");
      Inspection found = source.inspect();

      Schema schema = found.units().get("Odd \"näme\" *");
      assertThat(schema.exact()).isFalse();
      assertThat(schema.key()).containsExactly("_id");
      assertThat(schema.fields()).extracting(Field::name).containsExactly("_id", "n", "t", "z");
      assertThat(schema.fields()).extracting(Field::known).containsOnly(Knowledge.NATIVE);
      assertThat(found.exactFields()).isEmpty();
      assertThat(found.remarks()).containsExactly("empty is empty");
      assertThat(source.plan().records()).isEqualTo(2);
      assertThat(Reads.keys(Reads.all(source, source.plan()))).containsExactly("1", "2");
    }
  }

  @Test
  void aCollectionWithoutDocumentsHasNoSplits() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(2, "empty"))) {
      emulator.database().createCollection("empty");
      assertThat(source.plan().splits()).isEmpty();
    }
  }

  @Test
  void integersAndObjectIdsOfOneCollectionArriveAsTheyWere() throws Exception {
    try (Emulator emulator = new Emulator();
        Source source = emulator.source(Emulator.reading(50, "books"));
        OpenSink sink = emulator.open("copy", "_id")) {
      for (int i = 0; i < 200; i++) {
        String id = i % 2 == 0 ? "" + i : "{\"$oid\": \"%024x\"}".formatted(i);
        put(
            emulator,
            "books",
            "{\"_id\": "
                + id
                + ", \"title\": \"t"
                + i
                + "\", \"authors\": [\"a\", \"\"],"
                + " \"publishedDate\": {\"$date\": \"2009-04-01T07:00:00Z\"}}");
      }
      List<DataRecord> records = Reads.records(Reads.all(source, source.plan()));
      assertThat(sink.write(records)).hasSize(200).containsOnly(Outcome.Written.WRITTEN);
      assertThat(emulator.documents("copy"))
          .containsExactlyInAnyOrderElementsOf(emulator.documents("books"));
    }
  }
}
