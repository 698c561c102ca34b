package io.godwit.testkit.contract;

import static io.godwit.testkit.contract.SinkRecords.thing;
import static io.godwit.testkit.contract.SinkRecords.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target that is away is trouble, blames no record, and leaves nothing behind that counts. */
public interface SinkTrouble {

  /** A target of its own for a test. */
  SinkGround ground() throws Exception;

  /** While it is away, every attempt is trouble; afterwards the same sink goes on. */
  @Test
  default void aTargetThatIsAwayIsTrouble() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      List<DataRecord> batch = things(30);
      assertThat(sink.write(batch.subList(0, 10))).containsOnly(Outcome.Written.WRITTEN);
      ground.takeAway();
      assertThatThrownBy(() -> sink.write(batch)).isInstanceOf(Trouble.class);
      assertThatThrownBy(() -> sink.write(batch.subList(20, 21))).isInstanceOf(Trouble.class);
      ground.putBack();
      assertThat(sink.write(batch)).containsOnly(Outcome.Written.WRITTEN);
      assertThat(ground.held()).hasSize(30);
    }
  }

  /** An interrupt ends a write soon: with its answers or with trouble, and never with less. */
  @Test
  default void anInterruptLosesNothing() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      Thread.currentThread().interrupt();
      try {
        assertThat(sink.write(List.of(thing(1, "a")))).containsOnly(Outcome.Written.WRITTEN);
      } catch (Trouble interrupted) {
        assertThat(interrupted.code()).isNotNull();
      }
      assertThat(Thread.interrupted()).as("the interrupt is kept for the caller").isTrue();
      assertThat(sink.write(List.of(thing(1, "a")))).containsOnly(Outcome.Written.WRITTEN);
      assertThat(ground.held()).hasSize(1);
    }
  }
}
