package io.godwit.producer.feed;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.text.Excerpt;
import io.godwit.common.model.value.Key;
import io.godwit.common.wire.Lineage;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.WorkMessages;
import io.godwit.common.wire.WorkPacker;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.common.wire.run.SplitProgress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns what a split reader answers into messages. For one thread. */
public final class ChunkEncoder {

  /** Who signs the receipts of records that never reach a worker. */
  static final String SIGNATURE = "producer";

  /** In characters: far above what any target indexes, so that receipts of many keys fit. */
  private static final int MOST_KEY = 4000;

  private static final int SHOWN_OF_KEY = 200;

  private final Topics topics;
  private final String run;
  private final WorkPacker packer;
  private final Optional<SupportsReplay> replayed;

  /**
   * An encoder.
   *
   * @param partitions how many the work topic has
   * @param placement which of them a record goes to
   * @param inPack how many records a pack has at most, from 1
   */
  public ChunkEncoder(Topics topics, String run, int partitions, Placement placement, int inPack) {
    this(topics, run, partitions, placement, inPack, Optional.empty());
  }

  /** The same of records that an earlier run has read. */
  public ChunkEncoder(
      Topics topics,
      String run,
      int partitions,
      Placement placement,
      int inPack,
      Optional<SupportsReplay> replayed) {
    this.replayed = replayed;
    this.topics = topics;
    this.run = run;
    this.packer = new WorkPacker(topics.work(), run, partitions, placement, inPack);
  }

  /** The chunk of these readings of one split. */
  public Chunk encode(List<Reading> readings, SplitProgress after) throws Trouble {
    Optional<Lineage> again = again(after.split().number());
    List<Receipt.Entry> dropped = new ArrayList<>();
    List<Reading.Unreadable> unreadable = new ArrayList<>();
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Read(var record) -> {
          Optional<Failure> why = tooLarge(record);
          if (why.isPresent()) {
            unreadable.add(unpublishable(record, why.get()));
          }
        }
        case Reading.Unreadable bad -> {
          if (isSuperseded(bad)) {
            dropped.add(entry(bad.id(), bad.key(), bad.origin(), Receipt.End.DROPPED));
          } else {
            unreadable.add(bad);
          }
        }
        case Reading.LeftOut(var id, var key, var origin) ->
            dropped.add(entry(id, key, origin, Receipt.End.DROPPED));
      }
    }
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(packer.take());
    again.ifPresent(lineage -> messages.forEach(pack -> lineage.into(pack.headers())));
    unreadable.forEach(
        bad -> messages.add(deadLetter(bad, again.orElseGet(() -> Lineage.ofRoot(run)))));
    int ended = unreadable.size() + dropped.size();
    if (ended > 0) {
      messages.add(receipt(after.split().number(), unreadable, dropped));
    }
    return Chunk.of(messages, after, readings.size() - ended, unreadable.size());
  }

  private boolean isSuperseded(Reading.Unreadable bad) throws Trouble {
    return replayed.isPresent() && replayed.get().isSuperseded(bad.id());
  }

  private Optional<Lineage> again(int split) throws Trouble {
    return replayed.isPresent() ? Optional.of(replayed.get().lineage(split)) : Optional.empty();
  }

  /**
   * Packs a record, unless no topic would take it. Such a one must not be sent: the producer would
   * stand before it for ever. In CBOR a record may be larger than in the source, where its limit is
   * checked.
   */
  private Optional<Failure> tooLarge(DataRecord record) {
    // At least a byte each, so that the key's bytes need not be counted for the millions that fit.
    int key = record.key().text().length();
    if (key > MOST_KEY) {
      return Optional.of(
          new Failure(
              ErrorCode.RECORD_TOO_LARGE,
              "the key has " + key + " characters, and a key has at most " + MOST_KEY));
    }
    int size = packer.add(record, WorkMessages.MOST_FIELDS);
    if (size <= WorkMessages.MOST_FIELDS) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            ErrorCode.RECORD_TOO_LARGE,
            "the record takes "
                + size
                + " bytes in Kafka, where one takes at most "
                + WorkMessages.MOST_FIELDS));
  }

  private static Reading.Unreadable unpublishable(DataRecord record, Failure failure) {
    return new Reading.Unreadable(
        record.id(), Optional.of(record.key()), record.origin(), new byte[0], failure);
  }

  /** A report shows the beginning of a key that nobody would want to read. */
  private static Optional<String> shown(Optional<Key> key) {
    return key.map(Key::text)
        .map(text -> text.length() <= MOST_KEY ? text : Excerpt.of(text, SHOWN_OF_KEY));
  }

  private static Receipt.Entry entry(
      RecordId id, Optional<Key> key, Origin origin, Receipt.End end) {
    return new Receipt.Entry(id, origin.line(), shown(key), end);
  }

  private ProducerRecord<byte[], byte[]> deadLetter(Reading.Unreadable bad, Lineage lineage) {
    return DeadLetters.ofSource(
        topics.failed(),
        run,
        bad.id(),
        shown(bad.key()),
        bad.origin(),
        bad.raw(),
        bad.failure(),
        lineage);
  }

  private ProducerRecord<byte[], byte[]> receipt(
      int split, List<Reading.Unreadable> unreadable, List<Receipt.Entry> dropped) {
    Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    List<Receipt.Entry> entries = new ArrayList<>(dropped);
    for (Reading.Unreadable bad : unreadable) {
      failures.merge(bad.failure().code(), 1L, Long::sum);
      entries.add(entry(bad.id(), bad.key(), bad.origin(), Receipt.End.FAILED));
    }
    Map<Integer, Tally> splits = Map.of(split, new Tally(0, 0, dropped.size(), unreadable.size()));
    Receipt.Kind kind = replayed.isPresent() ? Receipt.Kind.REPLAY : Receipt.Kind.LOAD;
    Receipt.Summary summary =
        new Receipt.Summary(run, kind, SIGNATURE, System.currentTimeMillis(), splits, failures);
    return new ProducerRecord<>(
        topics.receipts(), ReceiptCodec.encode(new Receipt(summary, entries)));
  }
}
