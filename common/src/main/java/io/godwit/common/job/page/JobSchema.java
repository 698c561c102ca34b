package io.godwit.common.job.page;

import io.godwit.common.job.shape.DefaultValue;
import io.godwit.common.job.shape.Kinds;
import io.godwit.common.job.shape.Shape;
import io.godwit.common.job.shape.Shapes;
import io.godwit.common.job.shape.Spans;
import io.godwit.common.spec.rule.Allowance;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft 2020-12) of job files, for editors. It sees what a shape can say; rules
 * between several values are the reader's alone.
 */
public final class JobSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String NOT_BLANK = "\\S";
  private static final String SIZE = "^[0-9]{1,12}([kKmMgG]?[bB])$";

  private JobSchema() {}

  /** The schema, indented, with a line end at its end. */
  public static String text() {
    return text(Kinds.installed());
  }

  /** The schema of job files that can name these kinds. */
  public static String text(Kinds kinds) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Godwit job");
    schema.setAll(mapping(Shapes.job(kinds)));
    return JsonMapper.shared()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(schema)
            .replace("\r\n", "\n")
        + "\n";
  }

  private static ObjectNode of(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text(text);
      case Shape.Whole whole ->
          type("integer").put("minimum", whole.from()).put("maximum", whole.to());
      case Shape.Letter letter -> type("string").put("minLength", 1).put("maxLength", 1);
      case Shape.Flag flag -> type("boolean");
      case Shape.Bytes bytes -> type("string").put("pattern", SIZE);
      case Shape.Portion portion -> portion();
      case Shape.Span span -> type("string").put("pattern", "^" + Spans.FORM + "$");
      case Shape.Choice choice -> choice(choice);
      case Shape.ListOf list -> list(list);
      case Shape.MapOf map -> map(map);
      case Shape.Mapping mapping -> mapping(mapping);
      case Shape.OneOf oneOf -> oneOf(oneOf);
    };
  }

  private static ObjectNode text(Shape.Text text) {
    return type("string")
        .put("pattern", text.form().map(form -> "^" + form + "$").orElse(NOT_BLANK));
  }

  /** A number as YAML reads it, or a text. */
  private static ObjectNode portion() {
    ArrayNode types = JSON.arrayNode().add("integer").add("string");
    return with(JSON.objectNode(), "type", types)
        .put("minimum", 1)
        .put("pattern", "^(" + Allowance.FORM + ")$");
  }

  /** The name null is also taken as YAML reads it without quotes. */
  private static ObjectNode choice(Shape.Choice choice) {
    ArrayNode names = JSON.arrayNode();
    for (String name : choice.names()) {
      names.add(name);
      if (name.equals("null")) {
        names.add(JSON.nullNode());
      }
    }
    return with(JSON.objectNode(), "enum", names);
  }

  private static ObjectNode list(Shape.ListOf list) {
    ObjectNode element = of(list.element());
    ObjectNode several = with(type("array"), "items", element);
    if (!list.oneOrMore()) {
      return several;
    }
    several.put("minItems", 1).put("uniqueItems", true);
    return with(JSON.objectNode(), "anyOf", JSON.arrayNode().add(element.deepCopy()).add(several));
  }

  private static ObjectNode map(Shape.MapOf map) {
    ObjectNode node = with(type("object"), "additionalProperties", of(map.value()));
    if (map.oneOrMore()) {
      node.put("minProperties", 1);
    }
    return map.alone()
        ? with(
            JSON.objectNode(),
            "anyOf",
            JSON.arrayNode().add(list(new Shape.ListOf(map.value(), true))).add(node))
        : node;
  }

  private static ObjectNode mapping(Shape.Mapping mapping) {
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (Shape.Field field : mapping.fields()) {
      properties.set(field.key(), property(field));
      if (field.absent() instanceof Shape.Absent.Refused) {
        required.add(field.key());
      }
    }
    return closed(mapping.doc(), properties, required);
  }

  private static ObjectNode property(Shape.Field field) {
    ObjectNode node = JSON.objectNode().put("description", field.doc());
    node.setAll(of(field.shape()).without(List.of("description")));
    if (field.absent() instanceof Shape.Absent.Stands stands) {
      mayBeEmpty(node, stands, field.shape());
      node.set("default", DefaultValue.of(stands.yaml(), field.shape()));
    }
    return node;
  }

  /**
   * A list that stands for something else where it is empty may be written so, as it is printed.
   */
  private static void mayBeEmpty(ObjectNode node, Shape.Absent.Stands stands, Shape shape) {
    if (stands.yaml().equals("[]") && shape instanceof Shape.ListOf list && list.oneOrMore()) {
      node.withArray("anyOf").forEach(form -> ((ObjectNode) form).remove("minItems"));
    }
  }

  private static ObjectNode oneOf(Shape.OneOf oneOf) {
    ArrayNode alternatives = JSON.arrayNode();
    for (Shape.Alternative alternative : oneOf.alternatives()) {
      ObjectNode record = mapping(alternative.mapping());
      ObjectNode whole =
          alternative.nested()
              ? closed(
                  alternative.mapping().doc(),
                  with(JSON.objectNode(), alternative.key(), record),
                  JSON.arrayNode().add(alternative.key()))
              : record;
      oneOf.around().ifPresent(around -> beside(whole, around.mapping()));
      alternatives.add(whole);
    }
    return with(JSON.objectNode().put("description", oneOf.doc()), "oneOf", alternatives);
  }

  /** What may stand beside is never required. */
  private static void beside(ObjectNode kind, Shape.Mapping around) {
    ObjectNode properties = (ObjectNode) kind.get("properties");
    around.fields().forEach(field -> properties.set(field.key(), property(field)));
  }

  private static ObjectNode closed(String doc, ObjectNode properties, ArrayNode required) {
    ObjectNode node = JSON.objectNode().put("description", doc).put("type", "object");
    node.set("properties", properties);
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    return node.put("additionalProperties", false);
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  private static ObjectNode with(ObjectNode node, String key, JsonNode value) {
    node.set(key, value);
    return node;
  }
}
