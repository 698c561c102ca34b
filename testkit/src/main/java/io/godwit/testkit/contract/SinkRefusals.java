package io.godwit.testkit.contract;

import static io.godwit.testkit.contract.SinkRecords.thing;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A record that the target refuses fails alone and by name, wherever it stands; all others go in.
 * What is refused here is a name that another thing has.
 */
public interface SinkRefusals {

  /** A target of its own for a test. */
  SinkGround ground() throws Exception;

  /** Wherever the bad record stands, it fails and nobody else does. */
  @Test
  default void oneBadRecordFailsAlone() throws Exception {
    for (int size : new int[] {1, 2, 3, 64}) {
      for (int bad : new TreeSet<>(List.of(0, size / 2, size - 1))) {
        try (SinkGround ground = ground();
            OpenSink sink = ground.sink()) {
          ground.put(999_999, "taken");
          assertBad(sink.write(batch(size, Set.of(bad))), Set.of(bad));
          assertThat(ground.held()).as("%d of %d", bad, size).hasSize(size);
          assertThat(ground.held()).doesNotContainKey((long) bad + 1);
        }
      }
    }
  }

  /** Many bad records at any places; the seed is in the message. */
  @Test
  default void manyBadRecordsFailEachByItself() throws Exception {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      Set<Integer> bad = new TreeSet<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        bad.add(random.nextInt(200));
      }
      try (SinkGround ground = ground();
          OpenSink sink = ground.sink()) {
        ground.put(999_999, "taken");
        assertBad(sink.write(batch(200, bad)), bad);
        assertThat(ground.held()).as("seed %d", seed).hasSize(200 - bad.size() + 1);
      }
    }
  }

  /** A batch of bad records only. */
  @Test
  default void allMayBeBad() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      ground.put(999_999, "taken");
      assertBad(sink.write(batch(5, Set.of(0, 1, 2, 3, 4))), Set.of(0, 1, 2, 3, 4));
      assertThat(ground.held()).hasSize(1);
      assertThat(sink.write(List.of(thing(1, "a")))).containsOnly(Outcome.Written.WRITTEN);
    }
  }

  /** A later record of the key of a bad one goes in, and what stood before it stays till then. */
  @Test
  default void aKeyIsNotGuiltyOfItsRecord() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      ground.put(999_999, "taken");
      List<DataRecord> batch =
          List.of(thing(1, "a"), thing(1, "taken"), thing(2, "taken"), thing(2, "b"));
      assertBad(sink.write(batch), Set.of(1, 2));
      assertThat(ground.held().get(1L)).isEqualTo(SinkRecords.fields(1, "a"));
      assertThat(ground.held().get(2L)).isEqualTo(SinkRecords.fields(2, "b"));
    }
  }

  /** The answer to a batch is the same at a second attempt. */
  @Test
  default void aSecondAttemptSaysTheSame() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      ground.put(999_999, "taken");
      List<DataRecord> batch = batch(30, Set.of(3, 17, 29));
      List<Answer> first = sink.write(batch);
      assertThat(sink.write(batch)).isEqualTo(first);
    }
  }

  /** A record without a key, or with a null for one, has no place anywhere. */
  @Test
  default void withoutAKeyARecordFails() throws Exception {
    try (SinkGround ground = ground();
        OpenSink sink = ground.sink()) {
      Document keyless = Document.of("name", new Value.Text("k"));
      Document nul = Document.of("id", Value.Null.NULL).with("name", new Value.Text("l"));
      List<Answer> answers =
          sink.write(List.of(thing(1, "a"), SinkRecords.of(2, keyless), SinkRecords.of(3, nul)));
      assertThat(answers.getFirst()).isEqualTo(Outcome.Written.WRITTEN);
      assertThat(answers.subList(1, 3))
          .allSatisfy(answer ->
              assertThat(answer)
                  .isInstanceOfSatisfying(
                      Outcome.Failed.class,
                      failed ->
                          assertThat(failed.failure().code()).isEqualTo(ErrorCode.KEY_MISSING)));
      assertThat(ground.held()).hasSize(1);
    }
  }

  private static List<DataRecord> batch(int size, Set<Integer> bad) {
    List<DataRecord> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(thing(i + 1, bad.contains(i) ? "taken" : "n" + i));
    }
    return batch;
  }

  private static void assertBad(List<Answer> answers, Set<Integer> bad) {
    for (int i = 0; i < answers.size(); i++) {
      if (bad.contains(i)) {
        assertThat(answers.get(i)).as("record %d", i).isInstanceOf(Outcome.Failed.class);
      } else {
        assertThat(answers.get(i)).as("record %d", i).isEqualTo(Outcome.Written.WRITTEN);
      }
    }
  }
}
