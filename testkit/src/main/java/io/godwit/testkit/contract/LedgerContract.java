package io.godwit.testkit.contract;

import static io.godwit.testkit.contract.SinkRecords.fields;
import static io.godwit.testkit.contract.SinkRecords.thing;
import static io.godwit.testkit.contract.SinkRecords.things;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsLedger;
import io.godwit.testkit.contract.LedgerGround.Way;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a ledger keeps to: whoever wrote, wherever it died and however the batches are cut the next
 * time, a record is written once and its outcome is the one that it had first.
 */
public interface LedgerContract {

  Outcome WRITTEN = Outcome.Written.WRITTEN;
  Outcome UNCHANGED = Outcome.Unchanged.UNCHANGED;

  /** A target of its own for a test. */
  LedgerGround ground() throws Exception;

  private static List<DataRecord> some(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(id -> thing(id, "n" + id)).toList();
  }

  private static List<String> names(long to) {
    return LongStream.rangeClosed(1, to).mapToObj(id -> id + "=n" + id).toList();
  }

  /** What is there as it is stays so and is told; a text in other cases is another text. */
  @Test
  default void whatIsTheSameIsLeftAlone() throws Exception {
    try (LedgerGround ground = ground();
        NotedPartition partition = NotedPartition.of(ground, Way.COMPARED)) {
      ground.put(1, "one");
      ground.put(2, "two");
      ground.put(3, "three");
      assertThat(
              partition.write(
                  0,
                  4,
                  List.of(thing(1, "one"), thing(2, "TWO"), thing(3, "three"), thing(4, "four"))))
          .containsExactly(UNCHANGED, WRITTEN, UNCHANGED, WRITTEN);
      assertThat(ground.things()).containsExactly("1=one", "2=TWO", "3=three", "4=four");
      assertThat(partition.write(4, 5, List.of(SinkRecords.of(3, fields(3, "three"))))).hasSize(1);
    }
  }

  /** Records of one key are compared in their order, each with what the one before has left. */
  @Test
  default void recordsOfAKeyAreComparedInTheirOrder() throws Exception {
    try (LedgerGround ground = ground();
        NotedPartition partition = NotedPartition.of(ground, Way.COMPARED)) {
      ground.put(1, "a");
      assertThat(partition.write(0, 4, named("a", "b", "b", "a")))
          .containsExactly(UNCHANGED, WRITTEN, UNCHANGED, WRITTEN);
      assertThat(ground.things()).containsExactly("1=a");
    }
  }

  /** Records of the thing 1, each with a number of its own in the books. */
  private static List<DataRecord> named(String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(i -> SinkRecords.of(100 + i, fields(1, names[i])))
        .toList();
  }

  /** Written stays written: that the target holds it by now is the first attempt's doing. */
  @Test
  default void aRepeatOfAnotherCutEndsAsTheFirstAttempt() throws Exception {
    try (LedgerGround ground = ground()) {
      ground.put(7, "n7");
      try (NotedPartition first = NotedPartition.of(ground, Way.COMPARED)) {
        assertThat(first.write(0, 40, some(1, 40))).containsOnlyOnce(UNCHANGED);
        assertThat(first.write(40, 60, some(41, 60))).containsOnly(WRITTEN);
      }
      try (NotedPartition second = NotedPartition.of(ground, Way.COMPARED)) {
        List<Answer> some = second.write(0, 30, some(1, 30));
        assertThat(some).containsOnlyOnce(UNCHANGED);
        assertThat(some.get(6)).isEqualTo(UNCHANGED);
        assertThat(second.write(30, 80, some(31, 80))).hasSize(50).containsOnly(WRITTEN);
      }
      assertThat(ground.things()).isEqualTo(names(80));
    }
  }

  /** Nothing is inserted twice, also where nothing tells one row from another. */
  @Test
  default void nothingIsInsertedTwice() throws Exception {
    try (LedgerGround ground = ground()) {
      List<DataRecord> twins =
          List.of(SinkRecords.of(1, fields(1, "n")), SinkRecords.of(2, fields(1, "n")));
      try (NotedPartition first = NotedPartition.of(ground, Way.INTO_BAG)) {
        assertThat(first.write(0, 1, twins)).containsOnly(WRITTEN);
        assertThat(first.write(1, 2, List.of(SinkRecords.of(3, fields(3, "n")))))
            .containsOnly(WRITTEN);
      }
      try (NotedPartition second = NotedPartition.of(ground, Way.INTO_BAG)) {
        List<DataRecord> all =
            List.of(
                SinkRecords.of(1, fields(1, "n")),
                SinkRecords.of(2, fields(1, "n")),
                SinkRecords.of(3, fields(3, "n")),
                SinkRecords.of(4, fields(4, "n")));
        assertThat(second.write(0, 3, all)).hasSize(4).containsOnly(WRITTEN);
      }
      assertThat(ground.bag()).containsExactly("1=n", "1=n", "3=n", "4=n");
    }
  }

  /** A key that is there refuses the record, by name, and no other one; at every attempt. */
  @Test
  default void anInsertOfAKeyThatIsThereFails() throws Exception {
    try (LedgerGround ground = ground()) {
      ground.put(2, "other");
      for (int attempt = 1; attempt <= 2; attempt++) {
        try (NotedPartition partition = NotedPartition.of(ground, Way.INSERTED)) {
          List<Answer> answers = partition.write(0, 9, things(3));
          assertThat(answers.get(0)).isEqualTo(WRITTEN);
          assertThat(answers.get(2)).isEqualTo(WRITTEN);
          Failure failure = ((Outcome.Failed) answers.get(1)).failure();
          assertThat(failure.code()).isEqualTo(ErrorCode.TARGET_CONSTRAINT);
        }
      }
      assertThat(ground.things()).containsExactly("1=n1", "2=other", "3=n3");
    }
  }

