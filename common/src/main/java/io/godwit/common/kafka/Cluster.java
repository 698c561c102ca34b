package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.WorkMessages;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka cluster, and clients for it with the settings that Godwit's guarantees need.
 *
 * @param bootstrap one or more {@code host:port}, joined by commas
 * @param more settings for every client, such as those of TLS and SASL; they do not override the
 *     settings that a guarantee needs
 */
public record Cluster(String bootstrap, Map<String, String> more) {

  /**
   * How long the broker leaves a transaction open of which it hears nothing. With the time between
   * two searches of a broker for such transactions, 3 s as Godwit sets it, this is less than the 10
   * s within which a killed worker's partitions are taken over.
   */
  public static final Duration ABORTED_AFTER = Duration.ofSeconds(6);

  /**
   * The largest message: a record of the largest size that a job may allow, with room for its
   * headers and for a receipt of a large batch.
   */
  public static final int MAX_MESSAGE_BYTES = WorkMessages.MOST_BYTES;

  private static final Duration PROBE = Duration.ofSeconds(10);

  /**
   * What is fetched is compressed, perhaps to a tenth, and one poll may unpack all of it: so these
   * bytes are few, and so are the messages of a poll, each a pack of records.
   */
  private static final int FETCHED_AHEAD = 6 << 20;

  private static final int POLL_RECORDS = 25;

  /** What a producer holds of compressed messages until the broker has them. */
  private static final long PRODUCER_BYTES = 24L << 20;

  /** A batch takes its whole size from the heap as soon as there is one message in it. */
  private static final int OPEN_BYTES = 16 << 20;

  /** A cluster that needs no further settings. */
  public Cluster(String bootstrap) {
    this(bootstrap, Map.of());
  }

  /** Takes an unmodifiable copy. */
  public Cluster {
    more = Map.copyOf(more);
  }

  /** An admin client; the caller closes it. */
  public Admin admin() {
    Map<String, Object> config = common();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return Admin.create(config);
  }

  /**
   * A transactional producer, not yet initialised; the caller closes it. What it leaves open when
   * it is killed is aborted after 6 s, so that others get on who read behind it.
   *
   * @param transactionalId whoever uses it next fences this one
   */
  public KafkaProducer<byte[], byte[]> transactionalProducer(String transactionalId) {
    return transactionalProducer(transactionalId, ABORTED_AFTER);
  }

  /**
   * A transactional producer, not yet initialised; the caller closes it.
   *
   * @param transactionalId whoever uses it next fences this one, and aborts what it left open
   * @param timeout how long readers wait for what it leaves open when nobody uses its id again; at
   *     most 15 minutes, unless the broker allows more
   */
  public KafkaProducer<byte[], byte[]> transactionalProducer(
      String transactionalId, Duration timeout) {
    return transactional(producer(), transactionalId, timeout);
  }

