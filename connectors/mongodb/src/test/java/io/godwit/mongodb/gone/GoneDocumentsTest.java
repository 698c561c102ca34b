package io.godwit.mongodb.gone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.GoneSpec.Act;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.mongodb.write.CollectionSpec;
import io.godwit.mongodb.write.MongoSinkConnector;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents that no record names are found, deleted and marked, on the stand-in. */
class GoneDocumentsTest {

  private static final JobRun RUN = new JobRun("job", "run-1");
  private static final String CRM = "{ \"origin\": \"crm\" }";

  private final Emulator emulator = new Emulator();

  @AfterEach
  void close() {
    emulator.close();
  }

  private void put(String... documents) {
    for (String document : documents) {
      emulator.collection("c").insertOne(RawBsonDocument.parse(document));
    }
  }

  private List<String> documents() {
    return emulator.documents("c").stream().map(RawBsonDocument::toJson).sorted().toList();
  }

  private static GoneSpec deleting(String owns) {
    return new GoneSpec(Act.DELETE, Optional.of(owns), "10%", Optional.empty(), GoneSpec.NOW);
  }

  private static GoneSpec marking(String field, String value) {
    return new GoneSpec(Act.MARK, Optional.of("all"), "10%", Optional.of(field), value);
  }

  private static CollectionSpec spec(GoneSpec gone, String... key) {
    return new CollectionSpec(
        "c", "target", List.of(key), SinkSpec.Write.UPSERT, false, Optional.of(gone));
  }

