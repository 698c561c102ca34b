package io.godwit.mongodb.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.sink.SupportsWitness.Witness;
import io.godwit.mongodb.Emulator;
import io.godwit.testkit.contract.OpenSink;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the sink can be asked where a reason is unknown. */
class DoubtTest {

  private static DataRecord record(int id, String text) {
    return Emulator.record(
        Document.of("_id", new Value.Int32(id))
            .with("v", new Value.Text(text))
            .with("n", new Value.Nested(Document.of("d", new Value.Float64(1.5)))));
  }

  @Test
  void aWitnessGoesInAndLeavesNothing() throws Exception {
    try (Emulator emulator = new Emulator();
        OpenSink sink = emulator.open("c", "_id")) {
      assertThat(sink.witness(Optional.empty(), record(7, "bad"))).isEqualTo(Witness.NOTHING);
      sink.write(List.of(record(1, "good")));
      assertThat(sink.witness(Optional.of(record(1, "good")), record(7, "bad")))
          .isEqualTo(Witness.RECORD);
      assertThat(emulator.documents("c")).hasSize(1).allMatch(found -> found.size() == 3);
      assertThat(sink.isolate(List.of(record(2, "x")))).containsOnly(Outcome.Written.WRITTEN);
    }
  }

  @Test
  void whatTheCollectionHoldsIsKnownByItsValues() throws Exception {
    try (Emulator emulator = new Emulator();
        OpenSink sink = emulator.open("c", "_id")) {
      sink.write(List.of(record(1, "one"), record(2, "two")));
      DataRecord keyless = Emulator.record(Document.of("v", new Value.Text("x")));
      DataRecord reordered =
          Emulator.record(
              Document.of("n", new Value.Nested(Document.of("d", new Value.Float64(1.5))))
                  .with("v", new Value.Text("two"))
                  .with("_id", new Value.Int32(2)));

      assertThat(
              sink.holds(
                  List.of(
                      record(1, "one"), record(2, "other"), record(3, "one"), keyless, reordered)))
          .containsExactly(true, false, false, false, false);
    }
  }
}
