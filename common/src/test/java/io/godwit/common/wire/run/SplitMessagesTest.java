package io.godwit.common.wire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Position;
import io.godwit.common.model.Split;
import io.godwit.common.wire.OtherVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SplitMessagesTest {

  private static final RunPlan PLAN =
      new RunPlan(1, "f", 1, 1, new StartOffsets(List.of(7L), List.of(), List.of(), List.of()));

  private static final SplitProgress PROGRESS =
      new SplitProgress(new Split(7, "a/b.csv", "0-9", 10), new Position(3, "x"), true);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsWrittenIsRead() {
    ProducerRecord<byte[], byte[]> plan = SplitMessages.of("splits", "run", PLAN);
    assertThat(SplitMessages.read(plan.key(), plan.value()))
        .contains(new SplitMessages.Content.OfPlan("run", PLAN));
    ProducerRecord<byte[], byte[]> progress = SplitMessages.of("splits", "run", PROGRESS);
    assertThat(SplitMessages.read(progress.key(), progress.value()))
        .contains(new SplitMessages.Content.OfSplit("run", PROGRESS));
    assertThat(new String(progress.key(), StandardCharsets.UTF_8)).isEqualTo("run/7");
    assertThat(SplitMessages.read(progress.key(), null)).isEmpty();
  }

  /** A few bytes once a split and commit; the messages of the records have less. */
  @Test
  void theVersionTakesSixBytes() {
    ProducerRecord<byte[], byte[]> progress = SplitMessages.of("splits", "run", PROGRESS);
    assertThat(progress.value().length).isEqualTo(Json.write(PROGRESS).length + 6);
  }

  @Test
  void anotherVersionIsNamedAndSaysOfWhichRunItIs() {
    assertThatThrownBy(() -> SplitMessages.read(utf8("run/7"), utf8("{\"v\":5,\"new\":1}")))
        .isInstanceOfSatisfying(
            OtherVersion.class,
            other -> {
              assertThat(other.run()).isEqualTo("run");
              assertThat(other.at("it").message()).contains("messages of version 5");
            });
    assertThatThrownBy(() -> SplitMessages.read(utf8("run"), Json.write(PLAN)))
        .isInstanceOfSatisfying(
            OtherVersion.class,
            other -> assertThat(other.at("it").message()).contains("messages of version 1"));
  }
}
