package io.godwit.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.TotalKey;
import io.godwit.common.wire.run.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalsTopologyTest {

  private static final Topics TOPICS = new Topics("submissions");

  private final Set<String> ended = new HashSet<>();

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theTotalsAreThoseOfANaiveFold(long seed) {
    List<Receipt.Summary> receipts = receipts(new Random(Long.getLong("godwit.seed", 0) + seed));
    try (TopologyTestDriver driver = driver()) {
      receipts.forEach(receipt -> pipe(driver, ReceiptCodec.encode(withEntry(receipt))));

      assertThat(totals(driver)).isEqualTo(naiveFold(receipts));
    }
  }

  @Test
  void theRunsTotalIsTheLastToChange() {
    Map<ErrorCode, Long> failures = Map.of(ErrorCode.VALUE_TYPE, 1L, ErrorCode.KEY_MISSING, 1L);
    Receipt.Summary receipt =
        new Receipt.Summary(
            "r1",
            Receipt.Kind.LOAD,
            "w",
            5,
            Map.of(0, new Tally(1, 0, 0, 1), 7, new Tally(0, 2, 0, 1)),
            failures);

    List<KeyValue<String, Total>> increments = Increments.of(receipt);

    assertThat(increments).hasSize(6);
    assertThat(increments.getLast())
        .isEqualTo(KeyValue.pair("r1/run", new Total(new Tally(1, 2, 0, 2), 5, 5)));
  }

  @Test
  void rowsBeyondOneEachAreATotalOfTheirOwnWhereThereAreAny() {
    Receipt.Summary receipt =
        new Receipt.Summary(
            "r1",
            Receipt.Kind.LOAD,
            "w",
            5,
            Map.of(0, new Tally(3, 1, 0, 0), 1, new Tally(1, 0, 0, 0)),
            Map.of(),
            11);
    assertThat(Increments.of(receipt))
        .contains(KeyValue.pair("r1/rows", new Total(new Tally(7, 0, 0, 0), 5, 5)))
        .last()
        .isEqualTo(KeyValue.pair("r1/run", new Total(new Tally(4, 1, 0, 0), 5, 5)));
    Receipt.Summary plain =
        new Receipt.Summary(
            "r1", Receipt.Kind.LOAD, "w", 5, Map.of(0, new Tally(3, 0, 0, 0)), Map.of());
    assertThat(Increments.of(plain)).extracting(one -> one.key).doesNotContain("r1/rows");
  }

  /** As a worker newer than this aggregator might send. */
  @Test
  void aCodeThatIsNotKnownCountsAsAFailure() {
    Receipt.Summary receipt =
        new Receipt.Summary(
            "r1",
            Receipt.Kind.LOAD,
            "w",
            5,
            Map.of(0, new Tally(0, 0, 0, 3)),
            new EnumMap<>(Map.of(ErrorCode.VALUE_TYPE, 3L)));
    byte[] bytes = ReceiptCodec.encode(new Receipt(receipt, List.of()));
    try (TopologyTestDriver driver = driver()) {
      pipe(driver, replace(bytes, "value-type", "value-tyqe"));

      assertThat(totals(driver))
          .containsEntry("r1/code/target-refused", new Total(new Tally(0, 0, 0, 3), 5, 5))
          .containsEntry("r1/run", new Total(new Tally(0, 0, 0, 3), 5, 5));
    }
  }

  @Test
  void whatIsNoReceiptStopsTheAggregatorInsteadOfBeingLeftOut() {
    try (TopologyTestDriver driver = driver()) {
      assertThatThrownBy(() -> pipe(driver, new byte[] {1, 2, 3}))
          .isInstanceOf(StreamsException.class)
          .satisfies(thrown -> assertThat(TotalsStream.passes(thrown)).isFalse());
    }
  }

  @Test
  void aReceiptOfAnotherVersionIsNotCountedAndNamesItsVersion() {
    byte[] bytes = receiptOf("r1");
    bytes[1] = 5;
    try (TopologyTestDriver driver = driver()) {
      assertThatThrownBy(() -> pipe(driver, bytes))
          .isInstanceOf(StreamsException.class)
          .hasRootCauseInstanceOf(OtherVersion.class);
    }
  }

  @Test
  void theNameOfTheTopicBetweenIsTheOneThatKafkaStreamsGivesIt() {
    assertThat(TotalsTopology.of(TOPICS, "second", Set.of(), Set.of()).describe().toString())
        .contains("topic: increments-repartition");
    assertThat(TotalsTopology.increments(TOPICS, "second"))
        .isEqualTo("godwit.submissions.second-increments-repartition");
  }

  @Test
  void theTotalsOfARunThatHasEndedAreDeleted() {
    try (TopologyTestDriver driver = driver()) {
      pipe(driver, receiptOf("r1"));
      pipe(driver, receiptOf("r2"));
      pipe(driver, receiptOf("r3"));
      assertThat(totals(driver)).containsKeys("r1/run", "r2/run", "r3/run");
      // Not by the order of the ids: r3 may have been begun by a clock that is ahead.
      ended.addAll(Set.of("r1", "r3"));
      driver.advanceWallClockTime(Duration.ofSeconds(2));
      pipe(driver, receiptOf("r2"));

      assertThat(ended).isEmpty();
      assertThat(storedRuns(driver)).containsExactly("r2");
      assertThat(deleted(driver))
          .containsExactlyInAnyOrder(
              "r1/run", "r1/split/0", "r1/worker/w", "r3/run", "r3/split/0", "r3/worker/w");
      pipe(driver, receiptOf("r2"));
      assertThat(totals(driver)).containsEntry("r2/run", new Total(new Tally(3, 0, 0, 0), 5, 5));
    }
  }

  private static byte[] receiptOf(String run) {
    Receipt.Summary summary =
        new Receipt.Summary(
            run, Receipt.Kind.LOAD, "w", 5, Map.of(0, new Tally(1, 0, 0, 0)), Map.of());
    return ReceiptCodec.encode(new Receipt(summary, List.of()));
  }

  private static Set<String> storedRuns(TopologyTestDriver driver) {
    Set<String> runs = new TreeSet<>();
    try (KeyValueIterator<String, ValueAndTimestamp<Total>> totals =
        driver.<String, Total>getTimestampedKeyValueStore(TotalsTopology.STORE).all()) {
      totals.forEachRemaining(total -> runs.add(TotalKey.runOf(total.key)));
    }
    return runs;
  }

  /** The keys of the tombstones. */
  private static List<String> deleted(TopologyTestDriver driver) {
    return output(driver).readRecordsToList().stream()
        .filter(message -> message.value() == null)
        .map(message -> new String(message.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private TopologyTestDriver driver() {
    StreamsConfig settings =
        StreamsSettings.of(new Cluster("localhost:1"), TOPICS.application("second"), state);
    Properties properties = new Properties();
    properties.putAll(settings.originals());
    return new TopologyTestDriver(TotalsTopology.of(TOPICS, "second", ended, Set.of()), properties);
  }

  private static void pipe(TopologyTestDriver driver, byte[] receipt) {
    driver
        .createInputTopic(TOPICS.receipts(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(null, receipt));
  }

  private static Map<String, Total> totals(TopologyTestDriver driver) {
    Map<String, Total> totals = new TreeMap<>();
    output(driver)
        .readRecordsToList()
        .forEach(message ->
            totals.put(
                new String(message.key(), StandardCharsets.UTF_8),
                Json.read(message.value(), Total.class)));
    return totals;
  }

  private static TestOutputTopic<byte[], byte[]> output(TopologyTestDriver driver) {
    return driver.createOutputTopic(
        TOPICS.totals("second"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Entries are not what is counted, so one that says otherwise must not matter. */
  private static Receipt withEntry(Receipt.Summary summary) {
    Receipt.Entry entry =
        new Receipt.Entry(new RecordId(99, 1), 1, Optional.of("key"), Receipt.End.DROPPED);
    return new Receipt(summary, List.of(entry));
  }

  private static List<Receipt.Summary> receipts(Random random) {
    ErrorCode[] codes = {ErrorCode.VALUE_TYPE, ErrorCode.CSV_FIELD_COUNT, ErrorCode.KEY_MISSING};
    List<Receipt.Summary> receipts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Map<Integer, Tally> splits = new TreeMap<>();
      Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
      for (int s = random.nextInt(4); s >= 0; s--) {
        int failed = random.nextInt(3);
        splits.put(
            random.nextInt(30), new Tally(random.nextInt(5000), random.nextInt(9), 1, failed));
        failures.merge(codes[random.nextInt(codes.length)], (long) failed, Long::sum);
      }
      receipts.add(
          new Receipt.Summary(
              "run-" + random.nextInt(2),
              Receipt.Kind.LOAD,
              "worker/" + random.nextInt(4),
              i + 1,
              splits,
              failures));
    }
    return receipts;
  }

  private static Map<String, Total> naiveFold(List<Receipt.Summary> receipts) {
    Map<String, Total> totals = new HashMap<>();
    for (Receipt.Summary receipt : receipts) {
      String run = receipt.run();
      receipt
          .splits()
          .forEach(
              (split, tally) -> add(totals, new TotalKey.OfSplit(run, split), tally, receipt.at()));
      receipt
          .failures()
          .forEach((code, count) ->
              add(totals, new TotalKey.OfCode(run, code), new Tally(0, 0, 0, count), receipt.at()));
      add(totals, new TotalKey.OfRun(run), receipt.tally(), receipt.at());
      add(totals, new TotalKey.OfWorker(run, receipt.worker()), receipt.tally(), receipt.at());
    }
    return new TreeMap<>(totals);
  }

  private static void add(Map<String, Total> totals, TotalKey key, Tally tally, long at) {
    totals.put(key.text(), totals.getOrDefault(key.text(), Total.ZERO).plus(tally, at));
  }

  private static byte[] replace(byte[] bytes, String from, String to) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
