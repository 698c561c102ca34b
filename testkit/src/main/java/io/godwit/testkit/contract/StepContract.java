package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every step keeps to: the same record gets the same verdict, whatever batch it comes in, at
 * whatever attempt, on whatever worker.
 */
public interface StepContract {

  /** The step, opened anew as on another worker; the test closes it. */
  Step open() throws Trouble;

  /** At least two records that get different verdicts, and as many others as matter. */
  List<DataRecord> records();

  /** One verdict a record, none for no record, and the batch is as it was. */
  @Test
  default void everyRecordGetsAVerdict() throws Exception {
    List<DataRecord> batch = records();
    List<DataRecord> before = List.copyOf(batch);
    try (Step step = open()) {
      assertThat(step.apply(batch)).hasSameSizeAs(batch).doesNotContainNull();
      assertThat(step.apply(List.of())).isEmpty();
    }
    assertThat(batch).isEqualTo(before);
  }

  /** Where batches are cut changes nothing. */
  @Test
  default void whereBatchesAreCutChangesNothing() throws Exception {
    List<DataRecord> batch = records();
    try (Step step = open();
        Step another = open()) {
      List<Verdict> whole = step.apply(batch);
      List<Verdict> single = new ArrayList<>();
      for (DataRecord record : batch) {
        single.addAll(another.apply(List.of(record)));
      }
      assertThat(single).isEqualTo(whole);
      List<Verdict> again = new ArrayList<>(step.apply(batch.subList(1, batch.size())));
      again.addFirst(step.apply(batch.subList(0, 1)).getFirst());
      assertThat(again).isEqualTo(whole);
    }
  }

  /** A kept record is still the one it was: its place, key and origin are not the step's. */
  @Test
  default void aRecordStaysTheOneItWas() throws Exception {
    List<DataRecord> batch = records();
    try (Step step = open()) {
      List<Verdict> verdicts = step.apply(batch);
      for (int i = 0; i < batch.size(); i++) {
        if (verdicts.get(i) instanceof Verdict.Keep(DataRecord kept)) {
          assertThat(kept.withFields(batch.get(i).fields())).isEqualTo(batch.get(i));
        }
      }
    }
  }

  /** Several threads at once. */
  @Test
  default void severalApplyItAtOnce() throws Exception {
    List<DataRecord> batch = records();
    try (Step step = open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Verdict> expected = step.apply(batch);
      List<Future<List<Verdict>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(threads.submit(() -> step.apply(batch)));
      }
      for (Future<List<Verdict>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    }
  }
}