  /**
   * A transactional producer of many messages, not yet initialised; the caller closes it. It sends
   * a message when a batch of its partition is full, or at the flush or commit behind it, and not
   * before: nobody sees it sooner anyway, and a batch costs the broker the same however little is
   * in it.
   *
   * @param transactionalId whoever uses it next fences this one, and aborts what it left open
   * @param timeout how long readers wait for what it leaves open when nobody uses its id again; at
   *     most 15 minutes, unless the broker allows more
   * @param batches how many may be open at a time, from 1: one for each partition, here and in each
   *     client that is at work beside it. The more, the smaller they are, so that the heap is
   *     bounded
   */
  public KafkaProducer<byte[], byte[]> bulkProducer(
      String transactionalId, Duration timeout, int batches) {
    Map<String, Object> config = producer();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5_000);
    config.put(
        ProducerConfig.BATCH_SIZE_CONFIG, Math.clamp(OPEN_BYTES / batches, 16 << 10, 256 << 10));
    return transactional(config, transactionalId, timeout);
  }

  private static KafkaProducer<byte[], byte[]> transactional(
      Map<String, Object> config, String transactionalId, Duration timeout) {
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
    // The client rests for so long while it looks for its coordinator, which takes a few attempts.
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    return new KafkaProducer<>(config);
  }

  /** A producer of single messages without transactions; the caller closes it. */
  public KafkaProducer<byte[], byte[]> plainProducer() {
    Map<String, Object> config = producer();
    // Whoever sends one message waits for it, and nothing else comes to fill the batch.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(config);
  }

  /** A consumer of no group, that sees committed records only; the caller closes it. */
  public KafkaConsumer<byte[], byte[]> reader() {
    Map<String, Object> config = consumer();
    // It reads to an end that it knows, so no fetch is worth waiting for. And a client has one
    // fetch at a time on its way to a broker: one that waits at the end of a partition would hold
    // up that of the next.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
    return new KafkaConsumer<>(config);
  }

  /**
   * A consumer of a group, by the protocol of KIP-848; the caller closes it.
   *
   * @param group the group's id
   * @param name what logs and tools show as the member's client id
   * @param partitions how many it may be assigned: the more, the less is fetched ahead of each, so
   *     that the heap is bounded
   */
  public KafkaConsumer<byte[], byte[]> groupConsumer(String group, String name, int partitions) {
    Map<String, Object> config = consumer();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    // A fetch that waits at the ends of some partitions holds up those that are resumed meanwhile.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Math.clamp(FETCHED_AHEAD / partitions, 64 << 10, 1 << 20));
    return new KafkaConsumer<>(config);
  }

  /**
   * A member of a group of the older protocol, in which each says itself how soon it is missed; the
   * caller closes it.
   *
   * @param name what others see of the member: its client id
   * @param session after so long without a heartbeat it is a member no more
   */
  public KafkaConsumer<byte[], byte[]> leaseMember(String group, String name, Duration session) {
    Map<String, Object> config = consumer();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, name);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) session.toMillis());
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) session.dividedBy(6).toMillis());
    return new KafkaConsumer<>(config);
  }

  /**
   * Makes sure that a broker answers.
   *
   * @throws Trouble where none does within ten seconds
   * @throws Refused where the address is none, or a setting cannot be
   */
  public void probe() throws Trouble {
    probe(PROBE);
  }

  /**
   * The same.
   *
   * @param patience how long an answer may take
   */
  public void probe(Duration patience) throws Trouble {
    try {
      Admin admin = configured();
      try {
        admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        // Without a limit it would wait for the answer that has just been given up.
        admin.close(Duration.ZERO);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw Unanswered.at(bootstrap, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while asking " + bootstrap, e);
    }
  }

  /**
   * The first client that is made of these settings. Kafka quotes what it cannot read, and what it
   * cannot read may hold a password: of that nothing is handed on, not even to a log.
   */
  private Admin configured() {
    try {
      return admin();
    } catch (KafkaException e) {
      if (quotesSecret(e)) {
        throw new Refused(
            ErrorCode.COMMAND_USAGE,
            "a setting of Kafka's clients that holds a secret is malformed: one of "
                + String.join(", ", new TreeSet<>(secrets().keySet())));
      }
      throw e;
    }
  }

  private boolean quotesSecret(Throwable thrown) {
    Set<String> words = new HashSet<>();
    secrets().values().forEach(value -> Collections.addAll(words, value.split("[\\s\"';=]+")));
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      String said = String.valueOf(one.getMessage());
      if (words.stream().anyMatch(word -> word.length() > 3 && said.contains(word))) {
        return true;
      }
    }
    return false;
  }

  private Map<String, String> secrets() {
    Map<String, String> secrets = new HashMap<>(more);
    secrets.keySet().removeIf(name -> !name.matches(".*(jaas|password|secret|key|token).*"));
    return secrets;
  }

  /** The settings that every client shares; Kafka Streams starts from them too. */
  public Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>(more);
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    // Godwit has metrics of its own; to register hundreds of a client's with JMX takes longer than
    // to open it.
    config.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
    return config;
  }

  private Map<String, Object> producer() {
    Map<String, Object> config = common();
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // A commit sends at once what waits. Until then a batch fills: each costs buffers of its own,
    // and a record in a large one compresses better. The receipts of one transaction mostly fit
    // into one, so that it is of one partition of theirs, and has one marker there.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 100);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 << 10);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BYTES);
    // Nobody waits longer than a transaction may last; whoever gives up begins a new session.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    return config;
  }

  private Map<String, Object> consumer() {
    Map<String, Object> config = common();
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    return config;
  }
}