  /** A row that is there stays as it is; the repeat does not take one's own for another's. */
  @Test
  default void whereAKeyIsThereNothingIsInserted() throws Exception {
    try (LedgerGround ground = ground()) {
      ground.put(2, "other");
      for (int attempt = 1; attempt <= 2; attempt++) {
        try (NotedPartition partition = NotedPartition.of(ground, Way.WHERE_ABSENT)) {
          assertThat(partition.write(0, 9, things(3))).containsExactly(WRITTEN, UNCHANGED, WRITTEN);
        }
      }
      assertThat(ground.things()).containsExactly("1=n1", "2=other", "3=n3");
    }
  }

  /** An owner that comes back finds what the next one has written, as after a lost commit. */
  @Test
  default void whatAnotherOwnerWroteIsReadAndNotRepeated() throws Exception {
    try (LedgerGround ground = ground();
        NotedPartition sleeper = NotedPartition.of(ground, Way.INTO_BAG);
        NotedPartition next = NotedPartition.of(ground, Way.INTO_BAG)) {
      assertThat(sleeper.write(0, 10, some(1, 10))).containsOnly(WRITTEN);
      assertThat(next.write(0, 20, some(1, 20))).hasSize(20).containsOnly(WRITTEN);
      assertThat(sleeper.write(10, 30, some(11, 30))).hasSize(20).containsOnly(WRITTEN);
      assertThat(ground.bag()).isEqualTo(names(30));
    }
  }

  /** One whose records are settled, and whose notes are gone, is turned away. */
  @Test
  default void anOwnerWhoseRecordsAreSettledWritesNothing() throws Exception {
    try (LedgerGround ground = ground();
        NotedPartition sleeper = NotedPartition.of(ground, Way.INTO_BAG);
        NotedPartition next = NotedPartition.of(ground, Way.INTO_BAG)) {
      assertThat(sleeper.write(0, 10, some(1, 10))).containsOnly(WRITTEN);
      assertThat(next.write(0, 20, some(1, 20))).containsOnly(WRITTEN);
      assertThat(next.write(20, 30, 20, some(21, 30))).containsOnly(WRITTEN);
      Trouble trouble =
          catchThrowableOfType(Trouble.class, () -> sleeper.write(10, 20, some(11, 20)));
      assertThat(trouble.code()).isEqualTo(ErrorCode.LEDGER_TAKEN);
      assertThat(ground.bag()).isEqualTo(names(30));
    }
  }

  /** Where an earlier record is accepted late, later ones are written again, by whomever. */
  @Test
  default void whatALateRecordCameOverIsWrittenAgain() throws Exception {
    try (LedgerGround ground = ground()) {
      List<DataRecord> both = named("early", "later");
      try (NotedPartition first = NotedPartition.of(ground, Way.COMPARED)) {
        assertThat(first.write(0, 2, both.subList(1, 2))).containsOnly(WRITTEN);
        first.ledger().comesLate(true);
        assertThat(first.more(both.subList(0, 1))).containsOnly(WRITTEN);
      }
      assertThat(ground.things()).containsExactly("1=early");
      try (NotedPartition second = NotedPartition.of(ground, Way.COMPARED)) {
        assertThat(second.write(0, 2, both)).containsOnly(WRITTEN);
      }
      assertThat(ground.things()).containsExactly("1=later");
    }
  }

  /** The same where the record was refused the first time, and a later one is known already. */
  @Test
  default void whatIsAcceptedOnlyByTheRepeatComesOverNothing() throws Exception {
    try (LedgerGround ground = ground()) {
      List<DataRecord> both = named("early", "later");
      try (NotedPartition first = NotedPartition.of(ground, Way.COMPARED)) {
        assertThat(first.write(5, 6, both.subList(1, 2))).containsOnly(WRITTEN);
      }
      try (NotedPartition second = NotedPartition.of(ground, Way.COMPARED)) {
        assertThat(second.write(0, 5, both.subList(0, 1))).containsOnly(WRITTEN);
        assertThat(second.write(5, 6, both.subList(1, 2))).containsOnly(WRITTEN);
      }
      assertThat(ground.things()).containsExactly("1=later");
    }
  }

  /** A ledger holds what is on its way, and nothing of earlier runs. */
  @Test
  default void whatIsSettledIsForgotten() throws Exception {
    try (LedgerGround ground = ground()) {
      try (NotedPartition first = NotedPartition.of(ground, Way.INTO_BAG)) {
        for (int batch = 0; batch < 50; batch++) {
          first.write(batch, batch + 1, batch, some(batch + 1, batch + 1));
        }
        assertThat(ground.ledgerRows()).isLessThanOrEqualTo(3);
      }
      try (NotedPartition next = NotedPartition.of(ground.open(Way.INTO_BAG), "run-2")) {
        assertThat(next.write(0, 1, some(1, 1))).containsOnly(WRITTEN);
        assertThat(ground.ledgerRows()).isEqualTo(2);
        assertThat(((SupportsLedger) next.target()).forget("contract")).hasSize(1);
      }
      assertThat(ground.bag()).hasSize(51);
      assertThat(ground.ledgerRows()).isZero();
    }
  }
}
