package io.godwit.worker.settle;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.ReceiptEntries;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.worker.step.HiddenFields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is to be published about the records of one batch, while they are told one by one. */
final class ReceiptDraft {

  private final Topics topics;
  private final String run;
  private final HiddenFields hidden;
  private final ReceiptEntries entries = new ReceiptEntries();
  private final Map<Integer, TallySum> sums = new TreeMap<>();
  private final TallySum bytes = new TallySum();
  private final TallySum rows = new TallySum();
  private final Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
  private final List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

  /** Of no record yet. */
  ReceiptDraft(Topics topics, String run, HiddenFields hidden) {
    this.topics = topics;
    this.run = run;
    this.hidden = hidden;
  }

  /** In the order of the batch. */
  void add(Item item) {
    DataRecord record = item.work().record();
    Outcome end = item.end();
    sums.computeIfAbsent(record.id().split(), ignored -> new TallySum()).add(end, 1);
    bytes.add(end, item.work().size());
    rows.add(end, item.rows());
    entries.add(record.id(), record.origin().line(), record.key().text(), Receipt.End.of(end));
    if (end instanceof Outcome.Failed(var failure)) {
      fail(item, failure);
    }
  }

  private void fail(Item item, Failure failure) {
    failures.merge(failure.code(), 1L, Long::sum);
    deadLetters.add(
        DeadLetters.ofWork(
            topics.failed(),
            run,
            shown(item.work()),
            hidden.hide(failure, item.work().record().fields(), item.rejectedBy().isPresent()),
            item.rejectedBy()));
  }

  private WorkRecord shown(WorkRecord work) {
    return switch (work) {
      case WorkRecord.Decoded(DataRecord record, int size, var again) ->
          new WorkRecord.Decoded(record.withFields(hidden.hide(record.fields())), size, again);
      case WorkRecord.Unreadable unreadable -> unreadable;
    };
  }

  /** The receipt, then the dead letters, and what they come to. */
  BatchResult signed(String worker) {
    Map<Integer, Tally> splits = new TreeMap<>();
    sums.forEach((split, sum) -> splits.put(split, sum.tally()));
    Receipt.Summary summary =
        new Receipt.Summary(
            run,
            Receipt.Kind.LOAD,
            worker,
            System.currentTimeMillis(),
            splits,
            failures,
            rows.tally().written());
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(deadLetters.size() + 1);
    messages.add(new ProducerRecord<>(topics.receipts(), ReceiptCodec.encode(summary, entries)));
    messages.addAll(deadLetters);
    Tally tally = splits.values().stream().reduce(Tally.ZERO, Tally::plus);
    return new BatchResult(messages, tally, bytes.tally(), failures);
  }
}
