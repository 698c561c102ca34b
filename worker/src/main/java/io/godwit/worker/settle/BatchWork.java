package io.godwit.worker.settle;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Failure;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Tally;
import io.godwit.common.model.Trouble;
import io.godwit.common.model.Verdict;
import io.godwit.common.spi.Sink;
import io.godwit.common.wire.DeadLetters;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.measure.WorkerMeters;
import io.godwit.worker.step.Pipeline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is done with a batch: steps, then the sink. One for each partition; for one thread. */
public final class BatchWork {

  private final Topics topics;
  private final String run;
  private final String worker;
  private final Pipeline pipeline;
  private final Sink sink;
  private final WorkerMeters meters;

  /**
   * Work of one run.
   *
   * @param worker who signs the receipts
   */
  public BatchWork(
      Topics topics, String run, String worker, Pipeline pipeline, Sink sink, WorkerMeters meters) {
    this.topics = topics;
    this.run = run;
    this.worker = worker;
    this.pipeline = pipeline;
    this.sink = sink;
    this.meters = meters;
  }

  /**
   * Carries out a batch. Repeating it is safe: steps depend on the records alone, and a sink that
   * repeats a batch ends as if it had written it once.
   *
   * @param batch records of this run, not empty
   * @return what to publish: the receipt, then the dead letters
   * @throws Trouble where a database does not answer; nothing is settled then
   */
  public Ended carryOut(List<WorkRecord> batch) throws Trouble {
    List<DataRecord> records = new ArrayList<>(batch.size());
    Map<Integer, Verdict> unreadable = new TreeMap<>();
    for (WorkRecord work : batch) {
      if (work instanceof WorkRecord.Unreadable foreign) {
        unreadable.put(records.size(), new Verdict.Reject(failure(foreign)));
      }
      records.add(work.record());
    }
    return publishable(batch, records, outcomes(verdicts(records, unreadable)));
  }

  private static Failure failure(WorkRecord.Unreadable foreign) {
    return new Failure(
        ErrorCode.VALUE_UNSUPPORTED,
        foreign.reason() + "; a newer version of Godwit, or another program, has written it");
  }

  private List<Verdict> verdicts(List<DataRecord> records, Map<Integer, Verdict> unreadable)
      throws Trouble {
    if (unreadable.isEmpty()) {
      return pipeline.run(records, meters::step);
    }
    List<DataRecord> readable = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      if (!unreadable.containsKey(i)) {
        readable.add(records.get(i));
      }
    }
    List<Verdict> verdicts = new ArrayList<>(pipeline.run(readable, meters::step));
    // In rising order of places, so that each is right when its turn comes.
    unreadable.forEach(verdicts::add);
    return verdicts;
  }

  private List<Outcome> outcomes(List<Verdict> verdicts) throws Trouble {
    List<DataRecord> kept = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Keep(DataRecord record)) {
        kept.add(record);
      }
    }
    List<Answer> written = kept.isEmpty() ? List.of() : write(kept);
    if (written.size() != kept.size()) {
      throw new IllegalStateException(
          "the sink answered " + written.size() + " times for " + kept.size() + " records");
    }
    List<Outcome> outcomes = new ArrayList<>(verdicts.size());
    int next = 0;
    for (Verdict verdict : verdicts) {
      outcomes.add(
          switch (verdict) {
            case Verdict.Keep ignored -> ended(written.get(next++));
            case Verdict.Drop ignored -> Outcome.Dropped.DROPPED;
            case Verdict.Reject(var failure) -> new Outcome.Failed(failure);
          });
    }
    return outcomes;
  }

  private static Outcome ended(Answer answer) throws Trouble {
    return switch (answer) {
      case Outcome outcome -> outcome;
      case Answer.Doubt(var reason, var failure) ->
          throw new Trouble(ErrorCode.TARGET_REFUSES_ALL, failure.message() + " [" + reason + "]");
    };
  }

  private List<Answer> write(List<DataRecord> kept) throws Trouble {
    long begun = System.nanoTime();
    List<Answer> written = sink.write(kept);
    meters.sink(System.nanoTime() - begun);
    return written;
  }

  private Ended publishable(
      List<WorkRecord> batch, List<DataRecord> records, List<Outcome> outcomes) {
    List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    List<Receipt.Entry> entries = new ArrayList<>(records.size());
    Map<Integer, TallySum> sums = new TreeMap<>();
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    TallySum bytes = new TallySum();
    for (int i = 0; i < records.size(); i++) {
      DataRecord record = records.get(i);
      Outcome outcome = outcomes.get(i);
      sums.computeIfAbsent(record.id().split(), ignored -> new TallySum()).add(outcome, 1);
      bytes.add(outcome, batch.get(i).size());
      entries.add(
          new Receipt.Entry(
              record.id(), record.origin().line(), record.key().text(), Receipt.End.of(outcome)));
      if (outcome instanceof Outcome.Failed(var failure)) {
        failures.merge(failure.code(), 1L, Long::sum);
        deadLetters.add(DeadLetters.ofWork(topics.failed(), run, batch.get(i), failure));
      }
    }
    Map<Integer, Tally> splits = new TreeMap<>();
    sums.forEach((split, sum) -> splits.put(split, sum.tally()));
    Receipt.Summary summary =
        new Receipt.Summary(run, worker, System.currentTimeMillis(), splits, failures);
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(deadLetters.size() + 1);
    messages.add(
        new ProducerRecord<>(
            topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries))));
    messages.addAll(deadLetters);
    Tally tally = splits.values().stream().reduce(Tally.ZERO, Tally::plus);
    return new Ended(messages, tally, bytes.tally(), failures);
  }
}
