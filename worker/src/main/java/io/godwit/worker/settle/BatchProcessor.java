package io.godwit.worker.settle;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.ResourceBound;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.entry.Planned;
import io.godwit.worker.entry.RecordWrites;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.Placed;
import io.godwit.worker.evidence.TargetWriters;
import io.godwit.worker.govern.Passage;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.step.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done with the records in a partition's hands: steps, then the sinks, then the receipt.
 * One for each partition; for one thread.
 */
public final class BatchProcessor {

  private final Topics topics;
  private final String run;
  private final String worker;
  private final Pipeline pipeline;
  private final RecordWrites writes;
  private final TargetWriters writers;
  private final WorkerMeters meters;

  /**
   * Work of one run.
   *
   * @param worker who signs the receipts
   * @param writes what records become at the sinks
   * @param writers write to the sinks
   */
  public BatchProcessor(
      Topics topics,
      String run,
      String worker,
      Pipeline pipeline,
      RecordWrites writes,
      TargetWriters writers,
      WorkerMeters meters) {
    this.topics = topics;
    this.run = run;
    this.worker = worker;
    this.pipeline = pipeline;
    this.writes = writes;
    this.writers = writers;
    this.meters = meters;
  }

  /** Says where the records that come next stand in their partition; before any is written. */
  public void turnTo(LedgerSpan span) {
    writers.turnTo(span);
  }

  /**
   * Carries out a batch of records that were not tried yet. Repeating it is safe: steps depend on
   * the records alone, and a sink that repeats a batch ends as if it had written it once.
   *
   * @param all the records in hand
   * @param places which of them, not empty
   * @param state is told what became of them
   * @param passage the partition's way to steps and sink
   * @throws Trouble where a database does not answer; what had ended before that stays so
   * @throws InterruptedException where the thread is interrupted at a gate
   */
  public void write(List<WorkRecord> all, List<Integer> places, BatchState state, Passage passage)
      throws Trouble, InterruptedException {
    List<Placed> kept = kept(all, places, state, passage);
    if (!kept.isEmpty()) {
      List<TargetWriters.Part> parts = writers.parts(kept);
      long nanos =
          passage.through(
              writers.bound(),
              () -> {
                long begun = System.nanoTime();
                for (TargetWriters.Part part : parts) {
                  part.writer().write(part.placed(), state);
                }
                return System.nanoTime() - begun;
              });
      meters.sink(nanos);
    }
  }

  /**
   * Tries records in doubt again, through the steps too: their content is not kept meanwhile.
   *
   * @param most how many may be written at once
   * @throws Trouble where a database does not answer, or nothing goes in
   * @throws InterruptedException where the thread is interrupted at a gate
   */
  public void tryAgain(
      List<WorkRecord> all, List<Integer> places, int most, BatchState state, Passage passage)
      throws Trouble, InterruptedException {
    List<Placed> kept = kept(all, places, state, passage);
    if (!kept.isEmpty()) {
      List<TargetWriters.Part> parts = writers.parts(kept);
      passage.through(
          writers.bound(),
          () -> {
            for (TargetWriters.Part part : parts) {
              part.writer().tryAgain(part.placed(), most, state);
            }
            return parts;
          });
    }
  }

  /** The records that the steps have left for the sink. */
  private List<Placed> kept(
      List<WorkRecord> all, List<Integer> places, BatchState state, Passage passage)
      throws Trouble, InterruptedException {
    List<DataRecord> readable = new ArrayList<>(places.size());
    int[] placeOf = new int[places.size()];
    for (int place : places) {
      switch (all.get(place)) {
        case WorkRecord.Decoded(DataRecord record, int ignored, var again) -> {
          placeOf[readable.size()] = place;
          readable.add(record);
        }
        case WorkRecord.Unreadable foreign ->
            state.end(place, new Outcome.Failed(failure(foreign)));
      }
    }
    if (readable.isEmpty()) {
      return List.of();
    }
    // Noted where the whole pipeline has come to its end: a record whose batch is repeated, and
    // which an operator has skipped meanwhile, was rejected by nobody.
    Map<Integer, String> rejections = new HashMap<>();
    List<Verdict> verdicts = verdicts(readable, placeOf, state, passage, rejections);
    List<Planned> planned =
        writes.isPlain()
            ? writes.planned(verdicts)
            : passage.through(ResourceBound.Cores.CORES, () -> writes.planned(verdicts));
    List<Placed> kept = new ArrayList<>(readable.size());
    for (int i = 0; i < planned.size(); i++) {
      int place = placeOf[i];
      switch (planned.get(i)) {
        case Planned.Rows(Write write) -> {
          kept.add(new Placed(place, write));
          if (write instanceof Write.OfRows several) {
            state.rows(place, several.rows().size());
          }
        }
        case Planned.Nothing ignored -> state.end(place, Outcome.Dropped.DROPPED);
        case Planned.Unfit(var failure) -> {
          state.end(place, new Outcome.Failed(failure));
          Optional.ofNullable(rejections.get(i)).ifPresent(step -> state.rejected(place, step));
        }
      }
    }
    return kept;
  }

  private List<Verdict> verdicts(
      List<DataRecord> readable,
      int[] placeOf,
      BatchState state,
      Passage passage,
      Map<Integer, String> rejections)
      throws Trouble, InterruptedException {
    return pipeline.run(
        readable,
        passage,
        meters::step,
        rejections::put,
        (i, step, creation) -> state.makes(placeOf[i], step, creation));
  }

  private static Failure failure(WorkRecord.Unreadable foreign) {
    return new Failure(
        ErrorCode.VALUE_UNSUPPORTED, foreign.reason() + "; another program has written it");
  }

  /**
   * Takes back what steps have made of records that have ended without a row. Before the end is
   * published: whoever dies in between leaves a batch that is done again, and taken back again.
   *
   * @throws Trouble where it cannot be said that all is gone; it can be repeated
   * @throws InterruptedException where the thread is interrupted at a gate
   */
  public void takeBack(BatchState state, Passage passage) throws Trouble, InterruptedException {
    pipeline.takeBack(state.toTakeBack(), passage);
  }

  /** Whether there is anything to take back: nobody has to be asked where there is not. */
  public boolean leftSomething(BatchState state) {
    return !state.toTakeBack().isEmpty();
  }

  /**
   * What to publish about records that have all ended: the receipt, then the dead letters.
   *
   * @param all the records in hand, in their order
   */
  public BatchResult ended(List<WorkRecord> all, BatchState state) {
    if (all.isEmpty()) {
      return BatchResult.NOTHING;
    }
    ReceiptDraft draft = new ReceiptDraft(topics, run, pipeline.hidden());
    for (int place = 0; place < all.size(); place++) {
      draft.add(
          new Item(
              all.get(place), state.outcome(place), state.rejectedBy(place), state.rows(place)));
    }
    return draft.signed(worker);
  }
}
