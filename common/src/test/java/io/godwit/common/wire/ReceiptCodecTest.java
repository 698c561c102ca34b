package io.godwit.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptCodecTest {

  private static final Receipt.Summary SUMMARY =
      new Receipt.Summary(
          "2026-11-21T22-05-00-ab12",
          Receipt.Kind.LOAD,
          "worker-1",
          1_795_000_000_000L,
          Map.of(0, new Tally(1, 2, 3, 4), 70_000, new Tally(Long.MAX_VALUE, 0, 0, 5)),
          Map.of(ErrorCode.CSV_FIELD_COUNT, 4L, ErrorCode.TARGET_NULL, 5L),
          1L << 50);

  @Test
  void whatIsWrittenIsRead() {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (Receipt.End end : Receipt.End.values()) {
      entries.add(
          new Receipt.Entry(
              new RecordId(end.ordinal(), 1L << 40), 1L << 33, Optional.of("ä/ö"), end));
    }
    entries.add(
        new Receipt.Entry(
            new RecordId(Integer.MAX_VALUE, 0), 0, Optional.empty(), Receipt.End.FAILED));
    entries.add(
        new Receipt.Entry(
            new RecordId(0, 0), 1, Optional.of("k".repeat(100_000)), Receipt.End.WRITTEN));
    Receipt receipt = new Receipt(SUMMARY, entries);
    byte[] bytes = ReceiptCodec.encode(receipt);
    assertThat(ReceiptCodec.decode(bytes)).isEqualTo(receipt);
    assertThat(ReceiptCodec.summary(bytes)).isEqualTo(SUMMARY);
    assertThat(SUMMARY.tally().dropped()).isEqualTo(3);
  }

  @Test
  void entriesThatAreWrittenOneByOneAreThoseOfAReceipt() {
    List<Receipt.Entry> expected = new ArrayList<>();
    ReceiptEntries entries = new ReceiptEntries();
    for (int i = 0; i < 1_000; i++) {
      RecordId id = new RecordId(i % 3, i);
      Receipt.End end = Receipt.End.values()[i % 4];
      expected.add(new Receipt.Entry(id, i + 2L, Optional.of("key " + i), end));
      entries.add(id, i + 2L, "key " + i, end);
    }
    assertThat(ReceiptCodec.encode(SUMMARY, entries))
        .isEqualTo(ReceiptCodec.encode(new Receipt(SUMMARY, expected)));
  }

  @Test
  void eachWrittenRecordIsARowWhereNothingElseIsSaid() {
    assertThat(
            new Receipt.Summary(
                    "run",
                    Receipt.Kind.LOAD,
                    "w",
                    5,
                    Map.of(0, new Tally(2, 9, 9, 9), 1, new Tally(3, 0, 0, 0)),
                    Map.of())
                .rows())
        .isEqualTo(5);
  }

  @Test
  void everyKindComesBack() {
    for (Receipt.Kind kind : Receipt.Kind.values()) {
      Receipt.Summary summary = new Receipt.Summary("run", kind, "w", 5, Map.of(), Map.of());
      byte[] bytes = ReceiptCodec.encode(new Receipt(summary, List.of()));
      assertThat(ReceiptCodec.summary(bytes)).isEqualTo(summary);
    }
  }

  /** The first form of a receipt, and this one with another number. */
  @Test
  void anotherVersionIsNamedAndSaysOfWhichRunItIs() {
    byte[] first = HexFormat.ofDelimiter(" ").parseHex("86 63 72 75 6e 61 77 05 80 80 80");
    assertThatThrownBy(() -> ReceiptCodec.summary(first))
        .isInstanceOfSatisfying(
            OtherVersion.class,
            other -> {
              assertThat(other.run()).isEqualTo("run");
              assertThat(other.at("it").message()).contains("messages of version 1,");
            });
    byte[] later = ReceiptCodec.encode(new Receipt(SUMMARY, List.of()));
    later[1] = 5;
    assertThatThrownBy(() -> ReceiptCodec.decode(later))
        .isInstanceOfSatisfying(
            OtherVersion.class,
            other -> {
              assertThat(other.run()).isEqualTo(SUMMARY.run());
              assertThat(other.at("it").message()).contains("messages of version 5,");
            });
  }

  /** Version, kind and rows take a byte each, where there are few of these. */
  @Test
  void aReceiptIsThreeBytesLargerThanInTheFirstForm() {
    Receipt.Summary summary =
        new Receipt.Summary("run", Receipt.Kind.LOAD, "w", 5, Map.of(), Map.of());
    assertThat(ReceiptCodec.encode(new Receipt(summary, List.of()))).hasSize(11 + 3);
  }

  @Test
  void theLargestBatchFitsAMessage() {
    List<Receipt.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      entries.add(
          new Receipt.Entry(
              new RecordId(1000, 10_000_000L + i),
              30_000_000L + i,
              Optional.of("a-key-of-forty-characters-0123456789-" + (100 + i % 900)),
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
                List.of(
                    new Receipt.Entry(
                        new RecordId(0, 0), 1, Optional.of("key"), Receipt.End.WRITTEN))));
    assertThat(ReceiptCodec.summary(java.util.Arrays.copyOf(bytes, bytes.length - 8)))
        .isEqualTo(SUMMARY);
  }
}
