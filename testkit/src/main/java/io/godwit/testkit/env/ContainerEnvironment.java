package io.godwit.testkit.env;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Kafka and PostgreSQL in containers, and a real MongoDB once a test asks for it: its image is
 * large, and cannot be had everywhere.
 */
public final class ContainerEnvironment implements Environment {

  /**
   * What Godwit needs of a broker, beside where it listens; {@code docker-compose.yml} says the
   * same, with the reasons.
   */
  public static final Map<String, String> BROKER =
      Map.ofEntries(
          Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
          Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1"),
          Map.entry("KAFKA_BROKER_SESSION_TIMEOUT_MS", "86400000"),
          Map.entry("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "300"),
          Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
          Map.entry("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000"),
          Map.entry("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "1000"),
          Map.entry("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "300"),
          Map.entry("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "100"),
          Map.entry("KAFKA_GROUP_CONSUMER_ASSIGNMENT_INTERVAL_MS", "0"),
          Map.entry("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "3000"),
          Map.entry("KAFKA_MESSAGE_MAX_BYTES", "20971520"),
          Map.entry("KAFKA_REPLICA_FETCH_MAX_BYTES", "20971520"),
          Map.entry("KAFKA_REPLICA_FETCH_RESPONSE_MAX_BYTES", "20971520"),
          Map.entry("KAFKA_LOG_RETENTION_MS", "-1"),
          Map.entry("KAFKA_OFFSETS_RETENTION_MINUTES", "2147483647"));

  private static final String MONGO = "mongo:8.0";

  /** The broker, for containers of the same network. */
  public static final String BROKER_INSIDE = "kafka:19092";

  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1").withEnv(BROKER);
  private final PostgreSQLContainer postgresql =
      new PostgreSQLContainer("postgres:18.6")
          .withDatabaseName("godwit")
          // Its log is read by testkit.watch.
          .withCommand("postgres", "-c", "fsync=off", "-c", "wal_level=logical");
  private final MongoDBContainer mongodb = new MongoDBContainer(MONGO);
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<String> withoutMongo = Optional.empty();

  private ContainerEnvironment() {}

  /** Why containers cannot be had on this machine; empty where they can. */
  public static Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker engine answers on this machine");
  }

  /** Starts Kafka and PostgreSQL, at once; where one does not start, neither is left behind. */
  public static ContainerEnvironment start() {
    return start(new ContainerEnvironment());
  }

  /**
   * The same, for other containers of a network, too: they reach Kafka at {@value #BROKER_INSIDE}
   * and PostgreSQL at {@code postgres:5432}.
   */
  public static ContainerEnvironment startIn(Network network) {
    ContainerEnvironment environment = new ContainerEnvironment();
    environment.kafka.withNetwork(network).withListener(BROKER_INSIDE);
    environment.postgresql.withNetwork(network).withNetworkAliases("postgres");
    return start(environment);
  }

  private static ContainerEnvironment start(ContainerEnvironment environment) {
    boolean started = false;
    try {
      Startables.deepStart(environment.kafka, environment.postgresql).join();
      started = true;
      return environment;
    } finally {
      if (!started) {
        environment.close();
      }
    }
  }

  @Override
  public String bootstrap() {
    return kafka.getBootstrapServers();
  }

  @Override
  public String jdbcUrl() {
    return postgresql.getJdbcUrl()
        + "&user="
        + postgresql.getUsername()
        + "&password="
        + postgresql.getPassword();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TestAbortedException where its image cannot be had, so that the test is skipped
   */
  @Override
  public String mongoUri() {
    lock.lock();
    try {
      if (withoutMongo.isEmpty() && !mongodb.isRunning()) {
        startMongo();
      }
      withoutMongo.ifPresent(reason -> {
        System.out.println("skipped: a test that needs MongoDB: " + reason);
        throw new TestAbortedException(reason);
      });
      return mongodb.getReplicaSetUrl("godwit");
    } finally {
      lock.unlock();
    }
  }

  private void startMongo() {
    try {
      mongodb.start();
    } catch (ContainerFetchException e) {
      withoutMongo = Optional.of("the image " + MONGO + " cannot be had");
    }
  }

  @Override
  public void close() {
    kafka.stop();
    postgresql.stop();
    mongodb.stop();
  }
}
