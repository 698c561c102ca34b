package io.godwit.worker.consume;

import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.letter.DeadLetters;
import io.godwit.worker.consume.Breach.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** Judges a history by what a reader of its topics sees, and by its target. */
final class Books {

  private final Load load;
  private final BrokerModel broker;
  private final Map<Integer, Integer> rows;
  private final List<Receipt> receipts;
  private final Map<Integer, List<Receipt.End>> ends = new TreeMap<>();
  private final Map<Integer, List<ErrorCode>> letters = new TreeMap<>();

  /**
   * The books of a history that is over.
   *
   * @param rows the number of the record that the target holds under each key
   */
  Books(Load load, BrokerModel broker, Map<Integer, Integer> rows) {
    this.load = load;
    this.broker = broker;
    this.rows = rows;
    this.receipts =
        broker.visible(Load.TOPICS.receipts()).stream()
            .map(message -> ReceiptCodec.decode(message.value()))
            .toList();
    receipts.stream()
        .flatMap(receipt -> receipt.entries().stream())
        .forEach(entry -> add(ends, entry.id().ordinal(), entry.end()));
    broker.visible(Load.TOPICS.failed()).stream()
        .map(Books::letter)
        .forEach(letter -> add(letters, letter.id().ordinal(), letter.failure().code()));
  }

  private static <T> void add(Map<Integer, List<T>> to, long ordinal, T value) {
    to.computeIfAbsent((int) ordinal, ignored -> new ArrayList<>()).add(value);
  }

  private static DeadLetters.DeadLetter letter(ProducerRecord<byte[], byte[]> message) {
    return DeadLetters.read(
            new ConsumerRecord<>(
                message.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                message.key(),
                message.value(),
                message.headers(),
                Optional.empty()))
        .orElseThrow();
  }

  /** The first promise that was not kept; empty where all were. */
  Optional<Breach> breach() {
    return records(this::once)
        .or(this::balance)
        .or(() -> records(this::outcome))
        .or(() -> records(this::deadLetter))
        .or(this::target)
        .or(this::lag);
  }

  private Optional<Breach> records(Function<Integer, Optional<Breach>> check) {
    return IntStream.range(0, load.fates.size())
        .boxed()
        .flatMap(number -> check.apply(number).stream())
        .findFirst();
  }

  private Optional<Breach> once(int number) {
    List<Receipt.End> of = ends.getOrDefault(number, List.of());
    return of.size() == 1
        ? Optional.empty()
        : broken(Promise.EACH_RECORD_ONCE, "record " + number + " has the outcomes " + of);
  }

  private Optional<Breach> balance() {
    Map<Integer, Long> read =
        load.splits.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
    Map<Integer, Tally> sums = new HashMap<>();
    Map<ErrorCode, Long> failures = new HashMap<>();
    for (Receipt receipt : receipts) {
      receipt.summary().splits().forEach((split, tally) -> sums.merge(split, tally, Tally::plus));
      receipt.summary().failures().forEach((code, count) -> failures.merge(code, count, Long::sum));
    }
    Map<Integer, Long> ended = new HashMap<>();
    sums.forEach((split, tally) -> ended.put(split, tally.total()));
    if (!ended.equals(read)) {
      return broken(Promise.BOOKS_BALANCE, "read " + read + ", and ended " + ended);
    }
    Map<ErrorCode, Long> lettered =
        letters.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
    return failures.equals(lettered)
        ? Optional.empty()
        : broken(Promise.BOOKS_BALANCE, failures + " failed, and dead letters say " + lettered);
  }

  private Optional<Breach> outcome(int number) {
    Receipt.End must =
        switch (load.fates.get(number)) {
          case WRITTEN -> Receipt.End.WRITTEN;
          case DROPPED -> Receipt.End.DROPPED;
          case REJECTED, REFUSED, DOUBTED, UNREADABLE -> Receipt.End.FAILED;
        };
    Receipt.End is = ends.get(number).getFirst();
    return is == must
        ? Optional.empty()
        : broken(
            Promise.OUTCOME,
            "record %d is %s and must be %s".formatted(number, is, load.fates.get(number)));
  }

  private Optional<Breach> deadLetter(int number) {
    List<ErrorCode> must = load.fates.get(number).failure.stream().toList();
    List<ErrorCode> is = letters.getOrDefault(number, List.of());
    return is.equals(must)
        ? Optional.empty()
        : broken(Promise.DEAD_LETTERS, "record " + number + " has " + is + " and not " + must);
  }

  private Optional<Breach> target() {
    Map<Integer, Integer> last = new HashMap<>();
    ends.forEach((number, of) -> {
      if (of.contains(Receipt.End.WRITTEN)) {
        last.put(load.keys.get(number), number);
      }
    });
    return rows.equals(last)
        ? Optional.empty()
        : broken(Promise.TARGET, "the target holds " + rows + " and not " + last);
  }

  private Optional<Breach> lag() {
    return IntStream.range(0, load.partitions())
        .filter(partition -> !isConsumed(load, broker, partition))
        .boxed()
        .findFirst()
        .flatMap(partition -> broken(Promise.NO_LAG, "partition " + partition + " has a lag"));
  }

  /** Whether the committed offset of a partition is behind all that it has. */
  static boolean isConsumed(Load load, BrokerModel broker, int partition) {
    return broker.committed(new TopicPartition(Load.TOPICS.work(), partition)).offset()
        == load.end(partition);
  }

  private static Optional<Breach> broken(Promise promise, String how) {
    return Optional.of(new Breach(promise, how));
  }
}
