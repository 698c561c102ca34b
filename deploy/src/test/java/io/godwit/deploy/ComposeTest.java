package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.ContainerEnvironment;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code docker-compose.yml}: what can be known of it without an engine. */
@ExtendWith(EmbeddedServers.class)
final class ComposeTest {

  private static final Path FILE = Image.ROOT.resolve("docker-compose.yml");

  private final JsonNode compose = Yaml.file(FILE);
  private final JsonNode services = compose.get("services");

  @Test
  void itKeepsToTheComposeSpecification() throws Exception {
    assertThat(problems(compose.toString())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"services\":{\"a\":{\"imagine\":\"x\"}}}",
        "{\"services\":{\"a\":{\"depends_on\":{\"b\":{\"condition\":\"healthy\"}}}}}",
        "{\"servces\":{}}"
      })
  void theSpecificationRefusesWhatItDoesNotKnow(String wrong) throws Exception {
    assertThat(problems(wrong)).isNotEmpty();
  }

  private static List<Error> problems(String json) throws Exception {
    try (var schema = ComposeTest.class.getResourceAsStream("/schemas/compose-spec.json")) {
      // $schema names the dialect by an address that no validator knows, id is of an older one.
      String text =
          new String(schema.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("\"(\\$schema|id)\": \"[^\"]*\",", "");
      Schema specification =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
              .getSchema(text, InputFormat.JSON);
      return specification.validate(json, InputFormat.JSON);
    }
  }

  @Test
  void whoeverIsWaitedForCanBeHealthy() {
    services.forEachEntry((name, service) -> {
      JsonNode waits = service.path("depends_on");
      waits.forEachEntry((other, how) -> {
        assertThat(services.has(other)).as("%s waits for %s", name, other).isTrue();
        assertThat(how.at("/condition").asString()).isEqualTo("service_healthy");
        assertThat(services.get(other).has("healthcheck")).as(other).isTrue();
      });
    });
    assertThat(services.at("/worker/depends_on").propertyNames())
        .containsExactlyInAnyOrder("kafka", "postgres");
  }

  @Test
  void everyMountIsInTheRepositoryOrAVolume() {
    services.forEachEntry((name, service) ->
        service
            .path("volumes")
            .forEach(volume -> {
              String source = volume.asString().split(":")[0];
              boolean known =
                  source.startsWith("./")
                      ? Files.exists(Image.ROOT.resolve(source))
                      : compose.get("volumes").has(source);
              assertThat(known).as("%s mounts %s", name, volume).isTrue();
            }));
  }

  /** Docker knows the owner of such a mount, too; podman does not. */
  @Test
  void scratchIsMountedByWhatEveryEngineKnows() {
    services.forEachEntry((name, service) ->
        service
            .path("tmpfs")
            .forEach(mount ->
                assertThat(mount.asString())
                    .as(name)
                    .matches("/[a-z]+:((exec|mode=1?[0-7]{3}|size=\\d+[kmg])(,|$))+")));
  }

  @Test
  void portsAreOfThisMachineOnlyAndNoServerIsAmongThem() {
    services.forEachEntry((name, service) ->
        service
            .path("ports")
            .forEach(
                port -> assertThat(port.asString()).as(name).matches("127\\.0\\.0\\.1:\\d+:\\d+")));
    for (String server : List.of("kafka", "postgres", "mongodb")) {
      assertThat(services.get(server).has("ports")).as(server).isFalse();
    }
  }

  @Test
  void thereIsNoSecretInIt() throws Exception {
    assertThat(Files.readString(FILE).lines().filter(line -> !line.strip().startsWith("#")))
        .noneMatch(line ->
            line.toLowerCase(Locale.ROOT).matches(".*(password|passwd|secret|token|:\\w+@).*"));
  }

  @Test
  void theRolesMayWriteToTheirVolumesOnlyAndHaveTimeToDrain() {
    for (String role : List.of("producer", "worker", "aggregator")) {
      JsonNode service = services.get(role);
      assertThat(service.get("read_only").asBoolean()).as(role).isTrue();
      assertThat(service.get("cap_drop").toString()).isEqualTo("[\"ALL\"]");
      assertThat(service.at("/command/0").asString()).isEqualTo(role);
      assertThat(service.get("command").toString()).contains("\"--listen\",\"0.0.0.0:9464\"");
      Duration grace = Duration.parse("PT" + service.get("stop_grace_period").asString());
      assertThat(grace).isGreaterThan(Drain.LIMIT);
    }
  }

  /**
   * A worker that was killed is replaced in the time that the tests of the embedded broker show,
   * because what decides about that time is the same.
   */
  @Test
  void itsBrokerTakesOverAsTheEmbeddedOneDoes(Environment environment) throws Exception {
    Map<String, String> settings = kafkaSettings();
    Map<String, String> embedded = embeddedSettings(environment.bootstrap());
    assertThat(embedded.keySet()).containsAll(settings.keySet());
    assertThat(settings.keySet())
        .contains(
            "broker.session.timeout.ms",
            "group.consumer.session.timeout.ms",
            "group.consumer.heartbeat.interval.ms",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms");
    settings.forEach((name, value) -> {
      if (name.matches(
          "(group|transaction|message|replica|log\\.ret|offsets\\.ret|broker\\.[sh]).*")) {
        assertThat(embedded.get(name)).as(name).isEqualTo(value);
      }
    });
  }

  /**
   * Decision 24: its broker is started by the script, and is never without leadership meanwhile.
   */
  @Test
  void itsLoneBrokerIsStartedInTwoSteps() {
    JsonNode kafka = services.get("kafka");
    assertThat(kafka.get("command").toString()).isEqualTo("[\"/godwit/kafka.sh\"]");
    assertThat(kafka.get("volumes").toString())
        .contains("./deploy/compose/kafka.sh:/godwit/kafka.sh:ro");
    assertThat(Image.ROOT.resolve("deploy/compose/kafka.sh")).isExecutable();
    assertThat(kafka.at("/environment/KAFKA_CONTROLLED_SHUTDOWN_ENABLE").asString())
        .isEqualTo("false");
  }

  @Test
  void theBrokerOfTheContainerTestsIsSetAsItIs() {
    JsonNode environment = services.at("/kafka/environment");
    ContainerEnvironment.BROKER.forEach(
        (name, value) -> assertThat(environment.path(name).asString()).as(name).isEqualTo(value));
  }

  /** The settings by the names that Kafka has for them, as its image derives them. */
  private Map<String, String> kafkaSettings() {
    Map<String, String> settings = new TreeMap<>();
    services
        .at("/kafka/environment")
        .forEachEntry((name, value) -> {
          if (!name.equals("KAFKA_HEAP_OPTS")) {
            settings.put(
                name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.'),
                value.asString());
          }
        });
    return settings;
  }

  private static Map<String, String> embeddedSettings(String bootstrap) throws Exception {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (Admin admin = new Cluster(bootstrap).admin()) {
      Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
      Map<String, String> settings = new TreeMap<>();
      for (ConfigEntry entry : config.entries()) {
        settings.put(entry.name(), String.valueOf(entry.value()));
      }
      return settings;
    }
  }
}
