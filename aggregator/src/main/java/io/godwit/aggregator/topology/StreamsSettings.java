package io.godwit.aggregator.topology;

import io.godwit.common.kafka.Cluster;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The settings of the aggregator's Kafka Streams application. */
final class StreamsSettings {

  /**
   * How long a killed aggregator keeps its place in the group and its transaction open. Both run at
   * once, so this is also how long its successor waits; 6 s is the least that a broker's defaults
   * let a group member ask for.
   */
  private static final int GONE_AFTER_MILLIS = 6000;

  /** How old a total may be when others see it. */
  private static final int COMMIT_MILLIS = 100;

  /**
   * How many messages of a partition wait in memory. A receipt of 20,000 records may have a
   * megabyte, and Kafka Streams counts messages, not bytes: its default of 1,000 would let four
   * partitions hold gigabytes.
   */
  private static final int BUFFERED_MESSAGES = 24;

  private StreamsSettings() {}

  /**
   * Settings for one thread that counts every receipt exactly once.
   *
   * @param application the application's id: its group, and how its own topics begin
   * @param state a folder of this process alone
   */
  static StreamsConfig of(Cluster cluster, String application, Path state) {
    Map<String, Object> config = cluster.common();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 4L << 20);
    config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_MESSAGES);
    // A name that an edit of the topology could change would orphan the state behind it.
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    failOnTrouble(config);
    group(config);
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), GONE_AFTER_MILLIS);
    config.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 8L << 20);
    return new StreamsConfig(config);
  }

  /**
   * Every handler stops the thread, which aborts its transaction: what was read is read again. To
   * go on without a message that cannot be read would leave a page out of the books.
   */
  private static void failOnTrouble(Map<String, Object> config) {
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    config.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
  }

  /**
   * The classic protocol, not {@code streams} (KIP-1071): with the newer ones a member of
   * kafka-clients 4.3.1 takes a whole core for as long as the broker is away (KAFKA-20253), and the
   * aggregator must not, since on a small machine that is half of what the broker needs to come
   * back. The price, that a classic member which is gone without a word is missed only after its
   * session, is bounded by a short session here and by leaving the group on close.
   */
  private static void group(Map<String, Object> config) {
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    consumer(config, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, GONE_AFTER_MILLIS);
    consumer(config, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, GONE_AFTER_MILLIS / 4);
    consumer(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BUFFERED_MESSAGES);
    consumer(config, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
  }

  private static void consumer(Map<String, Object> config, String name, Object value) {
    config.put(StreamsConfig.mainConsumerPrefix(name), value);
  }
}
