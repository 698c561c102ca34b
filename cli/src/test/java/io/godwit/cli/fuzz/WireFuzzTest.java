package io.godwit.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.kafka.MovedFrom;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.PackDecoder;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.WorkReader;
import io.godwit.common.wire.WorkRecord;
import io.godwit.common.wire.cbor.DocumentDecoder;
import io.godwit.common.wire.cbor.DocumentEncoder;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.letter.LetterClaim;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.Json;
import io.godwit.common.wire.run.Ruling;
import io.godwit.common.wire.run.SplitMessages;
import io.godwit.common.wire.run.VerifiedRow;
import io.godwit.testkit.fuzz.Mutations;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Anybody may write to a topic: what is no message of ours is told as that, and harms nobody. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class WireFuzzTest {

  private static final RecordId ID = new RecordId(3, 14);
  private static final Origin ORIGIN = new Origin("people.csv", 15);

  private static Document document() {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("id", new Value.Int64(7));
    fields.put("name", new Value.Text("Zo\u00eb \"; drop"));
    fields.put("amount", new Value.Decimal(new BigDecimal("-12.3400")));
    fields.put("at", new Value.Timestamp(Instant.parse("2026-01-01T00:00:00.123456Z")));
    fields.put("tags", new Value.Array(List.of(new Value.Text("a"), Value.Null.NULL)));
    fields.put("more", new Value.Nested(Document.of("x", new Value.Float64(1.5))));
    fields.put("raw", new Value.Binary((byte) 0, new byte[] {1, 2, 3}));
    return Document.of(fields);
  }

  private static DataRecord record(long ordinal) {
    return new DataRecord(new RecordId(3, ordinal), new Key("k" + ordinal), ORIGIN, document());
  }

  private static ConsumerRecord<byte[], byte[]> message(byte[] label, byte[] value) {
    ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>("t", 0, 5, label, value);
    for (String name :
        List.of("godwit", "error.code", "error.column", "attempt", "root", MovedFrom.HEADER)) {
      message.headers().add(new RecordHeader(name, label));
    }
    return message;
  }

  private static List<byte[]> packs() {
    WorkPacker packer = new WorkPacker("t", "run-1", 1, Placement.bySourceKey());
    for (int i = 0; i < 5; i++) {
      packer.add(record(i), 100);
    }
    List<byte[]> values = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> pack : packer.take()) {
      values.add(pack.value());
    }
    return values;
  }

  @Test
  void aDocumentIsReadOrRefused() {
    byte[] good = new DocumentEncoder().encode(document());
    Mutations.of(List.of(good))
        .each(input -> {
          Optional<Document> read = decoded(input);
          if (read.isPresent()) {
            byte[] again = new DocumentEncoder().encode(read.get());
            assertThat(new DocumentDecoder().decode(again).toString())
                .isEqualTo(read.get().toString());
          }
        });
  }

  private static Optional<Document> decoded(byte[] input) {
    try {
      return Optional.of(new DocumentDecoder().decode(input));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** A worker opens what it is handed: none of it may end a thread. */
  @Test
  void aPackHasTheRecordsThatItSaysOrWhatCannotBeRead() {
    byte[] label = "4 run-1/3/0 application/cbor people.csv:15".getBytes(StandardCharsets.UTF_8);
    Mutations.of(packs())
        .each(input -> {
          Optional<WorkPack> pack = new WorkReader().read(message(label, input));
          if (pack.isPresent()) {
            List<WorkRecord> records = new PackDecoder().open(pack.get());
            // What is no pack stands for its first record.
            assertThat(records.size())
                .isIn(
                    pack.get().count(),
                    records.getFirst() instanceof WorkRecord.Unreadable ? 1 : -1);
          }
        });
  }

  @Test
  void aLabelIsReadOrIsNotOurs() {
    byte[] value = packs().getFirst();
    Mutations.of(
            List.of(
                "4 run-1/3/14 application/cbor people.csv:15".getBytes(StandardCharsets.UTF_8),
                "run-1/3/14 application/octet-stream a b:0".getBytes(StandardCharsets.UTF_8),
                "17,45,999999999999999999".getBytes(StandardCharsets.UTF_8)))
        .each(label -> {
          ConsumerRecord<byte[], byte[]> message = message(label, value);
          assertThat(MovedFrom.offsets(message.headers())).isNotNull();
          try {
            var unused = new WorkReader().read(message);
            DeadLetters.read(message)
                .ifPresent(letter -> assertThat(letter.origin().unit()).isNotNull());
            assertThat(DeadLetters.shown(message)).isNotNull();
          } catch (OtherVersion other) {
            assertThat(other.run()).isNotNull();
          }
        });
  }

  @Test
  void aDeadLetterAndItsClaimAreReadOrRefused() {
    LetterClaim claim =
        new LetterClaim(
            "run-2",
            "run-1",
            "run-1",
            2,
            0,
            "people.csv",
            List.of(
                new LetterClaim.Letter(1, 17, ID, LetterClaim.Way.FIELDS),
                new LetterClaim.Letter(1, 1L << 40, ID, LetterClaim.Way.SOURCE)));
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.ofSource(
            "t",
            "run-1",
            ID,
            Optional.of("k"),
            ORIGIN,
            new byte[] {1},
            new Failure(ErrorCode.TARGET_REFUSED, "no"));
    Mutations.of(List.of(claim.message("t").value(), letter.value()))
        .each(input -> {
          ConsumerRecord<byte[], byte[]> message = message(new byte[] {'x'}, input);
          message.headers().add(new RecordHeader("godwit.claim", new byte[0]));
          try {
            LetterClaim.read(message)
                .ifPresent(read -> assertThat(LetterClaim.read(again(read))).contains(read));
          } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("null");
          }
        });
  }

  private static ConsumerRecord<byte[], byte[]> again(LetterClaim claim) {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>("t", 0, 5, new byte[0], claim.message("t").value());
    message.headers().add(new RecordHeader("godwit.claim", new byte[0]));
    return message;
  }

  @Test
  void aReceiptIsReadOrRefused() {
    Receipt receipt =
        new Receipt(
            new Receipt.Summary(
                "run-1",
                Receipt.Kind.LOAD,
                "worker",
                5,
                Map.of(3, new Tally(1, 0, 0, 1)),
                Map.of(ErrorCode.TARGET_REFUSED, 1L)),
            List.of(
                new Receipt.Entry(ID, 15, Optional.of("k\u00e4"), Receipt.End.WRITTEN),
                new Receipt.Entry(ID, 16, Optional.empty(), Receipt.End.FAILED)));
    Mutations.of(List.of(ReceiptCodec.encode(receipt)))
        .each(input -> {
          try {
            var unused = ReceiptCodec.summary(input);
            Receipt read = ReceiptCodec.decode(input);
            assertThat(ReceiptCodec.decode(ReceiptCodec.encode(read))).isEqualTo(read);
          } catch (OtherVersion | IllegalArgumentException refused) {
            assertThat(refused).isNotNull();
          }
        });
  }

  @Test
  void whatIsJsonIsReadOrRefused() {
    JobEntry entry = new JobEntry("people", "run-1", "job: people", "/x", 5);
    VerifiedRow row =
        new VerifiedRow(
            "run-1",
            5,
            VerifiedRow.Kind.MISSING,
            "t",
            "k",
            "k",
            "people.csv",
            3,
            "run-1",
            0,
            1,
            2,
            3,
            List.of(),
            Optional.empty());
    Mutations.of(
            List.of(
                Json.write(entry),
                Json.write(row),
                Json.write(new Ruling.Skip(3, 12, Ruling.Skip.ALL, 5))))
        .each(input -> {
          for (Class<? extends Record> type :
              List.of(JobEntry.class, VerifiedRow.class, Ruling.Skip.class, Ruling.Notices.class)) {
            try {
              var unused = Json.read(input, type);
            } catch (IllegalArgumentException refused) {
              assertThat(refused.getMessage()).startsWith("not a ");
            }
          }
          try {
            var unused = SplitMessages.read("run-1/3".getBytes(StandardCharsets.UTF_8), input);
          } catch (OtherVersion | IllegalArgumentException refused) {
            assertThat(refused).isNotNull();
          }
        });
  }
}
