package io.godwit.common.job;

import io.godwit.common.job.shape.Shape;
import io.godwit.common.model.text.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of a YAML mapping, by key. */
final class Entries {

  private final Map<String, NodeTuple> tuples = new LinkedHashMap<>();

  /** Reads them; reports keys that stand twice, and keys that are no names. */
  Entries(MappingNode node, String path, Problems problems) {
    for (NodeTuple tuple : node.getValue()) {
      Node key = tuple.getKeyNode();
      if (!(key instanceof ScalarNode scalar) || isNothing(scalar.getValue())) {
        problems.place(key, path, "a key is a name", Optional.empty());
        continue;
      }
      NodeTuple first = tuples.putIfAbsent(scalar.getValue(), tuple);
      if (first != null) {
        int line = first.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
        problems.place(
            key,
            Shape.join(path, scalar.getValue()),
            "the key stands already in line " + line,
            Optional.empty());
      }
    }
  }

  /** The name null is a key of a CSV source, though YAML means nothing by it elsewhere. */
  private static boolean isNothing(String key) {
    return key.isBlank() || key.equals("~");
  }

  /**
   * Reports the keys that are none of these, and lets a misspelt one count as the one that was
   * meant: what stands under it is then checked too, and not also reported as missing.
   */
  void expect(List<String> keys, String path, Problems problems) {
    for (Map.Entry<String, NodeTuple> entry : List.copyOf(tuples.entrySet())) {
      String key = entry.getKey();
      NodeTuple tuple = entry.getValue();
      if (keys.contains(key)) {
        continue;
      }
      Optional<String> meant = NearestName.to(key, keys);
      String rule =
          meant.isPresent()
              ? "unknown key"
              : "unknown key; the keys here are " + String.join(", ", keys);
      problems.place(tuple.getKeyNode(), Shape.join(path, key), rule, meant);
      tuples.remove(key);
      meant.ifPresent(name -> tuples.putIfAbsent(name, tuple));
    }
  }

  Optional<Node> value(String key) {
    return Optional.ofNullable(tuples.get(key)).map(NodeTuple::getValueNode);
  }

  Optional<Node> key(String key) {
    return Optional.ofNullable(tuples.get(key)).map(NodeTuple::getKeyNode);
  }

  List<String> keys() {
    return List.copyOf(tuples.keySet());
  }
}
