package io.godwit.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Puts one thing into each server of a stack, and finds it again. */
final class Stores {

  static final int LARGE = 16 * 1024 * 1024;

  private static final TopicPartition TOPIC = new TopicPartition("kept", 0);

  private Stores() {}

  static void createTopic(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      NewTopic topic = new NewTopic(TOPIC.topic(), 1, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  static void send(String bootstrap, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "max.request.size",
            LARGE + 1_000,
            "buffer.memory",
            40_000_000L);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC.topic(), 0, null, value)).get();
    }
  }

  /** The sizes of the topic's records. */
  static List<Integer> received(String bootstrap, int count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(TOPIC));
      consumer.seekToBeginning(List.of(TOPIC));
      List<Integer> sizes = new java.util.ArrayList<>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            consumer.poll(Duration.ofMillis(500)).forEach(r -> sizes.add(r.value().length));
            return sizes.size() >= count;
          });
      return sizes;
    }
  }

  static void insertRow(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (name text)");
      statement.execute("insert into kept values ('łyska')");
    }
  }

  static String query(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void insertDocument(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      client
          .getDatabase("godwit")
          .getCollection("kept")
          .insertOne(new org.bson.Document("_id", 1).append("name", "godwit"));
    }
  }

  static List<String> documents(String uri) {
    try (MongoClient client = MongoClients.create(uri)) {
      return StreamSupport.stream(
              client.getDatabase("godwit").getCollection("kept").find().spliterator(), false)
          .map(document -> document.getString("name"))
          .toList();
    }
  }
}
