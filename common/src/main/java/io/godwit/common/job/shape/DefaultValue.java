package io.godwit.common.job.shape;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Defaults, which annotations write in YAML, as JSON. */
public final class DefaultValue {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DefaultValue() {}

  /** The default of a place of this shape, as a schema has it. */
  public static JsonNode of(String yaml, Shape shape) {
    return switch (shape) {
      case Shape.Whole whole -> JSON.numberNode(Integer.parseInt(yaml));
      case Shape.Flag flag -> JSON.booleanNode(Boolean.parseBoolean(yaml));
      case Shape.ListOf list -> texts(yaml);
      case Shape.MapOf map -> JSON.objectNode();
      case Shape.Mapping mapping -> JSON.objectNode();
      case Shape.OneOf oneOf -> JSON.objectNode();
      case Shape.Scalar scalar -> JSON.stringNode(plain(yaml));
    };
  }

  /** The texts of a list such as {@code [a, b]}. */
  private static JsonNode texts(String yaml) {
    ArrayNode texts = JSON.arrayNode();
    for (String text : yaml.substring(1, yaml.length() - 1).split(",")) {
      if (!text.isBlank()) {
        texts.add(text.strip());
      }
    }
    return texts;
  }

  /** The default for a person to read. */
  public static String plain(String yaml) {
    return yaml.startsWith("'") ? yaml.substring(1, yaml.length() - 1) : yaml;
  }
}
