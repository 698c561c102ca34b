package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind, in whatever is wrong with them: nothing that is said or kept has them. */
@ExtendWith(EmbeddedServers.class)
class PlantedSecretsTest {

  private static final String PLANTED = "hunter2Pl4nted";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String ROWS = "source: { csv: people.csv, key: id }\n";

  /** A sink and its connections, each with something wrong. */
  private static Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    String table = "sink: { table: t, in: app, key: id }\nconnections: { app: { %s } }\n";
    jobs.put("no-host", table.formatted("jdbc: '${env:JDBC}', user: u, password: '${env:PW}'"));
    jobs.put("in-url", table.formatted("jdbc: '${env:JDBC_WITH}'"));
    jobs.put("malformed", table.formatted("jdbc: '${env:JDBC_MALFORMED}'"));
    jobs.put("maria", table.formatted("jdbc: '${env:MARIA_MALFORMED}'"));
    jobs.put("of-file", table.formatted("jdbc: '${env:JDBC}', password: '${file:secret.txt}'"));
    jobs.put("wrong-kind", table.formatted("jdbc: '${env:PW}'"));
    jobs.put("login", table.formatted("jdbc: '${env:LOGIN}', user: nobody, password: '${env:PW}'"));
    jobs.put(
        "mongo",
        "sink: { collection: t, in: app }\nconnections: { app: { mongodb: '${env:MONGO}' } }\n");
    String objects =
        "sink: { objects: '{name}', in: to, from: here }\n"
            + "connections: { here: { folder: '%s' }, to: { %s } }\n";
    jobs.put(
        "azure",
        objects.formatted(
            "FOLDER", "azure-blob: 'https://127.0.0.1:1/x/c', connection-string: '${env:AZURE}'"));
    jobs.put(
        "sas",
        objects.formatted("FOLDER", "azure-blob: 'https://127.0.0.1:1/c', sas: '${env:SAS}'"));
    jobs.put(
        "s3",
        objects.formatted(
            "FOLDER",
            "s3: 's3://b', endpoint: 'http://127.0.0.1:1', region: x, access-key: k, secret-key:"
                + " '${env:PW}'"));
    return jobs;
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PW", PLANTED,
          "JDBC", "jdbc:postgresql://127.0.0.1:1/db",
          "JDBC_WITH", "jdbc:postgresql://127.0.0.1:1/db?user=u&password=" + PLANTED,
          "JDBC_MALFORMED", "jdbc:postgresql://u:" + PLANTED + "@[::x/d b?password=" + PLANTED,
          "MARIA_MALFORMED", "jdbc:mariadb://u:" + PLANTED + "@:x:/?sslMode=" + PLANTED,
          "MONGO", "mongodb://u:" + PLANTED + "@h:port:/db?x=%zz",
          "AZURE", "AccountName=a;AccountKey=" + PLANTED + ";;=;EndpointSuffix",
          "SAS", "sv=x&sig=" + PLANTED + "%zz");

  @TempDir private Path folder;

  @Test
  void noneIsSaidOrKept(Environment servers) throws Exception {
    Map<TopicPartition, Long> before = topicEnds(servers);
    Files.writeString(folder.resolve("people.csv"), "id,name\n1,a\n");
    Files.writeString(folder.resolve("secret.txt"), PLANTED);
    Map<String, String> login =
        Map.of("LOGIN", servers.jdbcUrl().replaceAll("user=[^&]*", "user=nobody"));
    Path kept = Files.createDirectories(folder.resolve("kept"));
    for (Map.Entry<String, String> job : jobs().entrySet()) {
      Path file = folder.resolve(job.getKey() + ".yaml");
      String source =
          job.getValue().contains("objects") ? "source: { files: '**', in: here }\n" : ROWS;
      Files.writeString(
          file,
          "job: secret-"
              + job.getKey()
              + "\n"
              + source
              + job.getValue().replace("FOLDER", folder.toString()));
      typed(kept, job.getKey(), login, List.of("plan", file.toString()));
    }
    works(servers, kept);
    Path properties = folder.resolve("kafka.properties");
    Files.writeString(
        properties,
        "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=broken "
            + PLANTED
            + "\nssl.key.password="
            + PLANTED);
    typed(
        kept,
        "kafka",
        List.of(
            "status",
            "x",
            "--bootstrap",
            servers.bootstrap(),
            "--kafka-config",
            properties.toString()));
    assertThat(holding(kept)).isEmpty();
    assertThat(topicsThatHold(servers, before)).isEmpty();
  }

  /** With a row that the target refuses, so that everything is written that can be. */
  private void works(Environment servers, Path kept) throws Exception {
    Sql.on(
        servers.jdbcUrl(),
        "create table planted (id text primary key, name text check (name <> 'a'))");
    Path file = folder.resolve("works.yaml");
    Files.writeString(
        file,
        "job: secret-works\n"
            + ROWS
            + "sink: { table: planted, in: app, key: id }\n"
            + "connections: { app: { jdbc: '${env:WORKS}', password: '${file:secret.txt}' } }\n");
    typed(
        kept,
        "works",
        Map.of("WORKS", servers.jdbcUrl()),
        List.of("run", file.toString(), "--bootstrap", servers.bootstrap()));
    assertThat(Files.readString(kept.resolve("works.out"))).contains("1 failed");
  }

  /** Where all topics of Godwit end. */
  private static Map<TopicPartition, Long> topicEnds(Environment servers) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
      return topicEnds(consumer);
    }
  }

  private static Map<TopicPartition, Long> topicEnds(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(
        consumer.listTopics().entrySet().stream()
            .filter(topic -> topic.getKey().startsWith("godwit"))
            .flatMap(topic -> topic.getValue().stream())
            .map(part -> new TopicPartition(part.topic(), part.partition()))
            .toList());
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Environment servers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers.bootstrap(),
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All that stands in any topic behind what others had written before. */
  private static List<String> topicsThatHold(
      Environment servers, Map<TopicPartition, Long> before) {
    List<String> holding = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers)) {
      Map<TopicPartition, Long> ends = topicEnds(consumer);
      consumer.assign(ends.keySet());
      ends.keySet().forEach(one -> consumer.seek(one, before.getOrDefault(one, 0L)));
      assertThat(ends.entrySet())
          .anyMatch(end -> end.getValue() > before.getOrDefault(end.getKey(), 0L));
      while (ends.keySet().stream()
          .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          StringBuilder text =
              new StringBuilder(latin(message.key())).append(latin(message.value()));
          message.headers().forEach(header -> text.append(latin(header.value())));
          if (text.indexOf(PLANTED) >= 0) {
            holding.add(message.topic() + ": " + text);
          }
        }
      }
    }
    return holding;
  }

  private static String latin(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void typed(Path kept, String name, List<String> command) throws IOException {
    typed(kept, name, Map.of(), command);
  }

  private void typed(Path kept, String name, Map<String, String> more, List<String> command)
      throws IOException {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.putAll(more);
    Path output = kept.resolve(name + ".out");
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--home", kept.resolve("home").toString()));
    try (GodwitProcess process = GodwitProcess.start(folder, output, environment, arguments)) {
      String shown =
          ProcessHandle.allProcesses()
              .map(any -> any.info().commandLine().orElse(""))
              .toList()
              .toString();
      assertThat(shown).doesNotContain(PLANTED);
      assertThat(process.await(PATIENCE)).as(Files.readString(output)).isNotZero().isNotEqualTo(1);
    }
  }

  private static List<String> holding(Path root) throws IOException {
    List<String> holding = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.contains(PLANTED)) {
          holding.add(file + ": " + text);
        }
      }
    }
    return holding;
  }
}
