package io.godwit.producer.sweep;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordBits;
import io.godwit.common.model.RecordId;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.StartOffsets;

/** Which records of a run have a row, as its receipts say. Any thread may ask. */
public final class RunEnds {

  private final RecordBits kept = new RecordBits();
  private long ends;
  private boolean refused;
  private long lastRefusal;

  RunEnds() {}

  /**
   * Reads the receipts that are there now.
   *
   * @param starts where the run begins in the topics of its job
   * @throws org.apache.kafka.common.KafkaException where no broker answers
   * @throws io.godwit.common.wire.OtherVersion where another version of Godwit has written some
   */
  public static RunEnds read(Cluster cluster, Topics topics, String run, StartOffsets starts) {
    RunEnds ends = new RunEnds();
    try (TopicReader reader = TopicReader.open(cluster, topics.receipts(), starts.receipts())) {
      reader.toEnd(message -> {
        byte[] bytes = message.value();
        if (bytes != null && isOf(run, ReceiptCodec.summary(bytes))) {
          ends.add(ReceiptCodec.decode(bytes));
        }
      });
    }
    return ends;
  }

  private static boolean isOf(String run, Receipt.Summary summary) {
    return summary.run().equals(run)
        && switch (summary.kind()) {
          case LOAD, REPLAY, SKIP -> true;
          // What is looked at, or given back, later ends no record once more.
          case VERIFY, UNDO -> false;
        };
  }

  void add(Receipt receipt) {
    for (Receipt.Entry entry : receipt.entries()) {
      ends++;
      switch (entry.end()) {
        case WRITTEN, UNCHANGED -> kept.add(entry.id());
        case DROPPED, FAILED -> {
          refused = true;
          lastRefusal = Math.max(lastRefusal, receipt.summary().at());
        }
      }
    }
  }

  /** Whether a record has a row. */
  public boolean isKept(RecordId record) {
    return kept.has(record);
  }

  /** How many records have ended. */
  public long count() {
    return ends;
  }

  /** Whether some record has ended without a row. */
  public boolean hasRefused() {
    return refused;
  }

  /** When the last of these was settled, in milliseconds since 1970. */
  public long lastRefusal() {
    return lastRefusal;
  }
}
