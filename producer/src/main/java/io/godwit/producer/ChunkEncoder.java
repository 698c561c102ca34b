package io.godwit.producer;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Key;
import io.godwit.common.model.Reading;
import io.godwit.common.model.Tally;
import io.godwit.common.wire.DeadLetters;
import io.godwit.common.wire.DocumentEncoder;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.SplitProgress;
import io.godwit.common.wire.WorkMessages;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns what a split reader answers into messages. For one thread. */
final class ChunkEncoder {

  /** Who signs the receipts of records that never reach a worker. */
  static final String SIGNATURE = "producer";

  private final Topics topics;
  private final String run;
  private final DocumentEncoder documents = new DocumentEncoder();

  ChunkEncoder(Topics topics, String run) {
    this.topics = topics;
    this.run = run;
  }

  /** The chunk of these readings of one split, not empty. */
  Chunk encode(List<Reading> readings, SplitProgress after) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(readings.size() + 1);
    List<Reading.Unreadable> unreadable = new ArrayList<>();
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Read(var record) ->
            messages.add(
                WorkMessages.message(
                    topics.work(), run, record, documents.encode(record.fields())));
        case Reading.Unreadable bad -> {
          messages.add(deadLetter(bad));
          unreadable.add(bad);
        }
      }
    }
    if (!unreadable.isEmpty()) {
      messages.add(receipt(after.split().number(), unreadable));
    }
    return new Chunk(messages, after);
  }

  private ProducerRecord<byte[], byte[]> deadLetter(Reading.Unreadable bad) {
    String key = bad.key().map(Key::text).orElse("");
    return DeadLetters.ofSource(
        topics.failed(), run, bad.id(), key, bad.origin(), bad.raw(), bad.failure());
  }

  private ProducerRecord<byte[], byte[]> receipt(int split, List<Reading.Unreadable> unreadable) {
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    List<Receipt.Entry> entries = new ArrayList<>();
    for (Reading.Unreadable bad : unreadable) {
      failures.merge(bad.failure().code(), 1L, Long::sum);
      String key = bad.key().map(Key::text).orElse("");
      entries.add(new Receipt.Entry(bad.id(), bad.origin().line(), key, Receipt.End.FAILED));
    }
    Map<Integer, Tally> splits = Map.of(split, new Tally(0, 0, 0, unreadable.size()));
    Receipt.Summary summary =
        new Receipt.Summary(run, SIGNATURE, System.currentTimeMillis(), splits, failures);
    return new ProducerRecord<>(
        topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries)));
  }
}
