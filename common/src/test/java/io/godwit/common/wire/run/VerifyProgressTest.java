package io.godwit.common.wire.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Difference;
import io.godwit.common.model.Phase;
import io.godwit.common.model.Task;
import io.godwit.common.wire.run.VerifyProgress.Found;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a comparison has found, in numbers, words and messages. */
final class VerifyProgressTest {

  private static final VerifyProgress BEGUN = VerifyProgress.begun(true, 7);

  @Test
  void allEqualIsSaid() {
    assertThat(BEGUN.plus(new Found(1200, 0, 0, 0, 0)).text())
        .isEqualTo("1,200 rows compared, all equal");
    assertThat(VerifyProgress.begun(false, 7).plus(new Found(5, 0, 0, 0, 0)).text())
        .isEqualTo("5 rows compared (a sample), all equal");
  }

  @Test
  void whatDiffersIsCountedByKind() {
    VerifyProgress found = BEGUN.plus(new Found(10, 1, 2, 0, 0)).plus(new Found(5, 0, 1, 1, 3));
    assertThat(found.text())
        .isEqualTo("15 rows compared: 1 missing, 3 different, 1 doubled, 3 unclear");
    assertThat(found.partitions()).isEqualTo(2);
    assertThat(found.amiss()).isEqualTo(8);
  }

  /** A sample is no proof that all can be told, and does not fail a run for what cannot. */
  @Test
  void whatIsUnclearInASampleIsNoDifference() {
    VerifyProgress found = VerifyProgress.begun(false, 7).plus(new Found(10, 0, 0, 0, 4));
    assertThat(found.amiss()).isZero();
    assertThat(found.text()).contains("4 unclear");
  }

  @Test
  void whereItIsKeptIsSettledOnce() {
    assertThat(BEGUN.keptFrom(40).keptFrom(90).from()).isEqualTo(40);
  }

  @Test
  void aTaskTellsItInTheSplitsTopic() {
    TaskProgress task =
        TaskProgress.open(3, new Task(Phase.VERIFY, "all", List.of("compare")))
            .with(BEGUN.plus(new Found(1, 1, 0, 0, 0)));
    ProducerRecord<byte[], byte[]> message = SplitMessages.of("splits", "run", task);
    assertThat(SplitMessages.read(message.key(), message.value()))
        .contains(new SplitMessages.Content.OfTask("run", task));
    assertThat(task.ended(Optional.empty()).anew(BEGUN).isOpen()).isTrue();
  }

  @Test
  void aRowIsReadBackByItsComparison() {
    VerifiedRow row =
        new VerifiedRow(
            "run",
            7,
            VerifiedRow.Kind.DIFFERENT,
            "people",
            "1",
            "1",
            "people.csv",
            2,
            "run",
            0,
            0,
            3,
            17,
            List.of(new Difference("name", "Zo\u00eb", "'); drop table people; --")),
            Optional.empty());
    ProducerRecord<byte[], byte[]> message = row.message("verified");
    ConsumerRecord<byte[], byte[]> read =
        new ConsumerRecord<>("verified", 0, 0, message.key(), message.value());
    assertThat(VerifiedRow.read(read, 7)).contains(row);
    assertThat(VerifiedRow.read(read, 8)).isEmpty();
    assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("run");
  }
}
