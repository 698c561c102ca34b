package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Phase;
import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.mongodb.Emulator;
import io.godwit.mongodb.MongoErrors;
import io.godwit.testkit.contract.OpenSink;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TemporaryIndexesTest {

  private static final String NAME = "godwit_temporary_Größe_b c";
  private static final CollectionSpec SPEC = spec("Ma ße", "Größe", "b c");

  private final Emulator emulator = new Emulator();
  private final TemporaryIndexes indexes =
      new TemporaryIndexes(emulator.database(), new MongoErrors("server"));

  @AfterEach
  void close() {
    emulator.close();
  }

  private static CollectionSpec spec(String collection, String... key) {
    return new CollectionSpec(collection, "target", List.of(key), SinkSpec.Write.UPSERT, true);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    emulator
        .database()
        .getCollection(SPEC.collection())
        .listIndexes()
        .forEach(index -> names.add(index.getString("name")));
    return names;
  }

  /** Each task twice, as after a crash before it was noted; and the first write has the index. */
  @Test
  void itIsMadeBeforeAndDroppedAfterAndBothMayBeRepeated() throws Exception {
    TargetPlan plan = indexes.plan(List.of(SPEC));
    assertThat(plan.tasks()).extracting(Task::phase).containsExactly(Phase.CREATE, Phase.FINISH);
    assertThat(plan.remarks()).singleElement().asString().contains(NAME, "dropped after it");
    Task make = plan.tasks().getFirst();
    Task drop = plan.tasks().getLast();

    try (OpenSink sink = emulator.open(SPEC)) {
      assertThat(indexes.carryOut(make)).isEmpty();
      assertThat(indexes.carryOut(make)).isEmpty();
      assertThat(names()).containsExactlyInAnyOrder("_id_", NAME);
      DataRecord record =
          Emulator.record(
              io.godwit.common.model.value.Document.of("Größe", new Value.Int32(1))
                  .with("b c", new Value.Text("x")));
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThat(sink.write(List.of(record))).containsExactly(Outcome.Written.WRITTEN);
      }
      assertThat(emulator.documents(SPEC.collection())).hasSize(1);
    }

    // What the next run plans where this one was given up here: the same, and so both are done.
    assertThat(indexes.plan(List.of(SPEC)).tasks()).isEqualTo(plan.tasks());
    assertThat(indexes.carryOut(drop)).isEmpty();
    assertThat(indexes.carryOut(drop)).isEmpty();
    assertThat(names()).containsExactly("_id_");
    emulator.database().drop();
    assertThat(indexes.carryOut(drop)).isEmpty();
  }

  @Test
  void oneThatIsNotOursIsUsedAndNamedAndStays() throws Exception {
    emulator
        .database()
        .getCollection(SPEC.collection())
        .createIndex(Document.parse("{'b c': 1}"), new IndexOptions().unique(true).name("theirs"));
    TargetPlan plan = indexes.plan(List.of(SPEC));
    assertThat(plan.tasks()).isEmpty();
    assertThat(plan.remarks()).singleElement().asString().contains("theirs", "stays");
  }

  @Test
  void whatIsDoubledAlreadyIsToldInTheServersWords() throws Exception {
    for (int i = 0; i < 2; i++) {
      emulator.database().getCollection("c").insertOne(Document.parse("{a: 1}"));
    }
    Task make = indexes.plan(List.of(spec("c", "a"))).tasks().getFirst();
    assertThat(indexes.carryOut(make))
        .hasValueSatisfying(words -> assertThat(words).contains("duplicate key", "11000"));
  }

  /** A run by another key was given up: nothing knows of its index but its name. */
  @Test
  void oneOfAnotherKeyIsNamedWithTheCommandThatDropsIt() throws Exception {
    indexes.carryOut(indexes.plan(List.of(spec("c", "old"))).tasks().getFirst());
    assertThat(indexes.plan(List.of(spec("c", "a"))).remarks())
        .anySatisfy(
            remark -> assertThat(remark).contains("db.c.dropIndex('godwit_temporary_old')"));
  }

  /** It comes and goes by the run itself, which must not take that for somebody else's change. */
  @Test
  void noGuardTakesItForAChange() throws Exception {
    Task make = indexes.plan(List.of(spec("c", "a"))).tasks().getFirst();
    emulator.database().createCollection("c");
    CollectionFacts before = CollectionFacts.of(emulator.database(), "c");
    indexes.carryOut(make);
    CollectionFacts after = CollectionFacts.of(emulator.database(), "c");
    assertThat(CollectionGuard.differences(before.facts(), after.facts())).isEmpty();
    assertThat(after.keyIndexes(List.of("a"))).containsExactly("godwit_temporary_a");
  }

  @Test
  void anIndexThatCannotBeMadeBeforehandIsRefused() {
    assertThatThrownBy(() -> spec("{unit}", "a"))
        .isInstanceOf(BrokenRule.class)
        .hasMessageContaining("{unit}");
    assertThatThrownBy(() -> spec("c", "_id")).hasMessageContaining("leave it away");
    assertThat(SPEC.makesForRun()).isTrue();
  }
}
