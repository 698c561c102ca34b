package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Structure;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsPhases;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.bson.Decoded;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.contract.PlainConnections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collection is made anew beside another one and takes its place, on the stand-in. */
class CollectionReplacementTest {

  private static final CollectionSpec SPEC = spec("c", "_id");
  private static final String BESIDE = "c_godwit_new";

  private final Emulator emulator = new Emulator();

  @AfterEach
  void close() {
    emulator.close();
  }

  private static CollectionSpec spec(String collection, String... key) {
    return new CollectionSpec(collection, "target", List.of(key), SinkSpec.Write.REPLACE, false);
  }

  private Target target(CollectionSpec spec) throws Trouble {
    PlainConnections connections =
        PlainConnections.of("target", new MongoDbSpec("${env:MONGODB_URL}", 4), emulator.uri());
    return new MongoSinkConnector()
        .open(List.of(spec), new Opening(connections, Path.of(""), RowEncoder::new).of("run-1"));
  }

  private static Structure unit(String name) {
    return new Structure(
        name, new Schema(List.of(), List.of(), false), List.of(), List.of(), List.of(), List.of());
  }

  private TargetPlan plan(CollectionSpec spec) throws Trouble {
    try (Target target = target(spec)) {
      return ((SupportsPhases) target).plan(List.of(unit("unit")));
    }
  }

  /** Each twice, as after a crash before it was noted. */
  private void carryOut(TargetPlan plan, Phase phase) throws Trouble {
    try (Target target = target(SPEC)) {
      for (Task task : plan.tasks()) {
        if (task.phase() == phase) {
          assertThat(((SupportsPhases) target).carryOut(task)).as(task.name()).isEmpty();
          assertThat(((SupportsPhases) target).carryOut(task)).as(task.name()).isEmpty();
        }
      }
    }
  }

  private void put(String collection, String... documents) {
    for (String document : documents) {
      emulator.collection(collection).insertOne(RawBsonDocument.parse(document));
    }
  }

  private List<String> documents(String collection) {
    return emulator.documents(collection).stream().map(RawBsonDocument::toJson).sorted().toList();
  }

  private List<String> indexes(String collection) {
    List<String> names = new ArrayList<>();
    emulator
        .database()
        .getCollection(collection)
        .listIndexes()
        .forEach(index -> names.add(index.getString("name")));
    return names;
  }

  private void load(String... documents) throws Trouble {
    try (OpenSink sink = OpenSink.of(target(SPEC))) {
      for (String document : documents) {
        assertThat(
                sink.write(
                    List.of(Emulator.record(Decoded.document(RawBsonDocument.parse(document))))))
            .containsExactly(Outcome.Written.WRITTEN);
      }
    }
  }

  @Test
  void theNewOneHasTheIndexesOfTheOldAndTakesItsPlaceAtOnce() throws Exception {
    put("c", "{_id: 1, name: 'old'}", "{_id: 2, name: 'gone'}");
    emulator
        .database()
        .getCollection("c")
        .createIndex(Document.parse("{name: 1}"), new IndexOptions().unique(true).name("theirs"));
    TargetPlan plan = plan(SPEC);
    assertThat(plan.remarks()).singleElement().asString().contains(BESIDE, "takes its place");

    carryOut(plan, Phase.CREATE);
    assertThat(indexes(BESIDE)).contains("_id_", "theirs").hasSize(3);
    load("{_id: 1, name: 'new'}", "{_id: 3, name: 'more'}");
    assertThat(documents("c")).hasSize(2).noneMatch(one -> one.contains("new"));

    carryOut(plan, Phase.FINISH);
    assertThat(documents("c"))
        .containsExactly(
            RawBsonDocument.parse("{_id: 1, name: 'new'}").toJson(),
            RawBsonDocument.parse("{_id: 3, name: 'more'}").toJson());
    assertThat(indexes("c")).containsExactlyInAnyOrder("_id_", "theirs");
    assertThat(emulator.database().listCollectionNames().into(new ArrayList<>()))
        .doesNotContain(BESIDE);
  }

  @Test
  void oneThatIsNotThereIsMade() throws Exception {
    TargetPlan plan = plan(SPEC);
    carryOut(plan, Phase.CREATE);
    load("{_id: 1}");
    carryOut(plan, Phase.FINISH);
    assertThat(documents("c")).hasSize(1);
    assertThat(indexes("c")).containsExactly("_id_");
  }

  /** What another run has left beside is made anew, and takes nobody's place. */
  @Test
  void whatAnotherRunHasLoadedIsNotSwapped() throws Exception {
    put("c", "{_id: 1}");
    TargetPlan given = plan(SPEC);
    carryOut(given, Phase.CREATE);
    load("{_id: 7}");
    TargetPlan plan = plan(SPEC);
    carryOut(plan, Phase.CREATE);
    assertThat(documents(BESIDE)).isEmpty();
    Task swap = given.tasks().stream().filter(Task::isSwap).findFirst().orElseThrow();
    try (Target target = target(SPEC)) {
      assertThat(((SupportsPhases) target).carryOut(swap))
          .hasValueSatisfying(why -> assertThat(why).contains(BESIDE, "is not there"));
    }
    assertThat(documents("c")).hasSize(1);
  }

  /** As servers list them: the stand-in has neither capped collections nor views. */
  @Test
  void whatCannotBeReplacedIsRefused() {
    for (String listed :
        List.of(
            "{name: 'c', type: 'collection', options: {capped: true, size: 4096}}",
            "{name: 'c', type: 'view', options: {viewOn: 'd', pipeline: []}}",
            "{name: 'c', type: 'timeseries', options: {}}")) {
      assertThatThrownBy(() ->
              CollectionReplacement.requireReplaceable("c", List.of(BsonDocument.parse(listed))))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_NOT_REPLACEABLE))
          .hasMessageStartingWith("collection c cannot be replaced: it is ");
    }
    assertThatThrownBy(() -> plan(spec("n".repeat(181), "_id")))
        .hasMessageContaining("leaves no room");
  }

  @Test
  void anIndexForTheRunGoesWithoutIt() {
    assertThatThrownBy(
            () -> new CollectionSpec("c", "target", List.of("a"), SinkSpec.Write.REPLACE, true))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("replace makes a collection with the indexes");
  }
}
