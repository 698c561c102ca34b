package io.godwit.producer;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.StartOffsets;
import java.util.Optional;

/**
 * Whether what was loaded beside a table may take its place: that replaces all of its rows by what
 * this run has written, so it has to be all of it.
 */
final class SwapCheck {

  private long ends;
  private long kept;
  private long failed;

  private SwapCheck() {}

  /**
   * Why it may not; empty where it may.
   *
   * @param budgeted whether the job says how many records may fail, and so has been held before
   *     more did
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   */
  static Optional<String> refusal(
      Cluster cluster, Topics topics, RunLedger ledger, boolean budgeted) {
    StartOffsets starts = ledger.plan().orElseThrow().starts();
    SwapCheck check = new SwapCheck();
    try (TopicReader reader = TopicReader.open(cluster, topics.receipts(), starts.receipts())) {
      reader.toEnd(message -> {
        byte[] bytes = message.value();
        if (bytes != null && isOf(ledger.run(), ReceiptCodec.summary(bytes))) {
          ReceiptCodec.decode(bytes).entries().forEach(check::add);
        }
      });
    }
    return check.refusal(ledger, budgeted);
  }

  private static boolean isOf(String run, Receipt.Summary summary) {
    return summary.run().equals(run)
        && switch (summary.kind()) {
          case LOAD, REPLAY, SKIP -> true;
          case VERIFY, UNDO -> false;
        };
  }

  private void add(Receipt.Entry entry) {
    ends++;
    switch (entry.end()) {
      case WRITTEN, UNCHANGED -> kept++;
      case DROPPED -> {}
      case FAILED -> failed++;
    }
  }

  private Optional<String> refusal(RunLedger ledger, boolean budgeted) {
    Optional<String> amiss = ledger.amiss();
    if (amiss.isPresent()) {
      return amiss.map(what -> what + ": the table stays as it was");
    }
    if (ends != ledger.read()) {
      return Optional.of(
          "%,d records were read, and %,d have an outcome: the table stays as it was"
              .formatted(ledger.read(), ends));
    }
    if (failed > 0 && !budgeted) {
      return Optional.of(
          ("%,d records failed and would be missing: the table stays as it was. Mend them and begin"
                  + " a new run, or let the job say by failures how many may")
              .formatted(failed));
    }
    return kept > 0
        ? Optional.empty()
        : Optional.of(
            "no record was written, and the table would be empty: it stays as it was. If that is"
                + " meant, empty it by hand");
  }
}
