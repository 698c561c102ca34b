package io.godwit.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What Kustomize makes of a folder of {@code k8s/}.
 *
 * @param objects the Kubernetes objects
 */
record Manifests(List<JsonNode> objects) {

  private static final String KUBECTL = "kubectl";

  /** Whether Kustomize is on this machine. */
  static boolean canBeRendered() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, KUBECTL)));
  }

  /** Renders a folder. */
  static Manifests of(String folder) {
    try {
      Process process =
          new ProcessBuilder(KUBECTL, "kustomize", Image.ROOT.resolve("k8s/" + folder).toString())
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("kustomize refuses " + folder + ": " + text);
      }
      return new Manifests(Yaml.documents(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering " + folder, e);
    }
  }

  /** The one object of a kind. */
  JsonNode one(String kind) {
    List<JsonNode> found = all(kind);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of kind " + kind);
    }
    return found.getFirst();
  }

  /** All objects of a kind. */
  List<JsonNode> all(String kind) {
    return objects.stream().filter(object -> object.at("/kind").asString().equals(kind)).toList();
  }

  /** The objects that have pods. */
  List<JsonNode> workloads() {
    return objects.stream()
        .filter(object -> object.has("spec"))
        .filter(Manifests::hasPods)
        .toList();
  }

  /** The job file that the producer is given. */
  String jobFile() {
    return all("ConfigMap").stream()
        .filter(map -> map.at("/data").has("job.yaml"))
        .findFirst()
        .orElseThrow()
        .at("/data/job.yaml")
        .asString();
  }

  private static boolean hasPods(JsonNode object) {
    return object.at("/spec/template/spec").has("containers");
  }
}
