package io.godwit.testkit.env;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka, PostgreSQL and a real MongoDB in containers. */
public final class ContainerEnvironment implements Environment {

  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1");
  private final PostgreSQLContainer postgresql =
      new PostgreSQLContainer("postgres:18.6").withDatabaseName("godwit");
  private final MongoDBContainer mongodb = new MongoDBContainer("mongo:8.0");

  private ContainerEnvironment() {}

  /** Why containers cannot be had on this machine; empty where they can. */
  public static Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker engine answers on this machine");
  }

  /** Starts the three containers, at once. */
  public static ContainerEnvironment start() {
    ContainerEnvironment environment = new ContainerEnvironment();
    Startables.deepStart(environment.kafka, environment.postgresql, environment.mongodb).join();
    return environment;
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

  @Override
  public String mongoUri() {
    return mongodb.getReplicaSetUrl("godwit");
  }

  @Override
  public void close() {
    kafka.stop();
    postgresql.stop();
    mongodb.stop();
  }
}