  private Target target(boolean undo, CollectionSpec spec) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), emulator.uri());
    return new MongoSinkConnector()
        .open(List.of(spec), new Opening(connections, Path.of(""), RowEncoder::new).undoing(undo));
  }

  private static Document key(String json) {
    return Decoded.document(RawBsonDocument.parse(json));
  }

  /** What a search has told. */
  private record Found(SupportsGone.Count count, List<Document> rows) {
    List<String> ids() {
      return rows.stream().map(row -> Key.display(row.get("_id").orElseThrow())).toList();
    }
  }

  private static Found search(SupportsGone target, String... keys) throws Trouble {
    List<Document> rows = new ArrayList<>();
    try (SupportsGone.Search search = target.search("unit", BareTexts.NONE)) {
      for (String key : keys) {
        assertThat(search.has(List.of(key(key), key(key)))).isEmpty();
      }
      SupportsGone.Count count = search.count();
      search.rows(rows::add);
      return new Found(count, rows);
    }
  }

  @Test
  void whatNoKeyNamesIsDeletedWhereItIsTheJobs() throws Exception {
    put(
        "{\"_id\": 1, \"origin\": \"crm\"}",
        "{\"_id\": {\"$numberLong\": \"2\"}, \"origin\": \"crm\"}",
        "{\"_id\": \"2\", \"origin\": \"crm\", \"more\": {\"a\": [1]}}",
        "{\"_id\": 4, \"origin\": \"hand\"}",
        "{\"_id\": 5, \"origin\": \"crm\"}");
    try (Target target = target(false, spec(deleting(CRM), "_id"))) {
      SupportsGone gone = (SupportsGone) target;
      assertThat(gone.place("unit")).isEqualTo("c");
      Found found = search(gone, "{\"_id\": 1.0}", "{\"_id\": 2}", "{\"_id\": 77}");
      assertThat(found.count()).isEqualTo(new SupportsGone.Count(4, 2));
      assertThat(found.ids()).containsExactlyInAnyOrder("2", "5");
      assertThat(found.rows())
          .anySatisfy(row -> assertThat(Key.display(row.get("more").orElseThrow())).contains("1"));

      emulator
          .collection("c")
          .updateOne(id("5"), RawBsonDocument.parse("{\"$set\": {\"origin\": \"hand\"}}"));
      gone.remove("unit", found.rows(), RUN);
      gone.remove("unit", found.rows(), RUN);
      assertThat(documents()).hasSize(4).noneMatch(json -> json.contains("more"));
    }
  }

  private static BsonDocument id(String json) {
    return BsonDocument.parse("{\"_id\": " + json + "}");
  }

  @Test
  void whatIsMarkedStaysAndIsNotFoundAgain() throws Exception {
    put("{\"_id\": 1}", "{\"_id\": 2, \"state\": \"new\"}", "{\"_id\": 3, \"state\": \"left\"}");
    try (Target target = target(false, spec(marking("state", "left"), "_id"))) {
      SupportsGone gone = (SupportsGone) target;
      Found found = search(gone, "{\"_id\": 1}");
      assertThat(found.count()).isEqualTo(new SupportsGone.Count(2, 1));
      gone.remove("unit", found.rows(), RUN);
      assertThat(documents())
          .containsExactly(
              "{\"_id\": 1}",
              "{\"_id\": 2, \"state\": \"left\"}",
              "{\"_id\": 3, \"state\": \"left\"}");
      assertThat(search(gone, "{\"_id\": 1}").count()).isEqualTo(new SupportsGone.Count(1, 0));
    }
    try (Target target = target(false, spec(marking("gone", GoneSpec.NOW), "_id"))) {
      SupportsGone gone = (SupportsGone) target;
      gone.remove("unit", search(gone, "{\"_id\": 1}", "{\"_id\": 2}").rows(), RUN);
      assertThat(documents()).filteredOn(json -> json.contains("$date")).hasSize(1);
      assertThat(search(gone).count()).isEqualTo(new SupportsGone.Count(2, 2));
    }
  }

  @Test
  void severalFieldsAreOneKeyAndWhatLacksOneIsNobodys() throws Exception {
    emulator
        .collection("c")
        .createIndex(
            RawBsonDocument.parse("{\"a\": 1, \"b\": 1}"), new IndexOptions().unique(true));
    put(
        "{\"_id\": 1, \"a\": 1, \"b\": \"x\"}",
        "{\"_id\": 2, \"a\": 1, \"b\": \"y\"}",
        "{\"_id\": 3, \"a\": 1}");
    try (Target target = target(false, spec(deleting("all"), "b", "a"))) {
      Found found = search((SupportsGone) target, "{\"a\": 1, \"b\": \"x\"}");
      assertThat(found.count()).isEqualTo(new SupportsGone.Count(2, 1));
      assertThat(found.ids()).containsExactly("2");
      try (SupportsGone.Search search = ((SupportsGone) target).search("unit", BareTexts.NONE)) {
        assertThat(search.has(List.of(key("{\"a\": 1}")))).isPresent();
      }
    }
  }

  /** More than are looked at in one go, and nothing of the search stays. */
  @Test
  void manyAreGoneThroughInParts() throws Exception {
    List<RawBsonDocument> many = new ArrayList<>();
    List<Document> keys = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      many.add(RawBsonDocument.parse("{\"_id\": %d}".formatted(i)));
      keys.add(Document.of("_id", new Value.Int32(2 * i)));
    }
    emulator.collection("c").insertMany(many);
    String left = "godwit_gone_" + new ObjectId(Date.from(Instant.now().minus(Duration.ofDays(2))));
    String others = "godwit_gone_" + new ObjectId();
    emulator.database().createCollection(left);
    emulator.database().createCollection(others);
    try (Target target = target(false, spec(deleting("all"), "_id"));
        SupportsGone.Search search = ((SupportsGone) target).search("unit", BareTexts.NONE)) {
      assertThat(search.has(keys)).isEmpty();
      assertThat(search.count()).isEqualTo(new SupportsGone.Count(2500, 1250));
      assertThat(emulator.database().listCollectionNames()).hasSize(3).doesNotContain(left);
    }
    assertThat(emulator.database().listCollectionNames()).containsExactlyInAnyOrder("c", others);
  }

  @Test
  void whatCannotBeDoneIsRefused() throws Exception {
    assertThatThrownBy(() -> spec(deleting("origin = 'crm'"), "_id"))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("one object of Extended JSON");
    assertThatThrownBy(() -> spec(marking("_id", "x"), "_id")).isInstanceOf(BrokenRule.class);
    assertThatThrownBy(() -> spec(marking("a.b", "x"), "_id")).isInstanceOf(BrokenRule.class);
    put("{\"_id\": 1}");
    try (Target target = target(true, spec(deleting("all"), "_id"))) {
      assertThatThrownBy(() -> search((SupportsGone) target))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDO_REFUSED));
    }
    try (Target target = target(false, spec(deleting("{\"a\": {\"$nonsense\": 1}}"), "_id"))) {
      assertThatThrownBy(() -> search((SupportsGone) target))
          .isInstanceOfSatisfying(
              Refused.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GONE_REFUSED));
    }
  }
}
