package io.godwit.deploy;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;

/**
 * The container of a pod, started by hand as a kubelet would: with the manifest's own arguments,
 * user, capabilities, memory limit and volumes, and asked by its own probes.
 */
final class Pod implements AutoCloseable {

  static final String IMAGE = "godwit:0.1.0";

  private final JsonNode spec;
  private final JsonNode template;
  private final GenericContainer<?> container;

  /** Where the volumes are that a cluster would have, by the manifest's names. */
  record Ground(Network network, Map<String, String> variables, Map<String, Path> volumes) {}

  /** A pod of a workload, not started. */
  Pod(JsonNode workload, Ground ground) {
    this.template = workload.at("/spec/template/spec");
    this.spec = template.at("/containers/0");
    this.container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withImagePullPolicy(image -> false)
            .withNetwork(ground.network())
            .withEnv(ground.variables())
            .withExposedPorts(spec.at("/ports/0/containerPort").asInt())
            .withCommand(arguments(ground.variables()))
            .withCreateContainerCmdModifier(command ->
                command.withUser(user()).withHostConfig(confined(command.getHostConfig(), ground)));
    // The probes are asked by hand.
    container.setWaitStrategy(new Unawaited());
  }

  /** With more for the JVM, to provoke what a well-sized role would not do. */
  Pod with(String variable, String value) {
    container.withEnv(variable, value);
    return this;
  }

  private String[] arguments(Map<String, String> variables) {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : spec.get("args")) {
      String text = argument.asString();
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace("$(" + variable.getKey() + ")", variable.getValue());
      }
      arguments.add(text);
    }
    return arguments.toArray(String[]::new);
  }

  private String user() {
    JsonNode context = template.get("securityContext");
    return context.at("/runAsUser").asString() + ":" + context.at("/runAsGroup").asString();
  }

  private HostConfig confined(HostConfig host, Ground ground) {
    JsonNode context = spec.get("securityContext");
    if (context.at("/allowPrivilegeEscalation").asBoolean()) {
      throw new AssertionError("a pod may gain privileges");
    }
    Map<String, String> scratch = new TreeMap<>();
    List<Bind> binds = new ArrayList<>();
    for (JsonNode mount : spec.get("volumeMounts")) {
      String path = mount.at("/mountPath").asString();
      JsonNode volume = volume(mount.at("/name").asString());
      if (volume.has("emptyDir")) {
        long bytes = bytes(volume.at("/emptyDir/sizeLimit").asString());
        scratch.put(path, "rw,exec,mode=1777,size=" + bytes);
      } else {
        Path folder = ground.volumes().get(mount.at("/name").asString());
        AccessMode mode = mount.at("/readOnly").asBoolean(false) ? AccessMode.ro : AccessMode.rw;
        binds.add(new Bind(folder.toString(), new Volume(path), mode));
      }
    }
    return host.withReadonlyRootfs(context.at("/readOnlyRootFilesystem").asBoolean())
        .withCapDrop(Capability.valueOf(context.at("/capabilities/drop/0").asString()))
        .withSecurityOpts(List.of("no-new-privileges"))
        .withMemory(limit())
        .withMemorySwap(limit())
        .withTmpFs(scratch)
        .withBinds(binds);
  }

  /** A claim's template is no volume of the pod's; a cluster makes it from the claim. */
  private JsonNode volume(String name) {
    for (JsonNode volume : template.path("volumes")) {
      if (volume.at("/name").asString().equals(name)) {
        return volume;
      }
    }
    return spec.path("none");
  }

  /** The memory limit, in bytes. */
  long limit() {
    return bytes(spec.at("/resources/limits/memory").asString());
  }

  private static long bytes(String quantity) {
    long number = Long.parseLong(quantity.replaceAll("[A-Za-z]+", ""));
    return switch (quantity.replaceAll("\\d+", "")) {
      case "Ki" -> number << 10;
      case "Mi" -> number << 20;
      case "Gi" -> number << 30;
      case "" -> number;
      default -> throw new IllegalArgumentException(quantity);
    };
  }

  /** Starts it and waits as long as its probes allow: until it runs, and until it is ready. */
  Pod start() {
    container.start();
    awaitProbe("startupProbe");
    return this;
  }

  /** Waits until its readiness probe passes. */
  Pod awaitReady() {
    awaitProbe("readinessProbe");
    return this;
  }

  private void awaitProbe(String name) {
    JsonNode probe = spec.get(name);
    long allowed =
        probe.at("/periodSeconds").asLong() * Math.max(6, probe.path("failureThreshold").asLong(3));
    Awaitility.await(name + " of " + container.getContainerId())
        .atMost(Duration.ofSeconds(Math.min(allowed, 120)))
        .until(() -> passes(probe) || !isRunning());
  }

  /** Whether the liveness probe passes; a kubelet would end a container where it does not. */
  boolean isAlive() {
    return passes(spec.get("livenessProbe"));
  }

  private boolean passes(JsonNode probe) {
    String address =
        "http://"
            + container.getHost()
            + ":"
            + container.getFirstMappedPort()
            + probe.at("/httpGet/path").asString();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(Duration.ofSeconds(Math.max(1, probe.path("timeoutSeconds").asLong(1))))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isRunning() {
    return Boolean.TRUE.equals(state().getRunning());
  }

  /** Takes it away as a cluster does: a signal, and the grace period of the manifest. */
  long remove() {
    int grace = template.at("/terminationGracePeriodSeconds").asInt();
    container
        .getDockerClient()
        .stopContainerCmd(container.getContainerId())
        .withTimeout(grace)
        .exec();
    return exit();
  }

  /** Kills it as a node does that is lost. */
  void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  /** Waits for its end. */
  long exit() {
    Awaitility.await("the end of " + container.getContainerId())
        .atMost(Duration.ofMinutes(4))
        .until(() -> !isRunning());
    Long code = state().getExitCodeLong();
    return code == null ? -1 : code;
  }

  private com.github.dockerjava.api.command.InspectContainerResponse.ContainerState state() {
    return container
        .getDockerClient()
        .inspectContainerCmd(container.getContainerId())
        .exec()
        .getState();
  }

  String logs() {
    return container.getLogs();
  }

  @Override
  public void close() {
    container.stop();
  }
}
