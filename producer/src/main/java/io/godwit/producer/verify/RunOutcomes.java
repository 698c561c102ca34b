package io.godwit.producer.verify;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordBits;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.StartOffsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which records of a run and its replays stand at the target by what their receipts say. Every
 * record has a receipt by now, and most were written; so only those that were not are held, a bit
 * each, and a receipt of which all were written is not even looked through. For one thread.
 */
final class RunOutcomes {

  private final Predicate<String> runs;
  private final boolean writtenOnly;
  private final boolean known;
  private final Map<String, RecordBits> left = new HashMap<>();

  private RunOutcomes(Predicate<String> runs, boolean writtenOnly, boolean known) {
    this.known = known;
    this.runs = runs;
    this.writtenOnly = writtenOnly;
  }

  /** Of which nothing is known, so that all are taken to have been written. */
  static RunOutcomes all(Predicate<String> runs) {
    return new RunOutcomes(runs, false, false);
  }

  /**
   * Reads all receipts.
   *
   * @param runs whether a run is one of those
   * @param writtenOnly whether a record that left a row as it was says nothing of that row
   * @throws Refused where another version of Godwit has written some
   */
  static RunOutcomes read(
      Cluster cluster,
      Topics topics,
      StartOffsets starts,
      Predicate<String> runs,
      boolean writtenOnly) {
    RunOutcomes outcomes = of(runs, writtenOnly);
    try (TopicReader reader = TopicReader.open(cluster, topics.receipts(), starts.receipts())) {
      reader.toEnd(message -> outcomes.accept(message.value()));
    }
    return outcomes;
  }

  /** Of receipts that are yet to be told of, as for {@link #read}. */
  static RunOutcomes of(Predicate<String> runs, boolean writtenOnly) {
    return new RunOutcomes(runs, writtenOnly, true);
  }

  /** Whether receipts were read. */
  boolean isKnown() {
    return known;
  }

  /** Takes note of a receipt. */
  void accept(byte[] value) {
    try {
      Receipt.Summary summary = ReceiptCodec.summary(value);
      if (runs.test(summary.run()) && leavesOut(summary)) {
        for (Receipt.Entry entry : ReceiptCodec.decode(value).entries()) {
          if (!stands(entry.end())) {
            left.computeIfAbsent(summary.run(), ignored -> new RecordBits()).add(entry.id());
          }
        }
      }
    } catch (OtherVersion e) {
      if (runs.test(e.run())) {
        throw new Refused(
            ErrorCode.VERIFY_REFUSED, e.at("a receipt of run " + e.run()).message(), e);
      }
    }
  }

  private boolean leavesOut(Receipt.Summary summary) {
    var tally = summary.tally();
    return tally.dropped() > 0 || tally.failed() > 0 || (writtenOnly && tally.unchanged() > 0);
  }

  private boolean stands(Receipt.End end) {
    return switch (end) {
      case WRITTEN -> true;
      case UNCHANGED -> !writtenOnly;
      case DROPPED, FAILED -> false;
    };
  }

  /** Whether a record of one of the runs was written, and is to stand there. */
  boolean stands(String run, RecordId id) {
    RecordBits out = left.get(run);
    return runs.test(run) && (out == null || !out.has(id));
  }
}
