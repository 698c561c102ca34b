package io.godwit.common.job;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What messages call the kinds of YAML nodes. */
final class NodeKinds {

  private NodeKinds() {}

  static String of(Node node) {
    return switch (node) {
      case MappingNode m -> "(a mapping)";
      case SequenceNode s -> "(a list)";
      default -> "(a value)";
    };
  }

  /** A value left away, or written as null. */
  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  /** A text, not a number, boolean or null that was written without quotes. */
  static boolean isText(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
  }

  static boolean isFlag(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL);
  }

  static boolean isWhole(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT);
  }
}
