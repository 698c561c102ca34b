package io.godwit.worker.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.monitor.Instruments;
import io.godwit.common.spec.FieldEffect;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.SupportsBound;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.evidence.UnitSinks;
import io.godwit.worker.govern.CalledOff;
import io.godwit.worker.govern.Gates;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.step.Pipeline;
import io.godwit.worker.step.StepOpener;
import io.godwit.worker.step.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Batches of several partitions through one job's steps and sink. */
class BatchProcessorTest {

  private static final int CORES = 4;
  private static final WorkerMeters METERS =
      new WorkerMeters(Instruments.unobserved(), "job", "worker");

  /** A step that takes as long as its test wants. */
  record Slow(String slow) implements StepSpec {
    @Override
    public List<FieldEffect> effects() {
      return List.of();
    }
  }

  private static Pipeline pipeline(Step step) throws Exception {
    return Steps.compile(List.of(new Slow("by nature")), spec -> step);
  }

  /** Passes only while a batch for each core is inside. */
  private static final class Hash implements Step {
    private final CyclicBarrier all = new CyclicBarrier(CORES);

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      try {
        all.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("alone in the step", e);
      }
      return batch.stream().<Verdict>map(Verdict.Keep::new).toList();
    }

    @Override
    public void close() {}
  }

  /** Refuses names that begin with an x, and counts who is inside. */
  private static final class Table implements Sink {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final int connections;

    Table(int connections) {
      this.connections = connections;
    }

    @Override
    public List<Answer> write(List<Write> batch) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      writes.incrementAndGet();
      for (int i = 0; i < 100; i++) {
        Thread.yield();
      }
      inside.decrementAndGet();
      return batch.stream().map(Table::answer).toList();
    }

    private static Answer answer(Write write) {
      return write.record().key().text().startsWith("x")
          ? new Outcome.Failed(new Failure(ErrorCode.TARGET_TOO_LONG, "too long"))
          : Outcome.Written.WRITTEN;
    }
  }

  private static BatchProcessor processor(Pipeline pipeline, Table table) {
    return processor(pipeline, new UnitSinks(unit -> table), table.connections);
  }

  private static BatchProcessor processor(Pipeline pipeline, UnitSinks sinks, int connections) {
    TargetWriters writers =
        new TargetWriters(
            sinks,
            new ResourceBound.AtOnce("the target", connections),
            () -> Long.MAX_VALUE,
            System::nanoTime);
    return new BatchProcessor(
        new Topics("job"), "run", "worker", pipeline, RecordWrites.PLAIN, writers, METERS);
  }

  private static Passage passage(Gates gates, boolean calledOff) {
    Passage.Watch nobody =
        new Passage.Watch() {
          @Override
          public void waits() {}

          @Override
          public void goesOn() {}
        };
    return new Passage(gates, nobody, () -> calledOff);
  }

  private static WorkRecord record(int split, long ordinal, String key) {
    DataRecord record =
        new DataRecord(
            new RecordId(split, ordinal),
            new Key(key),
            new Origin("file", ordinal + 1),
            Document.empty());
    return new WorkRecord.Decoded(record, 10);
  }

  private static void atOnce(int partitions, Gates gates, Pipeline pipeline, Table sink)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < partitions; i++) {
        WorkRecord record = record(0, i, "k" + i);
        ends.add(
            threads.submit(() -> {
              processor(pipeline, sink)
                  .write(List.of(record), List.of(0), new BatchState(1), passage(gates, false));
              return record;
            }));
      }
      for (Future<?> end : ends) {
        end.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aStepRunsOnAllCoresThoughTheSinkLetsInOneBatch() throws Exception {
    Table table = new Table(1);

    atOnce(2 * CORES, new Gates(List.of(), CORES, 1 << 20), pipeline(new Hash()), table);

    assertThat(table.writes).hasValue(2 * CORES);
    assertThat(table.most).hasValue(1);
  }

  @Test
  void neverMoreBatchesAreAtTheSinkThanItAllows() throws Exception {
    for (int connections = 1; connections <= 3; connections++) {
      Table table = new Table(connections);

      atOnce(64, new Gates(List.of(), CORES, 1 << 20), Steps.compile(List.of(), none()), table);

      assertThat(table.writes).hasValue(64);
      assertThat(table.most.get()).isBetween(1, connections);
    }
  }

  private static StepOpener none() {
    return spec -> {
      throw new IllegalStateException("no steps here");
    };
  }

  @Test
  void aStepHasItsGateToItselfWhereItSaysSo() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Pipeline pipeline = pipeline(new OneAtATime(inside, most));

    assertThat(pipeline.bounds()).containsExactly(new ResourceBound.AtOnce("disk", 1));
    atOnce(32, new Gates(pipeline.bounds(), CORES, 1 << 20), pipeline, new Table(8));

    assertThat(most).hasValue(1);
  }

  private record OneAtATime(AtomicInteger inside, AtomicInteger most)
      implements Step, SupportsBound {
    @Override
    public ResourceBound bound() {
      return new ResourceBound.AtOnce("disk", 1);
    }

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      Thread.yield();
      inside.decrementAndGet();
      return batch.stream().<Verdict>map(Verdict.Keep::new).toList();
    }

    @Override
    public void close() {}
  }

  @Test
  void whatIsCalledOffIsNotWritten() throws Exception {
    Table table = new Table(1);
    BatchState state = new BatchState(1);
    BatchProcessor processor = processor(Steps.compile(List.of(), none()), table);

    assertThatThrownBy(() ->
            processor.write(
                List.of(record(0, 0, "k")),
                List.of(0),
                state,
                passage(new Gates(List.of(), 1, 1), true)))
        .isInstanceOf(CalledOff.class);
    assertThat(table.writes).hasValue(0);
    assertThat(state.isUntried()).isTrue();
  }

  @Test
  void eachRecordHasItsOwnEndInTheReceipt() throws Exception {
    List<WorkRecord> all = List.of(record(0, 5, "a"), record(1, 2, "xb"), record(0, 6, "c"));
    BatchState state = new BatchState(3);
    BatchProcessor processor = processor(Steps.compile(List.of(), none()), new Table(1));

    processor.write(all, List.of(0, 1, 2), state, Passage.alone());
    assertThat(state.isUntried()).isFalse();
    BatchResult result = processor.ended(all, state);

    assertThat(result.records()).isEqualTo(new Tally(2, 0, 0, 1));
    assertThat(result.bytes()).isEqualTo(new Tally(20, 0, 0, 10));
    assertThat(result.failures()).isEqualTo(Map.of(ErrorCode.TARGET_TOO_LONG, 1L));
    assertThat(result.messages()).as("the receipt and a dead letter").hasSize(2);
    Receipt receipt = ReceiptCodec.decode(result.messages().getFirst().value());
    assertThat(receipt.entries())
        .extracting(Receipt.Entry::id, Receipt.Entry::key, Receipt.Entry::line)
        .containsExactly(
            tuple(new RecordId(0, 5), Optional.of("a"), 6L),
            tuple(new RecordId(1, 2), Optional.of("xb"), 3L),
            tuple(new RecordId(0, 6), Optional.of("c"), 7L));
    assertThat(receipt.summary().splits())
        .isEqualTo(Map.of(0, new Tally(2, 0, 0, 0), 1, new Tally(0, 0, 0, 1)));
  }
}
