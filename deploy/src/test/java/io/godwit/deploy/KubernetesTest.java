package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.job.JobFile;
import io.godwit.common.kafka.Topics;
import io.godwit.common.spec.Job;
import io.godwit.testkit.env.Skip;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code k8s/}, rendered by Kustomize and checked without a cluster. */
final class KubernetesTest {

  @BeforeAll
  static void kubectl() {
    Skip.unless(
        KubernetesTest.class,
        Manifests.canBeRendered(),
        "kubectl (Debian: kubernetes-client), which renders with Kustomize, is not on the PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
  void everyObjectKeepsToItsSchema(String folder) throws Exception {
    Manifests manifests = Manifests.of(folder);
    assertThat(manifests.objects()).hasSizeGreaterThan(10);
    for (JsonNode object : manifests.objects()) {
      assertThat(ObjectSchemas.problems(object)).as(object.toString()).isEmpty();
      boolean wide = object.at("/kind").asString().equals("Namespace");
      assertThat(object.at("/metadata/namespace").asString(""))
          .as(object.toString())
          .isEqualTo(wide ? "" : "godwit");
    }
  }

  @Test
  void theSchemasRefuseWhatTheyDoNotKnow() throws Exception {
    Manifests manifests = Manifests.of("base");
    JsonNode deployment = manifests.one("Deployment").deepCopy();
    ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagine", "x");
    assertThat(ObjectSchemas.problems(deployment)).isNotEmpty();
    JsonNode wrongType = manifests.one("StatefulSet").deepCopy();
    ((ObjectNode) wrongType.get("spec")).put("replicas", "one");
    assertThat(ObjectSchemas.problems(wrongType)).isNotEmpty();
    JsonNode scaled = manifests.one("ScaledObject").deepCopy();
    ((ObjectNode) scaled.at("/spec/triggers/0/metadata")).put("lagTreshold", "1");
    assertThat(ObjectSchemas.problems(scaled)).isNotEmpty();
    JsonNode budget = manifests.one("PodDisruptionBudget").deepCopy();
    ((ObjectNode) budget).put("kind", "PodDisruptionBudgets");
    assertThat(ObjectSchemas.problems(budget)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
  void theScalerKnowsTheJob(String folder) {
    Manifests manifests = Manifests.of(folder);
    Job job = JobFile.parse(manifests.jobFile(), "job.yaml");
    Topics topics = new Topics(job.job());
    JsonNode scaled = manifests.one("ScaledObject").get("spec");
    JsonNode trigger = scaled.at("/triggers/0/metadata");
    assertThat(trigger.at("/consumerGroup").asString()).isEqualTo(topics.workers());
    assertThat(trigger.at("/topic").asString()).isEqualTo(topics.work());
    assertThat(scaled.at("/maxReplicaCount").asInt())
        .isBetween(scaled.at("/minReplicaCount").asInt(), job.run().partitions());
    JsonNode worker = manifests.one("Deployment");
    assertThat(scaled.at("/scaleTargetRef/name").asString())
        .isEqualTo(worker.at("/metadata/name").asString());
    assertThat(worker.get("spec").has("replicas")).isFalse();
    for (String workload : List.of("Deployment", "StatefulSet")) {
      assertThat(container(manifests.one(workload)).at("/args/1").asString()).isEqualTo(job.job());
    }
    String variable = trigger.at("/bootstrapServersFromEnv").asString();
    assertThat(manifests.all("ConfigMap")).anyMatch(map -> map.at("/data").has(variable));
    assertThat(container(worker).get("args").toString()).contains("$(" + variable + ")");
  }

  /** But for where its data and its databases are, the job is the example. */
  @Test
  void theJobIsTheExample() throws Exception {
    String example =
        Files.readString(Image.ROOT.resolve("examples/submissions/job.yaml"))
            .replace("csv: data/", "csv: /source/")
            .replace(":-embedded:postgresql}", "}")
            .replace("\nrun:\n", "\nrun:\n  partitions: 24\n");
    Job expected = JobFile.parse(example, "example");
    assertThat(JobFile.parse(Manifests.of("base").jobFile(), "job.yaml")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
  void everyPodIsConfinedAndHasTimeToDrain(String folder) {
    List<JsonNode> workloads = Manifests.of(folder).workloads();
    assertThat(workloads).hasSize(3);
    for (JsonNode workload : workloads) {
      JsonNode pod = workload.at("/spec/template/spec");
      assertThat(pod.at("/terminationGracePeriodSeconds").asLong())
          .isGreaterThan(Drain.LIMIT.toSeconds());
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
      JsonNode container = container(workload);
      JsonNode confined = container.get("securityContext");
      assertThat(confined.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(confined.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(confined.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
      assertThat(container.at("/resources/limits").has("memory")).isTrue();
      assertThat(container.at("/resources/requests").has("cpu")).isTrue();
      assertThat(container.get("args").toString()).contains("\"--listen=0.0.0.0:9464\"");
      assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/health/live");
      assertThat(names(container.get("volumeMounts")))
          .contains("work", "tmp")
          .isSubsetOf(volumes(workload));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
  void selectorsFindTheirPodsAndSecretsAreReferredTo(String folder) {
    Manifests manifests = Manifests.of(folder);
    assertThat(manifests.all("Secret")).isEmpty();
    JsonNode worker = manifests.one("Deployment");
    JsonNode labels = worker.at("/spec/template/metadata/labels");
    List<JsonNode> selectors = new ArrayList<>();
    selectors.add(worker.at("/spec/selector/matchLabels"));
    selectors.add(manifests.one("PodDisruptionBudget").at("/spec/selector/matchLabels"));
    worker
        .at("/spec/template/spec/topologySpreadConstraints")
        .forEach(spread -> selectors.add(spread.at("/labelSelector/matchLabels")));
    manifests
        .all("NetworkPolicy")
        .forEach(policy -> selectors.add(policy.at("/spec/podSelector/matchLabels")));
    for (JsonNode selector : selectors) {
      selector.forEachEntry(
          (label, value) -> assertThat(labels.path(label)).as(label).isEqualTo(value));
    }
    assertThat(container(worker).at("/envFrom/1/secretRef/name").asString())
        .isEqualTo("godwit-connections");
    JsonNode aggregator = manifests.one("StatefulSet");
    assertThat(manifests.one("Service").at("/metadata/name"))
        .isEqualTo(aggregator.at("/spec/serviceName"));
  }

  private static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }

  private static List<String> volumes(JsonNode workload) {
    List<String> names = new ArrayList<>(names(workload.at("/spec/template/spec/volumes")));
    workload
        .at("/spec/volumeClaimTemplates")
        .forEach(claim -> names.add(claim.at("/metadata/name").asString()));
    return names;
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(entry -> names.add(entry.at("/name").asString()));
    return names;
  }
}
