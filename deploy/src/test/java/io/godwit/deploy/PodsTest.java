package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.ContainerEnvironment;
import io.godwit.testkit.env.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pods of {@code k8s/overlays/small} without a cluster: their containers, started by hand with
 * what the rendered manifests say. What only a cluster does stays untried: the schedule, KEDA, the
 * network policies, and who may write to a claimed volume.
 */
final class PodsTest {

  private static final Network NETWORK = Network.newNetwork();

  @TempDir private static Path folder;

  private static ContainerEnvironment environment;
  private static Manifests manifests;

  @BeforeAll
  static void start() {
    Skip.unless(PodsTest.class, Manifests.canBeRendered(), "kubectl is not on the PATH");
    Skip.unless(
        PodsTest.class,
        ContainerEnvironment.missing().isEmpty(),
        "no Docker engine answers on this machine");
    Skip.unless(
        PodsTest.class,
        hasImage(),
        "there is no image " + Pod.IMAGE + ": docker build -t " + Pod.IMAGE + " .");
    manifests = Manifests.of("overlays/small");
    environment = ContainerEnvironment.startIn(NETWORK);
  }

  private static boolean hasImage() {
    return DockerClientFactory.instance().client().listImagesCmd().exec().stream()
        .map(image -> Optional.ofNullable(image.getRepoTags()))
        .flatMap(tags -> tags.stream().flatMap(Arrays::stream))
        .anyMatch(tag -> tag.endsWith(DockerImageName.parse(Pod.IMAGE).asCanonicalNameString()));
  }

  @AfterAll
  static void stop() {
    if (environment != null) {
      environment.close();
    }
    NETWORK.close();
  }

  @Test
  void theyRunTheJobWhilePodsAreTakenAwayLostAndOutOfMemory() throws Exception {
    SubmissionsTarget target = SubmissionsTarget.create(environment, "pods");
    Pod.Ground ground = ground();
    try (Pod aggregator = new Pod(manifests.one("StatefulSet"), ground).start();
        Pod producer = new Pod(manifests.one("Job"), ground).start();
        Pod removed = worker(ground).start().awaitReady();
        Pod lost = worker(ground).start();
        Pod tooLarge = worker(ground).with("GODWIT_JVM_OPTS", HUNGRY).start()) {
      assertThat(List.of(aggregator, removed)).allMatch(Pod::isAlive);
      lost.kill();
      assertThat(lost.exit()).isEqualTo(137);
      assertThat(tooLarge.exit()).as(tooLarge.logs()).isEqualTo(137);
      assertThat(removed.remove()).as(removed.logs()).isZero();

      try (Pod last = worker(ground).start().awaitReady()) {
        assertThat(producer.exit()).as(producer.logs()).isZero();
        Path report = awaitReport();
        assertThat(last.isAlive()).isTrue();
        assertThat(last.remove()).as(last.logs()).isZero();
        JsonNode said = JsonMapper.shared().readTree(report.toFile());
        assertThat(said.at("/balanced").asBoolean()).isTrue();
        assertThat(said.at("/outcomes/read").asLong()).isEqualTo(173_912);
        assertThat(said.at("/outcomes/failed").asLong()).isZero();
      }
      assertThat(aggregator.remove()).as(aggregator.logs()).isZero();
    }
    assertThat(target.differences()).isZero();
  }

  /** More heap than the container has memory, all of it touched at once: the kernel ends it. */
  private static final String HUNGRY = "-Xms900m -Xmx900m -XX:+AlwaysPreTouch";

  private static Pod worker(Pod.Ground ground) {
    return new Pod(manifests.one("Deployment"), ground);
  }

  private static Pod.Ground ground() throws IOException {
    Path source = open(folder.resolve("source"));
    Path data = Image.ROOT.resolve("examples/submissions/data/studentAssessment.csv");
    Files.copy(data, source.resolve("studentAssessment.csv"));
    Path job = open(folder.resolve("job"));
    Files.writeString(job.resolve("job.yaml"), manifests.jobFile());
    Path work = open(folder.resolve("work"));
    String url = environment.jdbcUrl().replaceFirst("//[^/]*/", "//postgres:5432/");
    Map<String, String> variables = new HashMap<>();
    variables.put("KAFKA_BOOTSTRAP", ContainerEnvironment.BROKER_INSIDE);
    variables.put("APP_URL", url + "&currentSchema=pods");
    variables.put("WAREHOUSE_URL", url + "&currentSchema=pods");
    return new Pod.Ground(NETWORK, variables, Map.of("source", source, "job", job, "work", work));
  }

  /** A volume of which the pods' user may do what its mount allows. */
  private static Path open(Path path) throws IOException {
    Files.createDirectories(path);
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static Path awaitReport() {
    Path reports = folder.resolve("work/.godwit/reports/submissions");
    Awaitility.await("the report")
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(() -> Files.exists(newest(reports).resolve("report.json")));
    return newest(reports).resolve("report.json");
  }

  private static Path newest(Path reports) {
    try (var runs = Files.list(reports)) {
      return runs.sorted().toList().getLast();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
