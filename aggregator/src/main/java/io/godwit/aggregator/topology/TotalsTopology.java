package io.godwit.aggregator.topology;

import io.godwit.common.kafka.TopicSetup;
import io.godwit.common.kafka.Topics;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.Total;
import io.godwit.common.wire.run.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Receipts become increments, increments become totals.
 *
 * <p>All increments pass through one partition. More would buy nothing: a receipt stands for
 * thousands of records and makes a handful of increments, so one task folds many millions of
 * records a second. And one partition keeps the increments of a receipt in their order, with that
 * of the run at the end: who sees a run's total complete finds every other total of it complete in
 * the same or an earlier transaction. {@link Increments} and the run's watch rely on that.
 *
 * <p>The store is in memory behind its changelog. A total is some hundred bytes and a run has one a
 * split, worker and error code, so the heap holds thousands of runs; RocksDB would add 73 MB of
 * native library and memory that {@code -Xmx} does not bound, to keep what a restart reads back in
 * a moment. A lost state folder costs nothing.
 */
public final class TotalsTopology {

  /** The store, and the part of the changelog topic's name that tells it from others. */
  static final String STORE = "totals";

  /** The part of the repartition topic's name that tells it from others. */
  private static final String INCREMENTS = "increments";

  /** By default the changelog would grow for a week, and all of it is read when it starts. */
  private static final Map<String, String> CHANGELOG =
      Map.of(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(TopicSetup.SEGMENT.toMillis()));

  private TotalsTopology() {}

  /**
   * The topology of a job's aggregator.
   *
   * @param ended runs whose totals are to be deleted; safe for any thread
   * @param passedOver runs whose receipts of other versions are nobody's concern any more; safe for
   *     any thread
   */
  static Topology of(Topics topics, String aggregator, Set<String> ended, Set<String> passedOver) {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, Total> increments =
        builder.stream(
                topics.receipts(),
                Consumed.with(Serdes.ByteArray(), summaries(passedOver)).withName("receipts"))
            .flatMap(
                (key, summary) -> summary.map(Increments::of).orElse(List.of()), Named.as("book"))
            .repartition(
                Repartitioned.with(Serdes.String(), totals())
                    .withName(INCREMENTS)
                    .withNumberOfPartitions(1));
    increments
        .groupByKey(Grouped.with(Serdes.String(), totals()))
        .aggregate(
            () -> Total.ZERO,
            (key, increment, total) -> total.plus(increment),
            Named.as("fold"),
            Materialized.<String, Total>as(Stores.inMemoryKeyValueStore(STORE))
                .withKeySerde(Serdes.String())
                .withValueSerde(totals())
                // Only what a total is at a commit leaves the cache, not each of its steps.
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG))
        .toStream(Named.as("changed"))
        .to(topics.totals(aggregator), Produced.with(Serdes.String(), totals()).withName("out"));
    // Built behind the fold, which makes the store.
    increments.process(() -> new ForgetEnded(ended), Named.as("forget"), STORE);
    return builder.build();
  }

  /** The topic between the receipts and the fold, as Kafka Streams names it. */
  public static String increments(Topics topics, String aggregator) {
    return topics.application(aggregator) + "-" + INCREMENTS + "-repartition";
  }

  /** A receipt's first part, empty where it is passed over; nothing here writes one. */
  private static Serde<Optional<Receipt.Summary>> summaries(Set<String> passedOver) {
    return Serdes.serdeFrom(
        (topic, summary) -> {
          throw new UnsupportedOperationException("the aggregator writes no receipts");
        },
        (topic, bytes) -> summary(topic, bytes, passedOver));
  }

  private static Optional<Receipt.Summary> summary(
      String topic, byte[] bytes, Set<String> passedOver) {
    try {
      return Optional.of(ReceiptCodec.summary(bytes));
    } catch (OtherVersion e) {
      if (passedOver.contains(e.run())) {
        return Optional.empty();
      }
      throw e;
    } catch (RuntimeException e) {
      // Of whatever kind: the codec meets bytes here that nobody vouches for.
      throw new IllegalArgumentException("a message of " + topic + " is no receipt", e);
    }
  }

  private static Serde<Total> totals() {
    return Serdes.serdeFrom(
        TotalsTopology::written, (topic, bytes) -> Json.read(bytes, Total.class));
  }

  /** A total that is deleted has a tombstone. */
  private static byte @Nullable [] written(String topic, @Nullable Total total) {
    return total == null ? null : Json.write(total);
  }
}
