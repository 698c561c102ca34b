package io.godwit.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptCodecTest {

  private static final Receipt.Summary SUMMARY =
      new Receipt.Summary(
          "2026-11-21T22-05-00-ab12",
          "worker-1",
          1_795_000_000_000L,
          Map.of(0, new Tally(1, 2, 3, 4), 70_000, new Tally(Long.MAX_VALUE, 0, 0, 5)),
          Map.of(ErrorCode.CSV_FIELD_COUNT, 4L, ErrorCode.TARGET_NULL, 5L));

  @Test
  void whatIsWrittenIsRead() {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (Receipt.End end : Receipt.End.values()) {
      entries.add(new Receipt.Entry(new RecordId(end.ordinal(), 1L << 40), 1L << 33, "ä/ö", end));
    }
    entries.add(new Receipt.Entry(new RecordId(Integer.MAX_VALUE, 0), 0, "", Receipt.End.FAILED));
    entries.add(new Receipt.Entry(new RecordId(0, 0), 1, "k".repeat(100_000), Receipt.End.WRITTEN));
    Receipt receipt = new Receipt(SUMMARY, entries);
    byte[] bytes = ReceiptCodec.encode(receipt);
    assertThat(ReceiptCodec.decode(bytes)).isEqualTo(receipt);
    assertThat(ReceiptCodec.summary(bytes)).isEqualTo(SUMMARY);
    assertThat(SUMMARY.tally().dropped()).isEqualTo(3);
  }

  @Test
  void theLargestBatchFitsAMessage() {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      entries.add(
          new Receipt.Entry(
              new RecordId(1000, 10_000_000L + i),
              30_000_000L + i,
              "a-key-of-forty-characters-0123456789-" + (100 + i % 900),
              Receipt.End.WRITTEN));
    }
    byte[] bytes = ReceiptCodec.encode(new Receipt(SUMMARY, entries));
    assertThat(bytes.length).isLessThan(io.godwit.common.kafka.Cluster.MAX_MESSAGE_BYTES / 2);
    assertThat(ReceiptCodec.decode(bytes).entries()).isEqualTo(entries);
  }

  @Test
  void aSummaryIsReadWithoutTheEntries() {
    byte[] bytes =
        ReceiptCodec.encode(
            new Receipt(
                SUMMARY,
                List.of(new Receipt.Entry(new RecordId(0, 0), 1, "key", Receipt.End.WRITTEN))));
    assertThat(ReceiptCodec.summary(java.util.Arrays.copyOf(bytes, bytes.length - 8)))
        .isEqualTo(SUMMARY);
  }
}
