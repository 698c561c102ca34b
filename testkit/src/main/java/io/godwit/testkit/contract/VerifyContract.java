package io.godwit.testkit.contract;

import static io.godwit.testkit.contract.SinkRecords.fields;
import static io.godwit.testkit.contract.SinkRecords.thing;
import static io.godwit.testkit.contract.SinkRecords.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Difference;
import io.godwit.common.model.Match;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Row;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsVerify;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sink keeps to that compares what was written with what stands at its target. */
public interface VerifyContract {

  /** A target of its own for a test. */
  SinkGround ground() throws Exception;

  private static List<Match> compared(OpenSink sink, List<DataRecord> records) throws Trouble {
    return sink.as(SupportsVerify.class)
        .compare(records.stream().map(record -> new Row(0, record.fields())).toList());
  }

  /** Its key is that of the things. */
  @Test
  default void aRowIsFoundByItsKey() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      assertThat(sink.as(SupportsVerify.class).key(0)).containsExactly("id");
    }
  }

  /** Many at once, and nothing is changed by it. */
  @Test
  default void whatWasWrittenIsEqual() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      List<DataRecord> things = things(2500);
      assertThat(sink.write(things)).containsOnly(Outcome.Written.WRITTEN);
      Map<Long, Document> before = ground.held();
      assertThat(compared(sink, things)).hasSize(2500).containsOnly(Match.Equal.EQUAL);
      assertThat(ground.held()).isEqualTo(before);
    }
  }

  /** One changed byte, another case and one missing row, each answered in its place. */
  @Test
  default void whatDiffersIsToldInItsPlace() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      sink.write(things(10));
      sink.write(List.of(thing(3, "o3"), thing(5, "N5")));
      List<Match> found =
          compared(sink, List.of(thing(3, "n3"), thing(11, "n11"), thing(5, "n5"), thing(4, "n4")));
      assertThat(found.get(0))
          .isInstanceOfSatisfying(Match.Different.class, VerifyContract::isOfTheName);
      assertThat(found.get(1)).isEqualTo(Match.Missing.MISSING);
      assertThat(found.get(2)).isInstanceOf(Match.Different.class);
      assertThat(found.get(3)).isEqualTo(Match.Equal.EQUAL);
    }
  }

  private static void isOfTheName(Match.Different different) {
    assertThat(different.differences()).hasSize(1);
    Difference name = different.differences().getFirst();
    assertThat(name.field()).isEqualTo("name");
    assertThat(name.expected()).contains("n3");
    assertThat(name.found()).contains("o3");
  }

  /** Of one key each is compared by itself: which is the last, the caller knows. */
  @Test
  default void rowsOfOneKeyAreComparedEach() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      sink.write(List.of(thing(1, "a"), thing(1, "b")));
      List<Match> found = compared(sink, List.of(thing(1, "a"), thing(1, "b"), thing(1, "b")));
      assertThat(found.get(0)).isInstanceOf(Match.Different.class);
      assertThat(found.subList(1, 3)).containsOnly(Match.Equal.EQUAL);
    }
  }

  /** No value that a target makes another of is an alarm, nor are records with other fields. */
  @Test
  default void exactValuesAreEqual() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      List<DataRecord> records = new ArrayList<>();
      long id = 1;
      for (Map.Entry<String, List<Value>> field : ground.exact().entrySet()) {
        for (Value value : field.getValue()) {
          records.add(SinkRecords.of(id, fields(id, "n" + id).with(field.getKey(), value)));
          id++;
        }
      }
      records.add(SinkRecords.of(id, Document.of("id", new Value.Int64(id))));
      assertThat(sink.write(records)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(compared(sink, records)).containsOnly(Match.Equal.EQUAL);
    }
  }

  /** Null is a value, and another one than any text. */
  @Test
  default void nullIsNoText() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      DataRecord empty = SinkRecords.of(1, fields(1, "").with("name", Value.Null.NULL));
      sink.write(List.of(empty));
      assertThat(compared(sink, List.of(empty))).containsOnly(Match.Equal.EQUAL);
      assertThat(compared(sink, List.of(thing(1, "null"))).getFirst())
          .isInstanceOf(Match.Different.class);
    }
  }

  /** A target that is away is trouble, and no difference. */
  @Test
  default void toCompareWithATargetThatIsAwayIsTrouble() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      sink.write(things(3));
      ground.takeAway();
      assertThatThrownBy(() -> compared(sink, things(3))).isInstanceOf(Trouble.class);
      ground.putBack();
      assertThat(compared(sink, things(3))).containsOnly(Match.Equal.EQUAL);
    }
  }
}
