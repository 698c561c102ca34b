package io.godwit.worker.settle;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Tally;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Verdict;
import io.godwit.common.wire.DeadLetters;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.evidence.BatchState;
import io.godwit.worker.evidence.TargetWriter;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.step.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is done with the records in a partition's hands: steps, then the sink, then the receipt. One
 * for each partition; for one thread.
 */
public final class BatchProcessor {

  private final Topics topics;
  private final String run;
  private final String worker;
  private final Pipeline pipeline;
  private final TargetWriter writer;
  private final WorkerMeters meters;

  /**
   * Work of one run.
   *
   * @param worker who signs the receipts
   * @param writer writes to the sink
   */
  public BatchProcessor(
      Topics topics,
      String run,
      String worker,
      Pipeline pipeline,
      TargetWriter writer,
      WorkerMeters meters) {
    this.topics = topics;
    this.run = run;
    this.worker = worker;
    this.pipeline = pipeline;
    this.writer = writer;
    this.meters = meters;
  }

  /**
   * Carries out a batch of records that were not tried yet. Repeating it is safe: steps depend on
   * the records alone, and a sink that repeats a batch ends as if it had written it once.
   *
   * @param all the records in hand
   * @param places which of them, not empty
   * @param state is told what became of them
   * @throws Trouble where a database does not answer; what had ended before that stays so
   */
  public void write(List<WorkRecord> all, List<Integer> places, BatchState state) throws Trouble {
    Kept kept = kept(all, places, state);
    if (!kept.places().isEmpty()) {
      long begun = System.nanoTime();
      writer.write(kept.places(), kept.records(), state);
      meters.sink(System.nanoTime() - begun);
    }
  }

  /**
   * Tries records in doubt again, through the steps too: their content is not kept meanwhile.
   *
   * @param most how many may be written at once
   * @throws Trouble where a database does not answer, or nothing goes in
   */
  public void tryAgain(List<WorkRecord> all, List<Integer> places, int most, BatchState state)
      throws Trouble {
    Kept kept = kept(all, places, state);
    if (!kept.places().isEmpty()) {
      writer.tryAgain(kept.places(), kept.records(), most, state);
    }
  }

  /** The records that the steps have left for the sink, and their places. */
  private record Kept(List<Integer> places, List<DataRecord> records) {}

  private Kept kept(List<WorkRecord> all, List<Integer> places, BatchState state) throws Trouble {
    List<Integer> readable = new ArrayList<>(places.size());
    List<DataRecord> records = new ArrayList<>(places.size());
    for (int place : places) {
      switch (all.get(place)) {
        case WorkRecord.Decoded(DataRecord record, int ignored) -> {
          readable.add(place);
          records.add(record);
        }
        case WorkRecord.Unreadable foreign ->
            state.end(place, new Outcome.Failed(failure(foreign)));
      }
    }
    Kept kept = new Kept(new ArrayList<>(places.size()), new ArrayList<>(places.size()));
    List<Verdict> verdicts =
        records.isEmpty()
            ? List.of()
            : pipeline.run(
                records,
                meters::step,
                (record, step) -> state.rejected(readable.get(record), step));
    for (int i = 0; i < verdicts.size(); i++) {
      switch (verdicts.get(i)) {
        case Verdict.Keep(DataRecord record) -> {
          kept.places().add(readable.get(i));
          kept.records().add(record);
        }
        case Verdict.Drop ignored -> state.end(readable.get(i), Outcome.Dropped.DROPPED);
        case Verdict.Reject(var failure) -> state.end(readable.get(i), new Outcome.Failed(failure));
      }
    }
    return kept;
  }

  private static Failure failure(WorkRecord.Unreadable foreign) {
    return new Failure(
        ErrorCode.VALUE_UNSUPPORTED, foreign.reason() + "; another program has written it");
  }

  /**
   * What to publish about records that have all ended: the receipt, then the dead letters.
   *
   * @param all the records in hand, in their order
   */
  public BatchResult ended(List<WorkRecord> all, BatchState state) {
    return all.isEmpty() ? BatchResult.NOTHING : publishable(all, state);
  }

  private BatchResult publishable(List<WorkRecord> batch, BatchState state) {
    List<Outcome> outcomes = state.outcomes();
    List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    List<Receipt.Entry> entries = new ArrayList<>(batch.size());
    Map<Integer, TallySum> sums = new TreeMap<>();
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    TallySum bytes = new TallySum();
    for (int i = 0; i < batch.size(); i++) {
      DataRecord record = batch.get(i).record();
      Outcome outcome = outcomes.get(i);
      sums.computeIfAbsent(record.id().split(), ignored -> new TallySum()).add(outcome, 1);
      bytes.add(outcome, batch.get(i).size());
      entries.add(
          new Receipt.Entry(
              record.id(),
              record.origin().line(),
              Optional.of(record.key().text()),
              Receipt.End.of(outcome)));
      if (outcome instanceof Outcome.Failed(var failure)) {
        failures.merge(failure.code(), 1L, Long::sum);
        deadLetters.add(
            DeadLetters.ofWork(topics.failed(), run, batch.get(i), failure, state.rejectedBy(i)));
      }
    }
    Map<Integer, Tally> splits = new TreeMap<>();
    sums.forEach((split, sum) -> splits.put(split, sum.tally()));
    Receipt.Summary summary =
        new Receipt.Summary(
            run, Receipt.Kind.LOAD, worker, System.currentTimeMillis(), splits, failures);
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(deadLetters.size() + 1);
    messages.add(
        new ProducerRecord<>(
            topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries))));
    messages.addAll(deadLetters);
    Tally tally = splits.values().stream().reduce(Tally.ZERO, Tally::plus);
    return new BatchResult(messages, tally, bytes.tally(), failures);
  }
}
