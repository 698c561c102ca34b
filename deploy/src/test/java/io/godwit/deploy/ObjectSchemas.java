package io.godwit.deploy;

import com.google.gson.JsonParseException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The strict check of one Kubernetes object: unknown fields, missing fields and wrong types are
 * problems, and so is a kind that nobody has the schema of.
 */
final class ObjectSchemas {

  private ObjectSchemas() {}

  /** What is wrong with an object, one sentence each. */
  static List<String> problems(JsonNode object) throws IOException {
    String kind = object.path("apiVersion").asString("") + " " + object.path("kind").asString("");
    return switch (kind) {
      case "v1 Namespace" -> strict(object, V1Namespace::fromJson);
      case "v1 ConfigMap" -> strict(object, V1ConfigMap::fromJson);
      case "v1 Service" -> strict(object, V1Service::fromJson);
      case "batch/v1 Job" -> strict(object, V1Job::fromJson);
      case "apps/v1 Deployment" -> strict(object, V1Deployment::fromJson);
      case "apps/v1 StatefulSet" -> strict(object, V1StatefulSet::fromJson);
      case "policy/v1 PodDisruptionBudget" -> strict(object, V1PodDisruptionBudget::fromJson);
      case "networking.k8s.io/v1 NetworkPolicy" -> strict(object, V1NetworkPolicy::fromJson);
      case "keda.sh/v1alpha1 ScaledObject" -> schema(object, "keda-scaledobject");
      case "keda.sh/v1alpha1 TriggerAuthentication" -> schema(object, "keda-triggerauthentication");
      default -> List.of("there is no schema of '" + kind + "'");
    };
  }

  private interface Check {
    Object of(String json) throws IOException;
  }

  private static List<String> strict(JsonNode object, Check check) throws IOException {
    try {
      Object read = check.of(object.toString());
      return read == null ? List.of("there is nothing") : List.of();
    } catch (IllegalArgumentException | JsonParseException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> schema(JsonNode object, String name) throws IOException {
    try (var schema = ObjectSchemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema, InputFormat.JSON)
          .validate(object.toString(), InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }
}
