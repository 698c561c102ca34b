package io.godwit.worker.consume;

import io.godwit.common.kafka.Topics;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.wire.Placement;
import io.godwit.common.wire.WorkPacker;
import io.godwit.testkit.scripted.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * The records of one history, as the producer's own packer has published them, what must become of
 * each, and what the target will be like. The ordinal of a record is its number here, in all splits
 * together, since that is how a scripted target knows it.
 */
final class Load {

  static final Topics TOPICS = new Topics("simulated");
  static final String RUN = "run";
  private static final String GIVEN_UP = "given-up";
  private static final int MOST_RECORDS = 24;

  final List<Fate> fates = new ArrayList<>();
  final List<Integer> splits = new ArrayList<>();
  final List<Integer> keys = new ArrayList<>();
  final Script script;
  private final boolean keysTwice;
  private final SplittableRandom dice;
  private final List<Partition> partitions;
  private final Set<Integer> touched = new HashSet<>();

  /** What must become of a record, at every attempt. */
  enum Fate {
    WRITTEN(Optional.empty()),
    DROPPED(Optional.empty()),
    REJECTED(Optional.of(ErrorCode.VALUE_TYPE)),
    REFUSED(Optional.of(ErrorCode.TARGET_TOO_LONG)),
    DOUBTED(Optional.of(ErrorCode.TARGET_REFUSED)),
    UNREADABLE(Optional.of(ErrorCode.VALUE_UNSUPPORTED));

    /** Why it fails; empty where it does not. */
    final Optional<ErrorCode> failure;

    Fate(Optional<ErrorCode> failure) {
      this.failure = failure;
    }
  }

  /** The log of one partition: what is committed, with the gaps that markers leave. */
  private static final class Partition {
    private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private long end;
  }

  /** The load of a seed. */
  Load(long seed, boolean keysTwice) {
    this.dice = new SplittableRandom(seed);
    this.keysTwice = keysTwice;
    int records = 3 + dice.nextInt(MOST_RECORDS - 2);
    int distinct = 1 + dice.nextInt(records);
    int badness = List.of(0, 5, 15, 40).get(dice.nextInt(4));
    Map<Integer, String> doubted = new HashMap<>();
    partitions = IntStream.rangeClosed(0, dice.nextInt(3)).mapToObj(i -> new Partition()).toList();
    Set<Integer> begun = new HashSet<>();
    for (int i = 0; i < records; i++) {
      keys.add(keysTwice && dice.nextInt(2) == 0 ? dice.nextInt(distinct) : 1000 + i);
      // Where a target takes nothing at all, a partition rightly waits for ever.
      boolean good = begun.add(partition(i)) || dice.nextInt(100) >= badness;
      fates.add(good ? Fate.WRITTEN : Fate.values()[1 + dice.nextInt(Fate.values().length - 1)]);
      if (fates.get(i) == Fate.DOUBTED) {
        doubted.put(i, "P000" + dice.nextInt(3));
      }
    }
    script = script(doubted);
    publish();
  }

  private int partition(int number) {
    Key key = new Key(key(number));
    DataRecord record =
        new DataRecord(new RecordId(0, number), key, new Origin("", 0), Document.empty());
    return Placement.bySourceKey().partition(record, partitions.size());
  }

  private String key(int number) {
    return "key " + keys.get(number);
  }

  private Script script(Map<Integer, String> doubted) {
    return new Script(
        keys,
        doubted,
        Map.of(),
        0,
        outages(),
        dice.nextLong(),
        dice.nextInt(3) == 0 ? 15 : 0,
        dice.nextInt(2) == 0 ? 40 : 0,
        0,
        dice.nextInt(4) == 0 ? 1 + dice.nextInt(4) : Integer.MAX_VALUE,
        0);
  }

  private List<Script.Outage> outages() {
    List<Script.Outage> outages = new ArrayList<>();
    long at = 0;
    for (int i = dice.nextInt(3); i > 0; i--) {
      long from = at + dice.nextLong(Duration.ofSeconds(2).toNanos());
      at = from + Script.SHORTEST.toNanos() + dice.nextLong(Duration.ofSeconds(8).toNanos());
      outages.add(new Script.Outage(from, at, "P000" + dice.nextInt(3)));
    }
    return outages;
  }

  /** A few records of one split at a time; the unreadable ones in packs of their own. */
  private void publish() {
    WorkPacker packer = packer(RUN);
    int most = 1 + dice.nextInt(3);
    int from = 0;
    while (from < fates.size()) {
      int split = dice.nextInt(most);
      int to = from + 1;
      int end = Math.min(fates.size(), from + 1 + dice.nextInt(6));
      while (to < end && isReadable(from) && isReadable(to)) {
        to++;
      }
      for (int i = from; i < to; i++) {
        splits.add(split);
        packer.add(record(i), Integer.MAX_VALUE);
      }
      append(packer.take(), isReadable(from));
      from = to;
      disturb(from);
    }
    mark();
  }

  private boolean isReadable(int number) {
    return fates.get(number) != Fate.UNREADABLE;
  }

  private WorkPacker packer(String run) {
    return new WorkPacker(TOPICS.work(), run, partitions.size(), Placement.bySourceKey());
  }

  private DataRecord record(int number) {
    Fate fate = fates.get(number);
    Document fields =
        Document.of("fate", new Value.Text(fate.name()))
            .with("amount", new Value.Text(fate == Fate.REJECTED ? "many" : "7"));
    return new DataRecord(
        new RecordId(splits.get(number), number),
        new Key(key(number)),
        new Origin("unit", number + 1),
        fields);
  }

  private void append(List<ProducerRecord<byte[], byte[]>> packs, boolean readable) {
    for (ProducerRecord<byte[], byte[]> pack : packs) {
      touched.add(pack.partition());
      append(pack.partition(), readable ? pack.value() : new byte[] {1, 2, 3}, pack.headers());
    }
    if (dice.nextInt(3) == 0) {
      mark();
    }
  }

  /** The transaction ends, and takes an offset for that. */
  private void mark() {
    touched.forEach(partition -> partitions.get(partition).end++);
    touched.clear();
  }

  private void append(int number, byte[] value, org.apache.kafka.common.header.Headers headers) {
    Partition partition = partitions.get(number);
    partition.messages.add(
        new ConsumerRecord<>(
            TOPICS.work(),
            number,
            partition.end++,
            0,
            TimestampType.CREATE_TIME,
            0,
            value.length,
            new byte[0],
            value,
            headers,
            Optional.empty()));
  }

  /** What has no place in the books: the pack of another run, and what a stranger has written. */
  private void disturb(int published) {
    if (dice.nextInt(12) == 0) {
      append(dice.nextInt(partitions.size()), new byte[] {4}, new RecordHeaders());
    }
    if (dice.nextInt(24) == 0) {
      WorkPacker before = packer(GIVEN_UP);
      before.add(record(dice.nextInt(published)), Integer.MAX_VALUE);
      append(before.take(), true);
    }
  }

  boolean keysTwice() {
    return keysTwice;
  }

  int partitions() {
    return partitions.size();
  }

  /** Up to so many messages of a partition from an offset on. */
  List<ConsumerRecord<byte[], byte[]>> read(int partition, long from, int most) {
    return partitions.get(partition).messages.stream()
        .filter(message -> message.offset() >= from)
        .limit(most)
        .toList();
  }

  /** Behind everything in a partition. */
  long end(int partition) {
    return partitions.get(partition).end;
  }
}
